#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

/// What training the portrait reader and training the face finder have in common.
struct ReaderTrainingOptions {
    std::string data;       ///< portrait set
    std::string component;  ///< folder that receives config.json and model.safetensors
    std::uint64_t seed = 1;
    int batch = 16;
    int threads = 1;
    TrainingPlan plan;
};

/// Trains the PortraitReaderModule: parts (smoothed cross entropy), person alpha, anchors and mesh, head
/// angles, neck and shoulders, and whether there is a face. Returns when the plan's time is used up.
Result<Done> trainReader(const ReaderTrainingOptions& options);

}  // namespace engine
