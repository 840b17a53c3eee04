#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

/// Which of the paper's two stages (Yoon et al. 2024, arXiv 2410.05525): first fit a person to their
/// background's light, then, from those weights, remove shadows.
enum class ShadowStage { Harmonise, Shadows };

struct ShadowTrainingOptions : TrainingOptions {
    ShadowStage stage = ShadowStage::Shadows;
    std::string from;  ///< component folder to start from; empty: fresh weights
    int picture_size = 128;
};

/// Trains a GainFieldModule by fieldLoss(). Returns when the plan's time is used up.
Result<Done> trainShadows(const ShadowTrainingOptions& options);

}  // namespace engine
