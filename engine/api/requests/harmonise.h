#pragma once

#include <cstdint>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/photo.h"

namespace engine {

/// Light a person as if they stood in front of another background photo. Only the person changes; the
/// background itself is not put into the picture.
struct HarmoniseRequest {
    Photo photo;
    std::vector<Layer> layers;  ///< what lies over the photo already, bottom to top; seen, not changed
    Image mask;                 ///< grey, the photo's size, white = the person; null: found automatically
    Photo background;           ///< scaled to cover the region
    float strength = 1.0f;      ///< 0…1
    int steps = 8;              ///< 1…100
    std::uint64_t seed = 0;
};

}  // namespace engine
