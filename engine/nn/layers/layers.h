#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/nn/layers/weight_reader.h"

namespace engine {

// Layers of networks whose weights come from a checkpoint. Names and shapes are the checkpoint's; copies
// share their numbers; weights in the file's own precision are converted when they are used.

/// y = x Wᵀ + b, with its adapters. x: [..., in] → [..., out].
class Linear {
public:
    Linear(WeightReader reader, std::int64_t in, std::int64_t out, bool bias = true);
    at::Tensor operator()(const at::Tensor& x) const;

private:
    std::shared_ptr<LayerWeights> layer_;
};

/// y = value(x) · gelu(gate(x)), both halves of one matrix (GEGLU, Shazeer 2020, arXiv 2002.05202).
/// x: [..., in] → [..., inner].
class GatedLinear {
public:
    GatedLinear(WeightReader reader, std::int64_t in, std::int64_t inner);
    at::Tensor operator()(const at::Tensor& x) const;

private:
    std::shared_ptr<LayerWeights> layer_;
    /// One half of the matrix, packed or in eight bits, in place of `layer_`'s.
    struct Half {
        at::Tensor packed, bias;
        QuantisedWeight eighth;
        at::Tensor operator()(const at::Tensor& x, bool then_gelu) const;
    };
    Half value_, gate_;
};

/// A square convolution. x: [B, in, H, W].
class Conv2d {
public:
    Conv2d(WeightReader reader, std::int64_t in, std::int64_t out, int kernel, int stride = 1,
           int padding = -1, bool bias = true);
    at::Tensor operator()(const at::Tensor& x) const;

private:
    at::Tensor packedFor(at::IntArrayRef input) const;

    std::shared_ptr<LayerWeights> layer_;
    int stride_, padding_;
};

/// Normalises groups of channels of [B, C, ...].
class GroupNorm {
public:
    GroupNorm(WeightReader reader, std::int64_t groups, std::int64_t channels, double eps);
    at::Tensor operator()(const at::Tensor& x) const;

    /// Mean and variance of each group, [B, groups], in double precision.
    struct Moments {
        at::Tensor mean, variance;
    };
    Moments momentsOf(const at::Tensor& x) const;
    /// A part of a picture by the moments of the whole.
    at::Tensor normalised(const at::Tensor& x, const Moments& moments) const;

private:
    at::Tensor weight_, bias_;
    std::int64_t groups_;
    double eps_;
};

/// Normalises the last side.
class LayerNorm {
public:
    LayerNorm(WeightReader reader, std::int64_t width, double eps = 1e-5);
    at::Tensor operator()(const at::Tensor& x) const;

private:
    at::Tensor weight_, bias_;
    double eps_;
};

}  // namespace engine
