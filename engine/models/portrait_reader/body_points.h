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

/// Neck, right shoulder, left shoulder.
using BodyPoints = std::array<BodyPoint, 3>;

/// The width of a face seen from the front, from its mesh: width and height of the box around it as one
/// number.
double faceWidth(const std::vector<ImagePoint>& mesh);

/// Where the neck and the shoulders are, told from a face's mesh (kMeshPoints, pixels of the labels) and from
/// the parts around it: the neck is the middle of the skin column about half a face width under the chin, and
/// a shoulder is where the clothes begin, 0.97 face widths to the side, a little below their edge.
BodyPoints bodyPoints(const PartLabels& parts, const std::vector<ImagePoint>& mesh);

}  // namespace engine
