#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

struct FinderTrainingOptions {
    std::string data;       ///< portrait set
    std::string component;  ///< folder that receives config.json and model.safetensors
    std::uint64_t seed = 1;
    int batch = 16;
    int threads = 1;
    TrainingPlan plan;
};

/// Trains the FaceFinderModule: a focal heat map of faces' middles with place and size (Zhou et al. 2019,
/// "Objects as Points", arXiv 1904.07850). Returns when the plan's time is used up.
Result<Done> trainFinder(const FinderTrainingOptions& options);

}  // namespace engine
