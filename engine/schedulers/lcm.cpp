#include <ATen/ATen.h>

#include <cmath>
#include <string>
#include <utility>

#include "engine/schedulers/alpha_run.h"
#include "engine/schedulers/clean_guess.h"
#include "engine/schedulers/methods.h"

namespace engine {
namespace {

/// Latent consistency models: Luo et al. 2023, arXiv 2310.04378, section 4, multi-step sampling.
/// StepResult::clean is the output of the consistency function.
class Lcm final : public AlphaScheduler {
public:
    Lcm(const SchedulerConfig& config, AlphaRun run)
        : AlphaScheduler(config, std::move(run)), scaling_(config.timestep_scaling) {}

private:
    StepResult advance(const at::Tensor& model_output, int i, const at::Tensor& sample, StepMemory&,
                       const DrawNoise& draw) const override {
        const at::Tensor clean = guess(model_output, i, sample);
        constexpr double kVariance = 0.25;  // of the data, as the consistency function assumes it
        const double scaled = timesteps()[static_cast<std::size_t>(i)] * scaling_,
                     square = scaled * scaled + kVariance;
        const at::Tensor consistent = scaled / std::sqrt(square) * clean + kVariance / square * sample;
        if (i + 1 == count()) return {consistent, consistent};
        const NoiseLevel after = levelOfAlpha(previous(i));
        return {after.signal * consistent + after.noise * draw(model_output.sizes()), consistent};
    }

    double scaling_;
};

/// Evenly chosen among those of the teacher's run of original_inference_steps, the noisiest first.
std::vector<double> lcmTimesteps(const SchedulerConfig& config, int steps) {
    const int original = config.original_inference_steps;
    const int distance = config.num_train_timesteps / original;
    const double stride = static_cast<double>(original) / steps;
    std::vector<double> timesteps;
    for (int i = 0; i < steps; ++i) {
        const int skipped = static_cast<int>(i * stride);
        timesteps.push_back(static_cast<double>(original - skipped) * distance - 1);
    }
    return timesteps;
}

}  // namespace

MadeScheduler makeLcm(const SchedulerConfig& config, const std::vector<float>& alphas, int steps) {
    if (config.thresholding) return notOffered(config, "thresholding", "false", "true");
    const int original = config.original_inference_steps;
    if (original < 1 || original > config.num_train_timesteps) {
        return notOffered(config, "original_inference_steps",
                          "1 to " + std::to_string(config.num_train_timesteps), std::to_string(original));
    }
    if (steps > original) {
        return Error{ErrorCode::InvalidRequest,
                     "1 to " + std::to_string(original) + " steps were expected with this scheduler, but " +
                         std::to_string(steps) + " were asked for; choose fewer steps or another scheduler."};
    }
    const std::vector<double> timesteps = lcmTimesteps(config, steps);
    std::vector<double> previous(timesteps.begin() + 1, timesteps.end());
    previous.push_back(timesteps.back());
    auto run = alphaRun(config, alphas, steps, timesteps, previous, finalAlpha(config, alphas));
    if (!run) return run.error();
    return std::unique_ptr<const Scheduler>(new Lcm(config, std::move(run).value()));
}

}  // namespace engine
