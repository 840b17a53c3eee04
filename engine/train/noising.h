#pragma once

#include <torch/torch.h>

#include <memory>

#include "engine/schedulers/scheduler.h"
#include "engine/schedulers/scheduler_config.h"

namespace engine {

/// How a denoiser is trained: a step for each timestep of its training, what it sees at each, and what it is
/// to say.
class Noising {
public:
    /// `trained`: the checkpoint's own scheduler. Errors: those of makeScheduler().
    static Result<Noising> of(const SchedulerConfig& trained);

    /// 0 is the noisiest.
    int steps() const { return static_cast<int>(scheduler_->timesteps().size()); }
    double timestep(int step) const { return scheduler_->timesteps()[static_cast<std::size_t>(step)]; }
    torch::Tensor noised(const torch::Tensor& clean, const torch::Tensor& noise, int step) const {
        return scheduler_->noised(clean, noise, step);
    }
    torch::Tensor wanted(const torch::Tensor& clean, const torch::Tensor& noise, int step) const;

private:
    Noising(Prediction prediction, std::unique_ptr<const Scheduler> scheduler)
        : prediction_(prediction), scheduler_(std::move(scheduler)) {}

    Prediction prediction_;
    std::unique_ptr<const Scheduler> scheduler_;
};

}  // namespace engine
