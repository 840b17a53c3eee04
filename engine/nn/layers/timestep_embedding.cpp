#include "engine/nn/layers/timestep_embedding.h"

#include <ATen/ATen.h>

#include <cmath>

namespace engine {

at::Tensor sinusoids(const at::Tensor& numbers, std::int64_t width, bool cosine_first, double shift) {
    constexpr double kLongestPeriod = 10000;
    const std::int64_t half = width / 2;
    const at::Tensor steps = at::arange(half, numbers.options().dtype(c10::kFloat));
    const at::Tensor frequencies =
        at::exp(steps * -std::log(kLongestPeriod) / (static_cast<double>(half) - shift));
    const at::Tensor phase = numbers.to(c10::kFloat).unsqueeze(1) * frequencies.unsqueeze(0);
    const at::Tensor both =
        cosine_first ? at::cat({phase.cos(), phase.sin()}, 1) : at::cat({phase.sin(), phase.cos()}, 1);
    return width % 2 == 1 ? at::constant_pad_nd(both, {0, 1}) : both;
}

EmbeddingLayers::EmbeddingLayers(const WeightReader& reader, std::int64_t in, std::int64_t width)
    : linear_1_(reader / "linear_1", in, width), linear_2_(reader / "linear_2", width, width) {}

at::Tensor EmbeddingLayers::operator()(const at::Tensor& x) const {
    return linear_2_(at::silu(linear_1_(x)));
}

}  // namespace engine
