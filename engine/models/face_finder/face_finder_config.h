#pragma once

#include <vector>

namespace engine {

/// Sizes of a face finder, as in its config.json.
struct FaceFinderConfig {
    std::vector<int> widths = {32, 48};  ///< channels at 1/4 and 1/8 of the picture's size
    int blocks = 3;                      ///< residual blocks at 1/8
};

}  // namespace engine
