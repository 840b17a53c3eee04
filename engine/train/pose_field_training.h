#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

struct PoseFieldTrainingOptions {
    std::string data;       ///< portrait set
    std::string component;  ///< folder that receives config.json and model.safetensors
    std::uint64_t seed = 1;
    int batch = 256;
    int threads = 1;
    TrainingPlan plan;
};

/// Trains the pose field: joints of a PoseSampler's poses are moved away, the network learns the way back.
/// Prints at the end how well the distance tells the joints of held-out people from the same with one of them
/// moved.
Result<Done> trainPoseField(const PoseFieldTrainingOptions& options);

}  // namespace engine
