#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

/// lexicon.json lies in the component's folder.
struct EditTrainingOptions : TrainingOptions {
    /// Component folder to start from: a describe model, or the shadow model, whose picture layers are the
    /// same (compositional repurposing); empty: fresh weights.
    std::string from;
    int picture_size = 128;
};

/// Trains text tower and field network of a DescribeModule together, by fieldLoss() on EditSampler's
/// triplets. Returns when the plan's time is used up. Errors: those of reading set, lexicon and weights.
Result<Done> trainEdit(const EditTrainingOptions& options);

}  // namespace engine
