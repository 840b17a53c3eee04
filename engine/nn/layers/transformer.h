#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/nn/layers/attention.h"

namespace engine {

/// Self-attention, attention to the prompt, and a gated feed-forward, each behind a norm and around a skip
/// (diffusers' BasicTransformerBlock).
class TransformerBlock {
public:
    TransformerBlock(const WeightReader& reader, std::int64_t width, std::int64_t context,
                     std::int64_t heads);

    /// tokens: [B, N, width]; context: [B, M, context]. `self` null: self-attention looks at the own tokens.
    at::Tensor operator()(at::Tensor tokens, const at::Tensor& context, const AttentionWatch* watch,
                          const SelfContext* self) const;

private:
    LayerNorm norm1_;
    Attention attn1_;
    LayerNorm norm2_;
    Attention attn2_;
    LayerNorm norm3_;
    GatedLinear ff_in_;
    Linear ff_out_;
};

/// Transformer blocks over the places of a picture (Rombach et al. 2021, arXiv 2112.10752; diffusers'
/// Transformer2DModel).
class SpatialTransformer {
public:
    struct Shape {
        std::int64_t channels, context, heads, depth, groups;
        bool linear_projection;  ///< in and out by a matrix over tokens (SD 2.x, SDXL), else by a 1×1
                                 ///< convolution
    };
    SpatialTransformer(const WeightReader& reader, const Shape& shape);

    /// x: [B, channels, H, W]; context: [B, M, context].
    at::Tensor operator()(const at::Tensor& x, const at::Tensor& context,
                          const AttentionWatch* watch = nullptr, const SelfContext* self = nullptr) const;

private:
    GroupNorm norm_;
    std::optional<Conv2d> conv_in_, conv_out_;
    std::optional<Linear> linear_in_, linear_out_;
    std::vector<TransformerBlock> blocks_;
};

}  // namespace engine
