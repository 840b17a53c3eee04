#pragma once

#include <algorithm>
#include <cmath>

#include "engine/api/geometry.h"

namespace engine {

/// The size of a warp field over `region` whose cells are fine enough for a mouth.
inline Size warpCells(Rect region, double eye_distance) {
    constexpr double kCell = 0.06;  // of an eye distance
    constexpr int kFewest = 32, kMost = 384;
    const auto along = [&](int extent) {
        return std::clamp(static_cast<int>(std::ceil(extent / (kCell * eye_distance))), kFewest, kMost);
    };
    return {along(region.width), along(region.height)};
}

}  // namespace engine
