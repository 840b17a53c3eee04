#include "engine/nn/residual_block.h"

#include "engine/nn/film_block.h"

namespace engine {
namespace nn = torch::nn;
namespace F = torch::nn::functional;

ResidualBlockImpl::ResidualBlockImpl(int in, int out) {
    constexpr int kGroups = 8;
    norm1 = register_module("norm1", nn::GroupNorm(kGroups, in));
    conv1 = register_module("conv1", conv3(in, out));
    norm2 = register_module("norm2", nn::GroupNorm(kGroups, out));
    conv2 = register_module("conv2", conv3(out, out));
    nn::init::zeros_(conv2->weight);
    nn::init::zeros_(conv2->bias);
    if (in != out) skip = register_module("skip", nn::Conv2d(nn::Conv2dOptions(in, out, 1)));
}

torch::Tensor ResidualBlockImpl::forward(const torch::Tensor& x) {
    const torch::Tensor h = conv2(torch::silu(norm2(conv1(torch::silu(norm1(x))))));
    return (skip ? skip(x) : x) + h;
}

torch::Tensor twice(const torch::Tensor& x) {
    return F::interpolate(x, F::InterpolateFuncOptions()
                                 .scale_factor(std::vector<double>{2.0, 2.0})
                                 .mode(torch::kBilinear)
                                 .align_corners(false));
}

}  // namespace engine
