#pragma once

#include <ATen/core/Tensor.h>

#include <optional>

#include "engine/nn/layers/layers.h"
#include "engine/nn/layers/row_bands.h"

namespace engine {

/// Two normalised convolutions around a skip (He et al. 2015, arXiv 1512.03385, as in diffusers'
/// ResnetBlock2D), told about the time by an addition between them where `time_width` is not 0.
class ResnetBlock {
public:
    struct Shape {
        std::int64_t in, out;
        std::int64_t groups;
        double eps;
        std::int64_t time_width = 0;
    };
    ResnetBlock(const WeightReader& reader, const Shape& shape);

    /// x: [B, in, H, W] → [B, out, H, W]; time: SiLU of the time embedding [B, time_width], or undefined.
    at::Tensor operator()(const at::Tensor& x, const at::Tensor& time = {}) const;

    /// The same, without time, a band of rows at a time: one picture of `out` channels is held beside the
    /// result. Where the channels stay the same, a whole x becomes the result.
    at::Tensor inBands(const Rows& x) const;

private:
    GroupNorm norm1_;
    Conv2d conv1_;
    std::optional<Linear> time_emb_proj_;
    GroupNorm norm2_;
    Conv2d conv2_;
    std::optional<Conv2d> conv_shortcut_;
};

}  // namespace engine
