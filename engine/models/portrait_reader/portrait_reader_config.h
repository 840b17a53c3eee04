#pragma once

#include <vector>

namespace engine {

/// Sizes of a portrait reader, as in its config.json.
struct PortraitReaderConfig {
    int picture_size = 128;                       ///< the square it looks at, in pixels; a multiple of 16
    std::vector<int> widths = {16, 40, 96, 160};  ///< channels at 1/2, 1/4, 1/8, 1/16 of that size
    int anchors = 48;  ///< mesh points that are found one by one; the rest follow from them
    int hidden = 192;  ///< width of the layer before angles, joints and the face's certainty
};

}  // namespace engine
