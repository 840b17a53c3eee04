#pragma once

#include <vector>

#include "engine/schedulers/scheduler.h"
#include "engine/schedulers/sigma_table.h"

namespace engine {

/// Steps on the scale of sigma.
struct SigmaRun {
    int steps = 0;
    std::vector<double> timesteps;
    std::vector<float> sigmas;  ///< before each step, and after the last
};

/// The noise level a run ends at.
double finalSigma(const SchedulerConfig& config, const SigmaTable& table);

/// As the classes keep them.
std::vector<float> inFloats(const std::vector<double>& values);
std::vector<double> inDoubles(const std::vector<float>& values);

/// What Euler's methods share: samples are clean + sigma·noise, and the network sees them scaled to unit
/// variance (Karras et al. 2022, arXiv 2206.00364, table 1, "VP").
class SigmaScheduler : public Scheduler {
public:
    SigmaScheduler(const SchedulerConfig& config, SigmaRun run);

    at::Tensor scaled(const at::Tensor& sample, int i) const override;

protected:
    float sigma(int i) const { return sigmas_[static_cast<std::size_t>(i)]; }
    /// The clean sample that the network's output means.
    at::Tensor guess(const at::Tensor& output, int i, const at::Tensor& sample) const;

private:
    std::vector<float> sigmas_;
    Prediction prediction_;
};

/// Euler's timesteps and noise levels, with Karras' spacing where the config wants it.
SigmaRun eulerRun(const SchedulerConfig& config, const std::vector<float>& alphas, int steps);

}  // namespace engine
