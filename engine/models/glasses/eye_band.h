#pragma once

#include <cmath>
#include <vector>

#include "engine/api/geometry.h"

namespace engine {

/// The box around both eyes of a face that glasses lie in: as level as the eyes are, 2.3 outer eye corner
/// distances wide and half as high.
struct EyeBand {
    /// Raster that the network for glasses was trained at.
    static constexpr int kWidth = 192, kHeight = 96;

    ImagePoint middle;
    ImagePoint across;  ///< from the middle of its left side to the middle of its right side

    /// `mesh`: kMeshPoints places.
    explicit EyeBand(const std::vector<ImagePoint>& mesh);
    EyeBand(const ImagePoint& middle_at, const ImagePoint& from_left_to_right)
        : middle(middle_at), across(from_left_to_right) {}

    double width() const { return std::hypot(across.x, across.y); }

    /// Where a place of the band lies, (0, 0) at its top left and (1, 1) at its bottom right.
    ImagePoint at(double x, double y) const {
        return {middle.x + (x - 0.5) * across.x - (y - 0.5) / 2 * across.y,
                middle.y + (x - 0.5) * across.y + (y - 0.5) / 2 * across.x};
    }
    /// The other way round.
    ImagePoint inside(const ImagePoint& place) const {
        const double square = across.x * across.x + across.y * across.y;
        const double dx = place.x - middle.x, dy = place.y - middle.y;
        return {0.5 + (dx * across.x + dy * across.y) / square,
                0.5 + 2 * (dy * across.x - dx * across.y) / square};
    }
};

}  // namespace engine
