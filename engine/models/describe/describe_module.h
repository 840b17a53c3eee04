#pragma once

#include <torch/torch.h>

#include "engine/models/describe/describe_config.h"
#include "engine/models/gain_field/gain_field_module.h"

namespace engine {

/// A small text transformer (pre-norm, no causal mask): ids [B, N] → tokens [B, N, width].
struct TextTowerImpl : torch::nn::Module {
    explicit TextTowerImpl(const DescribeConfig& config);
    TextTokens forward(const torch::Tensor& ids);

    int heads_;
    torch::nn::Embedding words{nullptr}, places{nullptr};
    torch::nn::ModuleList layers{nullptr};
    torch::nn::LayerNorm norm{nullptr};
};
TORCH_MODULE(TextTower);

/// The denoiser of the log-gain field that a text asks for; parameter names equal the checkpoint's keys.
/// Included by training and by describe_net.cpp alone.
struct DescribeModuleImpl : torch::nn::Module {
    explicit DescribeModuleImpl(const DescribeConfig& config);

    /// ids [B, N ≤ kMostTokens] int64 of a Lexicon, each row begun by kBegin and filled up with kPadding; the
    /// rest as in GainFieldModuleImpl. No person is given: what the text names is found in the picture.
    GainFieldModuleImpl::Out forward(const torch::Tensor& noisy, const torch::Tensor& level,
                                     const torch::Tensor& picture, const torch::Tensor& ids);

    /// What each word of `ids` says: [B, N, 4], the logarithm of its colour (sRGB + GainField::kGainFloor,
    /// against GainFieldConfig::kMiddleGrey, divided by config.field.field_scale) and a logit of how much of
    /// what is there it replaces. Asked for in training alone.
    torch::Tensor said(const torch::Tensor& ids);

    DescribeConfig config;
    TextTower text{nullptr};
    GainFieldModule field{nullptr};
    /// Logits of engine::Part at a quarter of the picture's size, from Out::features. Asked for in training
    /// alone: every sample then teaches all parts, not only the one that its text names.
    torch::nn::Conv2d parts{nullptr};
};
TORCH_MODULE(DescribeModule);

}  // namespace engine
