#include "engine/train/noising.h"

namespace engine {

Result<Noising> Noising::of(const SchedulerConfig& trained) {
    Result<SchedulerConfig> config = withAlgorithm(trained, "ddim");
    if (!config) return config.error();
    SchedulerConfig all = std::move(config).value();
    all.timestep_spacing = TimestepSpacing::Linspace;  // 999, 998, … 0
    auto scheduler = makeScheduler(all, all.num_train_timesteps);
    if (!scheduler) return scheduler.error();
    return Noising(trained.prediction_type, std::move(scheduler).value());
}

torch::Tensor Noising::wanted(const torch::Tensor& clean, const torch::Tensor& noise, int step) const {
    switch (prediction_) {
        case Prediction::Velocity:
            return scheduler_->noised(noise, -clean, step);
        case Prediction::Clean:
            return clean;
        case Prediction::Noise:
            break;
    }
    return noise;
}

}  // namespace engine
