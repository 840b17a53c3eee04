#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/files/in_quotes.h"
#include "engine/schedulers/alpha_run.h"
#include "engine/schedulers/methods.h"
#include "engine/schedulers/timesteps.h"

namespace engine {
namespace {

constexpr float kLeastVariance = 1e-20F;

/// Denoising diffusion probabilistic models: Ho et al. 2020, arXiv 2006.11239, equation 7, over the timesteps
/// of a run in place of the training's.
class Ddpm final : public AlphaScheduler {
public:
    Ddpm(const SchedulerConfig& config, AlphaRun run)
        : AlphaScheduler(config, std::move(run)), large_(config.variance_type == "fixed_large") {}

private:
    StepResult advance(const at::Tensor& model_output, int i, const at::Tensor& sample, StepMemory&,
                       const DrawNoise& draw) const override {
        const float variance = 1 - alpha(i), variance_after = 1 - previous(i);
        const float kept = alpha(i) / previous(i);
        const float beta = 1 - kept;
        const at::Tensor clean = guess(model_output, i, sample);
        const float of_clean = std::sqrt(previous(i)) * beta / variance;
        const float of_sample = std::sqrt(kept) * variance_after / variance;
        at::Tensor next = of_clean * clean + of_sample * sample;
        if (timesteps()[static_cast<std::size_t>(i)] > 0) {
            const float added = large_ ? beta : variance_after / variance * beta;
            next = next + std::sqrt(std::max(added, kLeastVariance)) * draw(model_output.sizes());
        }
        return {next, clean};
    }

    bool large_;
};

}  // namespace

MadeScheduler makeDdpm(const SchedulerConfig& config, const std::vector<float>& alphas, int steps) {
    if (config.thresholding) return notOffered(config, "thresholding", "false", "true");
    const std::string& variance = config.variance_type;
    if (variance != "fixed_small" && variance != "fixed_small_log" && variance != "fixed_large") {
        return notOffered(config, "variance_type", R"("fixed_small", "fixed_small_log" or "fixed_large")",
                          inQuotes(variance));
    }
    const std::vector<double> timesteps = spacedTimesteps(config, steps);
    std::vector<double> previous(timesteps.begin() + 1, timesteps.end());
    previous.push_back(-1);
    auto run = alphaRun(config, alphas, steps, timesteps, previous, 1);
    if (!run) return run.error();
    return std::unique_ptr<const Scheduler>(new Ddpm(config, std::move(run).value()));
}

}  // namespace engine
