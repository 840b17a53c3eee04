#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

struct EditTrainingOptions {
    std::string data;  ///< portrait set
    /// Component folder to start from: a describe model, or the shadow model, whose picture layers are the
    /// same (compositional repurposing); empty: fresh weights.
    std::string from;
    std::string component;  ///< folder that receives config.json and model.safetensors; lexicon.json is there
    std::uint64_t seed = 1;
    int picture_size = 128;
    int batch = 16;
    int threads = 1;
    TrainingPlan plan;
};

/// Trains text tower and field network of a DescribeModule together, by fieldLoss() on EditSampler's
/// triplets. Returns when the plan's time is used up. Errors: those of reading set, lexicon and weights.
Result<Done> trainEdit(const EditTrainingOptions& options);

}  // namespace engine
