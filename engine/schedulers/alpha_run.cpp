#include "engine/schedulers/alpha_run.h"

#include <ATen/ATen.h>

#include <utility>

#include "engine/schedulers/clean_guess.h"
#include "engine/schedulers/methods.h"

namespace engine {

Result<AlphaRun> alphaRun(const SchedulerConfig& config, const std::vector<float>& alphas, int steps,
                          std::vector<double> timesteps, const std::vector<double>& previous,
                          float final_alpha) {
    AlphaRun run;
    run.steps = steps;
    for (const double timestep : timesteps) {
        if (timestep < 0 || timestep >= static_cast<double>(alphas.size()))
            return stepsDoNotFit(config, steps);
        run.alphas.push_back(alphas[static_cast<std::size_t>(timestep)]);
        // Pure noise says nothing about the picture; what comes of dividing by 0 can at best be clipped.
        if (run.alphas.back() == 0 && config.prediction_type == Prediction::Noise && !*config.clip_sample) {
            return notOffered(config, "prediction_type",
                              "\"v_prediction\" or \"sample\" where \"rescale_betas_zero_snr\" is true",
                              "\"epsilon\"");
        }
    }
    for (const double timestep : previous) {
        run.previous.push_back(timestep < 0 ? final_alpha : alphas[static_cast<std::size_t>(timestep)]);
    }
    run.timesteps = std::move(timesteps);
    return run;
}

std::vector<double> fixedDistance(const SchedulerConfig& config, int steps,
                                  const std::vector<double>& timesteps) {
    std::vector<double> previous;
    for (const double timestep : timesteps) previous.push_back(timestep - config.num_train_timesteps / steps);
    return previous;
}

float finalAlpha(const SchedulerConfig& config, const std::vector<float>& alphas) {
    return *config.set_alpha_to_one ? 1.0F : alphas.front();
}

AlphaScheduler::AlphaScheduler(const SchedulerConfig& config, AlphaRun run)
    : Scheduler([&] {
          Run numbers;
          numbers.steps = run.steps;
          numbers.timesteps = run.timesteps;
          for (const float alpha : run.alphas) numbers.levels.push_back(levelOfAlpha(alpha));
          return numbers;
      }()),
      prediction_(config.prediction_type),
      clip_(*config.clip_sample ? config.clip_sample_range : 0),
      run_(std::move(run)) {}

at::Tensor AlphaScheduler::guess(const at::Tensor& output, int i, const at::Tensor& sample) const {
    const at::Tensor clean = cleanGuess(prediction_, output, sample, level(i));
    return clip_ > 0 ? clean.clamp(-clip_, clip_) : clean;
}

}  // namespace engine
