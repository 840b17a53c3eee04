#pragma once

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

/// Trains the PortraitReaderModule: parts (smoothed cross entropy), person alpha, anchors and mesh, head
/// angles, neck and shoulders, and whether there is a face. Returns when the plan's time is used up.
Result<Done> trainReader(const TrainingOptions& options);

}  // namespace engine
