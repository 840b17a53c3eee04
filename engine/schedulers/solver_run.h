#pragma once

#include <vector>

#include "engine/schedulers/methods.h"
#include "engine/schedulers/sigma_run.h"

namespace engine {

/// How a solver makes the timesteps of Karras' noise levels whole.
using Rounding = double (*)(double);

/// The timesteps and noise levels of the multi-step solvers. `below`: as in solverTimesteps. Errors:
/// InvalidRequest where two steps would share a noise level.
Result<SigmaRun> solverRun(const SchedulerConfig& config, const SigmaTable& table, int steps, int below,
                           Rounding rounding);

/// What the multi-step solvers share: samples are signal·clean + noise·noise, guesses of the clean sample are
/// remembered, and time is lambda = log(signal / noise) (Lu et al. 2022, arXiv 2206.00927).
class SolverScheduler : public Scheduler {
public:
    SolverScheduler(const SchedulerConfig& config, const SigmaRun& run);

protected:
    /// Before step i; at count() the end.
    NoiseLevel levelAt(int i) const { return levels_[static_cast<std::size_t>(i)]; }
    float lambda(int i) const { return lambdas_[static_cast<std::size_t>(i)]; }
    int solverOrder() const { return order_; }
    bool lowerOrderFinal() const { return lower_order_final_; }
    Prediction prediction() const { return prediction_; }
    /// Keeps the newest outputs, as many as the order needs.
    void remember(StepMemory& memory, const at::Tensor& output) const;

private:
    std::vector<NoiseLevel> levels_;
    std::vector<float> lambdas_;
    int order_;
    bool lower_order_final_;
    Prediction prediction_;
};

}  // namespace engine
