#include "engine/models/field_upsampler/field_upsampler_module.h"

#include "engine/api/change.h"

namespace engine {
namespace nn = torch::nn;
namespace F = torch::nn::functional;

namespace {

nn::Conv2d convolution(int in, int out, int dilation = 1) {
    return nn::Conv2d(nn::Conv2dOptions(in, out, 3).padding(dilation).dilation(dilation));
}

}  // namespace

FieldUpsamplerModuleImpl::FieldUpsamplerModuleImpl(int w) : width(w) {
    conv_in = register_module("conv_in", convolution(4 * (3 + 3 + 3), w));
    conv1 = register_module("conv1", convolution(w, w, 2));  // a penumbra is wider than three pixels
    conv2 = register_module("conv2", convolution(w, w, 4));
    conv3 = register_module("conv3", convolution(w, w));
    conv_out = register_module("conv_out", convolution(w, 4 * 3));
    nn::init::zeros_(conv_out->weight);  // untrained, it is the cubic enlargement
    nn::init::zeros_(conv_out->bias);
}

torch::Tensor FieldUpsamplerModuleImpl::forward(const torch::Tensor& field, const torch::Tensor& picture) {
    const auto size = std::vector<std::int64_t>{picture.size(2), picture.size(3)};
    const torch::Tensor cubic = F::interpolate(
        field, F::InterpolateFuncOptions().size(size).mode(torch::kBicubic).align_corners(false));
    const torch::Tensor seen =
        torch::cat({cubic * 2, picture * 2 - 1, torch::log(picture + GainField::kGainFloor) * 0.5 + 0.7}, 1);
    torch::Tensor h = torch::silu(conv_in(F::pixel_unshuffle(seen, F::PixelUnshuffleFuncOptions(2))));
    h = h + torch::silu(conv1(h));
    h = h + torch::silu(conv2(h));
    h = h + torch::silu(conv3(h));
    return cubic + F::pixel_shuffle(conv_out(h), F::PixelShuffleFuncOptions(2));
}

}  // namespace engine
