#pragma once

#include <optional>
#include <vector>

#include "engine/files/safetensors.h"

namespace engine {

/// The numbers of a tensor as floats, exactly where a float can hold them; nothing when they are not stored
/// as floating point (F64, F32, F16, BF16, F8_E4M3, F8_E5M2). For small tensors: weights of networks are
/// converted where they are used.
std::optional<std::vector<float>> floatValues(const TensorView& tensor);

}  // namespace engine
