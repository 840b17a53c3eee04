#pragma once

#include <vector>

namespace engine {

/// Sizes of a StructureStyleModule, as in its config.json.
struct StructureStyleConfig {
    int picture_size = 256;                      ///< the square it looks at, in pixels; a multiple of 32
    std::vector<int> trunk = {16, 40, 96, 160};  ///< of the PortraitTrunk that looks at half that size
    std::vector<int> widths = {24, 48, 96};      ///< channels at 1/2, 1/4, 1/8 of the picture's size
    int slices = 3;                              ///< channels of the structure that belong to each region
    int style = 16;                              ///< numbers that say how one region looks
};

}  // namespace engine
