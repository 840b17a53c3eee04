#include <ATen/ATen.h>

#include <algorithm>

#include "engine/files/in_quotes.h"
#include "engine/schedulers/methods.h"
#include "engine/schedulers/sigma_run.h"

namespace engine {
namespace {

/// Euler's method on the probability flow: Karras et al. 2022, arXiv 2206.00364, algorithm 2 without churn.
class Euler final : public SigmaScheduler {
public:
    using SigmaScheduler::SigmaScheduler;

private:
    StepResult advance(const at::Tensor& model_output, int i, const at::Tensor& sample, StepMemory&,
                       const DrawNoise&) const override {
        const at::Tensor clean = guess(model_output, i, sample);
        const at::Tensor derivative = (sample - clean) / sigma(i);
        return {sample + derivative * (sigma(i + 1) - sigma(i)), clean};
    }
};

}  // namespace

MadeScheduler makeEuler(const SchedulerConfig& config, const std::vector<float>& alphas, int steps) {
    if (!config.other_sigmas.empty()) return notOffered(config, config.other_sigmas, "false", "true");
    if (config.timestep_type != "discrete")
        return notOffered(config, "timestep_type", "\"discrete\"", inQuotes(config.timestep_type));
    if (config.interpolation_type != "linear")
        return notOffered(config, "interpolation_type", "\"linear\"", inQuotes(config.interpolation_type));
    const SigmaRun run = eulerRun(config, alphas, steps);
    if (!std::is_sorted(run.sigmas.rbegin(), run.sigmas.rend()))
        return notOffered(config, "sigma_min", "below \"sigma_max\" and the training's last sigma", "more");
    return std::unique_ptr<const Scheduler>(new Euler(config, run));
}

}  // namespace engine
