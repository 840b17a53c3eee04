#pragma once

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

/// Trains the FaceFinderModule: a focal heat map of faces' middles with place and size (Zhou et al. 2019,
/// "Objects as Points", arXiv 1904.07850). Returns when the plan's time is used up.
Result<Done> trainFinder(const TrainingOptions& options);

}  // namespace engine
