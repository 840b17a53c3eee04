#pragma once

#include <cstdint>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/photo.h"

namespace engine {

/// Remove shadows that something outside the picture, or a hard light, casts on a person.
struct ShadowsRequest {
    static constexpr int kDefaultSteps = 8;

    Photo photo;
    std::vector<Layer> layers;  ///< what lies over the photo already, bottom to top; seen, not changed
    Image mask;  ///< grey, the photo's size, white = edit; null: the square around the largest face, found
                 ///< automatically
    float strength = 1.0f;      ///< 0…1: 0 leaves the photo, 1 removes as much as the network sees
    float softness = 0.0f;      ///< 0…1: how far the change is smoothed, up to a twentieth of the region
    float keep_shape = 0.0f;    ///< 0…1: how much of the broad, slowly varying light and shade stays
    int steps = kDefaultSteps;  ///< 1…100
    std::uint64_t seed = 0;
};

}  // namespace engine
