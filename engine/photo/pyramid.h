#pragma once

#include <vector>

#include "engine/api/image.h"

namespace engine {

/// The picture and its halvings (2×2 means, sizes rounded up, in the picture's own type), down to the first
/// whose longer side is at most 512.
std::vector<Image> pyramidOf(Image image);

}  // namespace engine
