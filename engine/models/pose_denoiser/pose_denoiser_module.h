#pragma once

#include <torch/torch.h>

#include <memory>

#include "engine/models/pose_denoiser/pose_denoiser_config.h"
#include "engine/nn/film_block.h"

namespace engine {

/// The person as the photo has them, for a PoseDenoiser. Latents are [B, C, h, w], sizes multiples of 8.
struct PoseStyle {
    torch::Tensor source;   ///< latents of the photo
    torch::Tensor aligned;  ///< latents of the photo moved into the new pose
    torch::Tensor from;     ///< [B, 2, h, w]: the place in the photo (x, y; −1…1 over it) that came here
    torch::Tensor known;    ///< [B, 1, h, w], 0…1: how far that is to be believed
};

/// The conditional denoiser of a person in another pose (see pose_denoiser.h); parameter names equal the
/// checkpoint's keys. Included by training and by pose_denoiser.cpp alone.
struct PoseDenoiserModuleImpl : torch::nn::Module {
    explicit PoseDenoiserModuleImpl(const PoseDenoiserConfig& config);

    /// Recurrent pose alignment: texture features of the photo are fetched from where the movement says, and
    /// round by round a gated memory (Cho et al. 2014, arXiv 1406.1078) says where else they had better come
    /// from. pose [B, 3, h, w], 0…1 → [B, 2 · texture, h/2, w/2].
    torch::Tensor aligned(const PoseStyle& style, const torch::Tensor& pose, int rounds);

    /// The guess of the clean latents [B, C, h, w] behind noisy ones at levels [B], 0…1. `texture`: of
    /// aligned(). A condition that is dropped is all zeros.
    torch::Tensor forward(const torch::Tensor& noisy, const torch::Tensor& level, const torch::Tensor& seen,
                          const torch::Tensor& known, const torch::Tensor& texture,
                          const torch::Tensor& pose);

    /// Places of the joints of kSeenJoints in latents [B, C, h, w]: [B, kSeenCount, 2], x, y in 0…1.
    torch::Tensor joints(const torch::Tensor& clean);

    /// Pictures ⇄ latents, by the buffers below.
    std::unique_ptr<PatchTransform> codec() const;

    const PoseDenoiserConfig config;
    torch::Tensor basis, mean, deviation;  ///< of the codec
    torch::nn::Sequential time{nullptr}, joint_maps{nullptr};
    torch::nn::Conv2d conv_in{nullptr}, texture_in{nullptr}, texture_out{nullptr}, gates{nullptr},
        candidate{nullptr}, step{nullptr}, texture_add{nullptr}, conv_out{nullptr};
    torch::nn::GroupNorm norm_out{nullptr};
    torch::nn::ModuleList down{nullptr}, narrow{nullptr}, up{nullptr};
    MapAttention attention{nullptr};
    FilmBlock middle{nullptr};
};
TORCH_MODULE(PoseDenoiserModule);

}  // namespace engine
