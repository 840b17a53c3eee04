#pragma once

#include "engine/api/model_library.h"

namespace engine {

// What belongs to a checkpoint without being one. Each fills in kind, family, memory and, where the file
// cannot be used, the problem.

void inspectLora(ModelDescription& model);
void inspectEmbedding(ModelDescription& model);

}  // namespace engine
