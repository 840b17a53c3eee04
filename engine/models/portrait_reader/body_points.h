#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/api/geometry.h"

namespace engine {

/// Rows of engine::Part numbers.
struct PartLabels {
    const std::uint8_t* labels;
    Size size;

    int at(int x, int y) const { return labels[static_cast<std::size_t>(y) * size.width + x]; }
};

/// A joint of the body, pixels of the labels; not certain: the picture does not tell where it is.
struct BodyPoint {
    ImagePoint at{0, 0};
    bool is_certain = false;
};

/// The width of a face seen from the front, from its mesh: width and height of the box around it as one
/// number.
double faceWidth(const std::vector<ImagePoint>& mesh);

/// Where the neck is, told from a face's mesh (kMeshPoints, pixels of the labels) and from the parts around
/// it: the middle of the skin column about half a face width under the chin.
BodyPoint neckOf(const PartLabels& parts, const std::vector<ImagePoint>& mesh);

/// Right and left shoulder: 1.15 face widths beside the neck, or at the picture's left and right border where
/// that is nearer, and 0.22 below the upper edge of clothes and bare skin. Certain where that edge tells.
std::array<BodyPoint, 2> shouldersOf(const PartLabels& parts, const std::vector<ImagePoint>& mesh,
                                     const ImagePoint& neck);

}  // namespace engine
