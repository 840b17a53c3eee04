#pragma once

#include <vector>

#include "engine/schedulers/scheduler.h"

namespace engine {

/// Steps on the scale of alphas_cumprod, for the methods that work there.
struct AlphaRun {
    int steps = 0;
    std::vector<double> timesteps;
    std::vector<float> alphas;    ///< before each step
    std::vector<float> previous;  ///< after each step
};

/// alphas_cumprod at each of `timesteps` and of `previous`; below timestep 0 it is `final_alpha`. Errors:
/// InvalidRequest where a timestep lies beyond the training's, ModelCorrupt where the first has no signal
/// left but the prediction needs some.
Result<AlphaRun> alphaRun(const SchedulerConfig& config, const std::vector<float>& alphas, int steps,
                          std::vector<double> timesteps, const std::vector<double>& previous,
                          float final_alpha);

/// Where DDIM and PNDM go from `timesteps`: a fixed distance, whatever the spacing.
std::vector<double> fixedDistance(const SchedulerConfig& config, int steps,
                                  const std::vector<double>& timesteps);

/// What is left after timestep 0.
float finalAlpha(const SchedulerConfig& config, const std::vector<float>& alphas);

/// What these methods share: samples are sqrt(alpha)·clean + sqrt(1 − alpha)·noise, as in the training.
class AlphaScheduler : public Scheduler {
public:
    AlphaScheduler(const SchedulerConfig& config, AlphaRun run);

protected:
    float alpha(int i) const { return run_.alphas[static_cast<std::size_t>(i)]; }
    float previous(int i) const { return run_.previous[static_cast<std::size_t>(i)]; }
    Prediction prediction() const { return prediction_; }
    /// The clean sample that the network's output means, clipped if the config wants it.
    at::Tensor guess(const at::Tensor& output, int i, const at::Tensor& sample) const;

private:
    Prediction prediction_;
    double clip_;  ///< 0: not clipped
    AlphaRun run_;
};

}  // namespace engine
