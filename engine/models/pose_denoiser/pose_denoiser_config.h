#pragma once

#include <vector>

#include "engine/models/autoencoder/patch_transform.h"

namespace engine {

/// Sizes of a PoseDenoiser, as in its config.json.
struct PoseDenoiserConfig {
    static constexpr int kPoseChannels = 3;  ///< of the pose's drawing

    PatchTransformConfig codec{4, 8};              ///< pictures ⇄ latents
    std::vector<int> widths = {32, 64, 128, 192};  ///< channels, from the latents' size down to an eighth
    int embedding = 128;
    int texture = 24;    ///< channels of the person's texture as it is aligned
    int alignments = 3;  ///< rounds of that
};

}  // namespace engine
