#pragma once

#include <vector>

#include "engine/api/error.h"
#include "engine/schedulers/scheduler_config.h"

namespace engine {

/// More timesteps than any training has; tables stay small whatever a file says.
constexpr int kMostTrainTimesteps = 100'000;

/// How much of the clean picture's variance is left after each timestep of the training ("alphas_cumprod"):
/// one number for each, falling within 0…1, in the float32 arithmetic of the training code. With
/// rescale_betas_zero_snr the last is 0 (Lin et al. 2023, arXiv 2305.08891, algorithm 1). All optional fields
/// of `config` must be set. Errors: ModelCorrupt where the betas give no falling numbers.
Result<std::vector<float>> alphasCumprod(const SchedulerConfig& config);

}  // namespace engine
