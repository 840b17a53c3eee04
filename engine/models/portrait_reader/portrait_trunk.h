#pragma once

#include <torch/torch.h>

#include <vector>

#include "engine/nn/film_block.h"
#include "engine/nn/residual_block.h"

namespace engine {

/// What looks at a portrait, for every network that is to tell something of it: a small U-Net with group
/// norm.
struct PortraitTrunkImpl : torch::nn::Module {
    /// Channels at 1/2, 1/4, 1/8 and 1/16 of the picture's size, multiples of 8.
    explicit PortraitTrunkImpl(const std::vector<int>& widths);

    struct Features {
        torch::Tensor deep;    ///< [B, widths[3], S/16, S/16]
        torch::Tensor middle;  ///< [B, widths[1], S/4, S/4]
        torch::Tensor fine;    ///< [B, widths[0], S/2, S/2]
    };
    /// picture [B, 3, S, S] in 0…1 sRGB, S a multiple of 16.
    Features features(const torch::Tensor& picture);

    torch::nn::Conv2d conv_in{nullptr};
    torch::nn::ModuleList down{nullptr}, narrow{nullptr}, up{nullptr};
    MapAttention attention{nullptr};
};
TORCH_MODULE(PortraitTrunk);

}  // namespace engine
