#pragma once

#include <vector>

namespace engine {

/// Sizes of a GainFieldNet, as in its config.json.
struct GainFieldConfig {
    static constexpr double kMiddleGrey = 0.4;  ///< what the logarithms of named colours are taken against

    std::vector<int> widths = {48, 96, 192};  ///< channels at 1/4, 1/8, 1/16 of the picture's size
    int blocks_per_level = 1;
    int embedding = 128;
    int fine_width = 16;       ///< channels at 1/2 of the picture's size, where the field lives
    float field_scale = 0.4f;  ///< log gains are divided by this before noise is added
    int text_width = 0;        ///< of the text it listens to; 0: to none
};

}  // namespace engine
