#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/models/unet/unet.h"

namespace engine {

/// A copy of a U-Net's way down that watches a second picture (Zhang et al. 2023, arXiv 2302.05543;
/// diffusers' ControlNetModel).
class ControlNet {
public:
    struct Config {
        UnetConfig unet;
        int picture_channels = 3;
        std::vector<int> embedding_channels = {16, 32, 96, 256};
    };
    ControlNet(const WeightReader& reader, const Config& config);

    /// latent, timesteps, condition: as for Unet::predict(); picture: [B, 3, 8h, 8w], 0…1. With `by_depth`
    /// (diffusers' guess mode) the finest residual counts a tenth of the middle one.
    ControlResiduals residuals(const at::Tensor& latent, const at::Tensor& timesteps,
                               const UnetCondition& condition, const at::Tensor& picture, double scale,
                               bool by_depth = false) const;

    const Config& config() const { return config_; }

private:
    Config config_;
    TimeEmbedding time_;
    UnetEncoder encoder_;
    std::vector<Conv2d> embedding_;  ///< conv_in, blocks, conv_out
    std::vector<Conv2d> down_;       ///< one 1×1 convolution for each skip
    Conv2d middle_;
};

Result<ControlNet::Config> readControlNetConfig(const ModelConfig& file);

}  // namespace engine
