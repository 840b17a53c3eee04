#pragma once

#include <torch/torch.h>

#include <vector>

#include "engine/models/glasses/glasses_config.h"
#include "engine/nn/film_block.h"
#include "engine/nn/residual_block.h"

namespace engine {

/// A U-Net over an eye band: [B, in, H, W] → [B, out, H, W], H and W multiples of 16.
struct BandNetImpl : torch::nn::Module {
    BandNetImpl(const GlassesConfig& config, int in, int out);
    torch::Tensor forward(const torch::Tensor& x);

    torch::nn::Conv2d conv_in{nullptr}, conv_out{nullptr};
    torch::nn::ModuleList down{nullptr}, last{nullptr};
    std::vector<torch::nn::ModuleList> blocks;  ///< per level below the first
    MapAttention attention{nullptr};            ///< one eye sees the other
    torch::nn::GroupNorm norm_out{nullptr};
};
TORCH_MODULE(BandNet);

/// The glasses remover: one network sees what is hidden and what is only lit differently, another paints what
/// is hidden and never sees it, so no trace of a frame can stay. Parameter names equal the checkpoint's keys.
/// Included by training and by glasses_remover.cpp alone.
struct GlassesModuleImpl : torch::nn::Module {
    explicit GlassesModuleImpl(const GlassesConfig& config);

    struct Seen {
        torch::Tensor lit;  ///< [B, 3, H, W]: the picture without glasses, for its light; not limited to 0…1
        torch::Tensor cover;    ///< [B, 1, H, W], logit: hidden by the frame or by a reflection
        torch::Tensor touched;  ///< [B, 1, H, W], logit: that, or only lit differently (tint, shadow)
    };
    /// picture [B, 3, H, W] in 0…1 sRGB.
    Seen see(const torch::Tensor& picture);
    /// The picture where it is hidden, [B, 3, H, W]; hidden: [B, 1, H, W], 0…1; what is hidden at all is not
    /// looked at.
    torch::Tensor paint(const torch::Tensor& picture, const torch::Tensor& hidden);

    GlassesConfig config;
    BandNet seer{nullptr}, painter{nullptr};
};
TORCH_MODULE(GlassesModule);

/// A picture [B, 3, H, W] smoothly filled from around where it is hidden [B, 1, H, W], coarser the further
/// (push-pull, Gortler et al. 1996).
torch::Tensor filledFromAround(const torch::Tensor& picture, const torch::Tensor& hidden);

}  // namespace engine
