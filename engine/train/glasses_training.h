#pragma once

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

/// Trains the network that takes glasses off, on glasses drawn over bare faces (after Lyu et al. 2022, arXiv
/// 2203.10474). Nobody has labelled who wears glasses in the set: the network itself looks at the portraits
/// now and then, and those on whom it finds some are no bare faces from then on.
Result<Done> trainGlasses(const TrainingOptions& options);

}  // namespace engine
