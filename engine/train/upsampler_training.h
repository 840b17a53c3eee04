#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

struct UpsamplerTrainingOptions : TrainingOptions {
    UpsamplerTrainingOptions() { batch = 8; }
    /// Component folder of the trained shadow network, whose fields are to be enlarged.
    std::string field_net;
    int width = 24;
};

/// Trains the guided upsampling on what the shadow network really answers: it sees pictures of 128², the
/// upsampler enlarges its field at 256², and the picture made with that is held against the clean one.
Result<Done> trainUpsampler(const UpsamplerTrainingOptions& options);

}  // namespace engine
