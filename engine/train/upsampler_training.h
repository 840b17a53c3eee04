#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

struct UpsamplerTrainingOptions {
    std::string data;  ///< portrait set
    std::string
        field_net;  ///< component folder of the trained shadow network, whose fields are to be enlarged
    std::string component;  ///< folder that receives config.json and model.safetensors
    std::uint64_t seed = 1;
    int width = 24;
    int batch = 8;
    int threads = 1;
    TrainingPlan plan;
};

/// Trains the guided upsampling on what the shadow network really answers: it sees pictures of 128², the
/// upsampler enlarges its field at 256², and the picture made with that is held against the clean one.
Result<Done> trainUpsampler(const UpsamplerTrainingOptions& options);

}  // namespace engine
