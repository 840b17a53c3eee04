#pragma once

#include <vector>

namespace engine {

/// Sizes of a glasses remover, as in its config.json.
struct GlassesConfig {
    std::vector<int> widths = {32, 64, 96, 128};  ///< channels at 1/2, 1/4, 1/8 and 1/16 of the band
    int blocks = 2;                               ///< residual blocks below 1/2, each way down
};

}  // namespace engine
