#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/models/unet/unet_blocks.h"

namespace engine {

/// What ControlNets add to a U-Net's skips and to its middle; empty where there is none.
struct ControlResiduals {
    std::vector<at::Tensor> down;
    at::Tensor middle;
};

/// A latent denoiser told about a prompt: UNet2DConditionModel of diffusers (Rombach et al. 2021, arXiv
/// 2112.10752; SDXL: Podell et al. 2023, arXiv 2307.01952), with the same names and numbers.
class Unet {
public:
    Unet(const WeightReader& reader, const UnetConfig& config);

    /// latent: [B, in_channels, h, w], any h and w; timesteps: [B] or [1], in training steps. What the
    /// network was trained to predict (noise, velocity or the clean latent): [B, out_channels, h, w].
    /// `deep`, where it is not null, becomes what the layers below the outermost ones made of it.
    at::Tensor predict(const at::Tensor& latent, const at::Tensor& timesteps, const UnetCondition& condition,
                       const ControlResiduals& control = {}, at::Tensor* deep = nullptr) const;

    /// Nearly the same from the outermost layers alone, around `deep` of a timestep close by (DeepCache, Ma
    /// et al. 2023, arXiv 2312.00858): several times faster, not exact.
    at::Tensor predictAround(const at::Tensor& deep, const at::Tensor& latent, const at::Tensor& timesteps,
                             const UnetCondition& condition) const;

    /// predict() of a picture that looks at another one: every self-attention sees, beside its own tokens,
    /// what the same layer sees of `reference`, a latent of the same shape at the same timesteps
    /// ("reference-only" control of L. Zhang; mutual self-attention in MasaCtrl, Cao et al. 2023, arXiv
    /// 2304.08465). `control` is the picture's alone. Twice the time of predict() and more memory: the tokens
    /// of every layer.
    at::Tensor predictBeside(const at::Tensor& reference, const at::Tensor& latent,
                             const at::Tensor& timesteps, const UnetCondition& condition,
                             const ControlResiduals& control = {}) const;

    const UnetConfig& config() const { return config_; }

private:
    struct Level {
        std::vector<UnetLayer> layers;
        std::optional<Conv2d> upsample;
    };

    at::Tensor finished(at::Tensor x) const;

    UnetConfig config_;
    TimeEmbedding time_;
    UnetEncoder encoder_;
    std::vector<Level> up_;
    GroupNorm conv_norm_out_;
    Conv2d conv_out_;
};

}  // namespace engine
