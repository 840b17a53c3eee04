#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

struct StyleTrainingOptions : TrainingOptions {
    /// Component folder of such a network to go on from, or of a portrait reader, whose trunk it begins with;
    /// empty: fresh.
    std::string from;
};

/// Trains a StructureStyleModule. Every picture teaches the regions' masks (the set's labels, as weak
/// supervision); an eighth of them is shown in two looks: the structure of one and the style of the other
/// have to give the other, and with some regions' styles of somebody else those regions get somebody else's
/// colours while nothing else changes. Returns when the plan's time is used up.
Result<Done> trainStyle(const StyleTrainingOptions& options);

}  // namespace engine
