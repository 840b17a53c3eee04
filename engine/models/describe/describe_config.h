#pragma once

#include "engine/models/gain_field/gain_field_config.h"

namespace engine {

/// Sizes of a DescribeNet, as in its config.json.
struct DescribeConfig {
    static constexpr int kMostTokens = 32;  ///< that a text may take, the begin token included

    GainFieldConfig field = {{48, 96, 192}, 1, 128, 16, 1.0f, 128};
    int vocabulary = 0;  ///< ids of its lexicon
    int text_layers = 3;
    int text_heads = 4;
};

}  // namespace engine
