#pragma once

#include <string>

#include "engine/train/training.h"

namespace engine {

/// Trains a PoseDenoiser by warp-and-repair: portraits posed otherwise and moved back, on photos whose
/// borders cut some of them off. Errors: those of the portrait set, FileUnwritable.
Result<Done> trainPose(const TrainingOptions& options);

}  // namespace engine
