#pragma once

#include <ATen/core/Tensor.h>

#include "engine/nn/layers/layers.h"

namespace engine {

/// Sines and cosines of numbers [N] at `width` / 2 frequencies from 1 down to 1 / 10000: [N, width] float32
/// (Ho et al. 2020, arXiv 2006.11239; diffusers' Timesteps). With `cosine_first` the first half are cosines.
at::Tensor sinusoids(const at::Tensor& numbers, std::int64_t width, bool cosine_first, double shift);

/// Two layers around SiLU (diffusers' TimestepEmbedding): linear_1, linear_2.
class EmbeddingLayers {
public:
    EmbeddingLayers(const WeightReader& reader, std::int64_t in, std::int64_t width);
    at::Tensor operator()(const at::Tensor& x) const;

private:
    Linear linear_1_, linear_2_;
};

}  // namespace engine
