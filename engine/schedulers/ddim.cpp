#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/schedulers/alpha_run.h"
#include "engine/schedulers/clean_guess.h"
#include "engine/schedulers/methods.h"
#include "engine/schedulers/timesteps.h"

namespace engine {
namespace {

/// Denoising diffusion implicit models: Song et al. 2020, arXiv 2010.02502, equations 12 and 16.
class Ddim final : public AlphaScheduler {
public:
    Ddim(const SchedulerConfig& config, AlphaRun run)
        : AlphaScheduler(config, std::move(run)), eta_(static_cast<float>(config.eta)) {}

private:
    StepResult advance(const at::Tensor& model_output, int i, const at::Tensor& sample, StepMemory&,
                       const DrawNoise& draw) const override {
        const at::Tensor clean = guess(model_output, i, sample);
        // The noise stays as predicted, even if the guess is clipped.
        const at::Tensor noise = noiseGuess(prediction(), model_output, sample, level(i));
        const float variance = (1 - previous(i)) / (1 - alpha(i)) * (1 - alpha(i) / previous(i));
        const float deviation = eta_ * std::sqrt(std::max(variance, 0.0F));
        const float direction = std::sqrt(std::max(1 - previous(i) - deviation * deviation, 0.0F));
        at::Tensor next = std::sqrt(previous(i)) * clean + direction * noise;
        if (eta_ > 0) next = next + deviation * draw(model_output.sizes());
        return {next, clean};
    }

    float eta_;
};

}  // namespace

MadeScheduler makeDdim(const SchedulerConfig& config, const std::vector<float>& alphas, int steps) {
    if (config.thresholding) return notOffered(config, "thresholding", "false", "true");
    if (!(config.eta >= 0 && config.eta <= 1))
        return notOffered(config, "eta", "0 to 1", std::to_string(config.eta));
    const std::vector<double> timesteps = spacedTimesteps(config, steps);
    auto run = alphaRun(config, alphas, steps, timesteps, fixedDistance(config, steps, timesteps),
                        finalAlpha(config, alphas));
    if (!run) return run.error();
    return std::unique_ptr<const Scheduler>(new Ddim(config, std::move(run).value()));
}

}  // namespace engine
