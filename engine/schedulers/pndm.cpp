#include <ATen/ATen.h>

#include <cmath>
#include <utility>

#include "engine/schedulers/alpha_run.h"
#include "engine/schedulers/clean_guess.h"
#include "engine/schedulers/methods.h"
#include "engine/schedulers/timesteps.h"

namespace engine {
namespace {

/// Pseudo numerical methods: Liu et al. 2022, arXiv 2202.09778: the linear multi-step method without
/// Runge-Kutta steps before it. The first step of a run is made twice: once to see where it leads,
/// and again from the same sample with the mean of both outputs.
class Pndm final : public AlphaScheduler {
public:
    Pndm(const SchedulerConfig& config, AlphaRun run, std::vector<float> corrected)
        : AlphaScheduler(config, std::move(run)), corrected_(std::move(corrected)) {}

private:
    static constexpr std::size_t kRemembered = 4;

    StepResult advance(const at::Tensor& model_output, int i, const at::Tensor& sample, StepMemory& memory,
                       const DrawNoise&) const override {
        const at::Tensor clean = guess(model_output, i, sample);
        if (memory.steps == 1) {
            const at::Tensor mean = (model_output + memory.outputs.back()) / 2;
            const float from = corrected_[static_cast<std::size_t>(i)];
            return {moved(mean, std::exchange(memory.sample, {}), from, alpha(i)), clean};
        }
        if (memory.steps == 0) memory.sample = sample;
        memory.outputs.push_back(model_output);
        if (memory.outputs.size() > kRemembered) memory.outputs.erase(memory.outputs.begin());
        return {moved(combined(memory.outputs), sample, alpha(i), previous(i)), clean};
    }

    /// Adams-Bashforth of as many orders as there are outputs.
    static at::Tensor combined(const std::vector<at::Tensor>& outputs) {
        const auto back = [&](std::size_t ago) { return outputs[outputs.size() - 1 - ago]; };
        switch (outputs.size()) {
            case 1:
                return back(0);
            case 2:
                return (3 * back(0) - back(1)) / 2;
            case 3:
                return (23 * back(0) - 16 * back(1) + 5 * back(2)) / 12;
            default:
                return (55 * back(0) - 59 * back(1) + 37 * back(2) - 9 * back(3)) * (1.0 / 24);
        }
    }

    /// The paper's transfer part: from one level to another along the predicted noise.
    at::Tensor moved(const at::Tensor& output, const at::Tensor& sample, float from, float to) const {
        const at::Tensor noise = noiseGuess(prediction(), output, sample, levelOfAlpha(from));
        const float divisor = from * std::sqrt(1 - to) + std::sqrt(from * (1 - from) * to);
        return std::sqrt(to / from) * sample - (to - from) * noise / divisor;
    }

    std::vector<float> corrected_;  ///< the level that the second visit to the first step starts from
};

/// The second timestep comes twice: where the first step leads, and where it is made again.
std::vector<double> withRepeat(std::vector<double> timesteps) {
    if (timesteps.size() > 1) timesteps.insert(timesteps.begin() + 1, timesteps[1]);
    return timesteps;
}

}  // namespace

MadeScheduler makePndm(const SchedulerConfig& config, const std::vector<float>& alphas, int steps) {
    if (!config.skip_prk_steps) return notOffered(config, "skip_prk_steps", "true", "false or nothing");
    if (config.rescale_betas_zero_snr) return notOffered(config, "rescale_betas_zero_snr", "false", "true");
    SchedulerConfig unclipped = config;  // it does not know clip_sample
    unclipped.clip_sample = false;
    const std::vector<double> timesteps = withRepeat(spacedTimesteps(config, steps));
    auto run = alphaRun(config, alphas, steps, timesteps, fixedDistance(config, steps, timesteps),
                        finalAlpha(config, alphas));
    if (!run) return run.error();
    const int distance = config.num_train_timesteps / steps;
    std::vector<float> corrected;
    for (const double timestep : timesteps) {
        const auto before = static_cast<std::size_t>(timestep) + static_cast<std::size_t>(distance);
        corrected.push_back(alphas[std::min(before, alphas.size() - 1)]);
    }
    return std::unique_ptr<const Scheduler>(
        new Pndm(unclipped, std::move(run).value(), std::move(corrected)));
}

}  // namespace engine
