#include "engine/schedulers/sigma_run.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/schedulers/timesteps.h"

namespace engine {
namespace {

/// Where the steps begin at the very end of the training, pure noise has its deviation; elsewhere a clean
/// picture's is added.
double initNoise(const SchedulerConfig& config, const std::vector<float>& sigmas) {
    const float largest = *std::max_element(sigmas.begin(), sigmas.end());
    const bool leading = *config.timestep_spacing == TimestepSpacing::Leading;
    return leading ? std::sqrt(largest * largest + 1) : largest;
}

}  // namespace

double finalSigma(const SchedulerConfig& config, const SigmaTable& table) {
    return config.final_sigmas_type == FinalSigma::Zero ? 0 : table.smallest();
}

std::vector<float> inFloats(const std::vector<double>& values) {
    return {values.begin(), values.end()};
}

std::vector<double> inDoubles(const std::vector<float>& values) {
    return {values.begin(), values.end()};
}

SigmaScheduler::SigmaScheduler(const SchedulerConfig& config, SigmaRun run)
    : Scheduler([&] {
          Run numbers;
          numbers.steps = run.steps;
          numbers.timesteps = run.timesteps;
          for (std::size_t i = 0; i < run.timesteps.size(); ++i) numbers.levels.push_back({1, run.sigmas[i]});
          numbers.sigmas = inDoubles(run.sigmas);
          numbers.init_noise_sigma = initNoise(config, run.sigmas);
          return numbers;
      }()),
      sigmas_(std::move(run.sigmas)),
      prediction_(config.prediction_type) {}

at::Tensor SigmaScheduler::scaled(const at::Tensor& sample, int i) const {
    return sample.to(at::kFloat) / std::sqrt(sigma(i) * sigma(i) + 1);
}

at::Tensor SigmaScheduler::guess(const at::Tensor& output, int i, const at::Tensor& sample) const {
    const float variance = sigma(i) * sigma(i) + 1;
    switch (prediction_) {
        case Prediction::Noise:
            return sample - sigma(i) * output;
        case Prediction::Velocity:
            return output * (-sigma(i) / std::sqrt(variance)) + sample / variance;
        case Prediction::Clean:
            break;
    }
    return output;
}

SigmaRun eulerRun(const SchedulerConfig& config, const std::vector<float>& alphas, int steps) {
    const SigmaTable table(alphas);
    SigmaRun run{steps, fractionalTimesteps(config, steps), {}};
    std::vector<double> sigmas = table.at(run.timesteps);
    if (config.use_karras_sigmas) {
        const double smallest = config.sigma_min.value_or(sigmas.back());
        sigmas = karrasSigmas(smallest, config.sigma_max.value_or(sigmas.front()), steps);
        run.timesteps.clear();
        for (const double sigma : sigmas)
            run.timesteps.push_back(static_cast<float>(table.timestepOf(sigma)));
    }
    sigmas.push_back(finalSigma(config, table));
    run.sigmas = inFloats(sigmas);
    return run;
}

}  // namespace engine
