#pragma once

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

struct PoseFieldTrainingOptions : TrainingOptions {
    PoseFieldTrainingOptions() { batch = 256; }
};

/// Trains the pose field: joints of a PoseSampler's poses are moved away, the network learns the way back.
/// Prints at the end how well the distance tells the joints of held-out people from the same with one of them
/// moved.
Result<Done> trainPoseField(const PoseFieldTrainingOptions& options);

}  // namespace engine
