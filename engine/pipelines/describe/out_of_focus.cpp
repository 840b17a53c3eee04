#include "engine/pipelines/describe/out_of_focus.h"

#include <ATen/ATen.h>

#include <cmath>

#include "engine/nn/srgb_light.h"

namespace engine {
namespace {

constexpr double kSure = 0.5;    ///< a strand of hair is less surely behind, and would darken what is
constexpr double kLeast = 0.02;  ///< share of a disc that has to lie behind for its mean to say something

/// A disc whose edge lies between pixels, [1, 1, k, k], of sum 1.
at::Tensor disc(double radius) {
    const auto reach = static_cast<std::int64_t>(std::ceil(radius));
    const at::Tensor square = at::arange(-reach, reach + 1, at::kFloat).square();
    const at::Tensor distance = (square.view({1, -1}) + square.view({-1, 1})).sqrt();
    const at::Tensor inside = (radius + 0.5 - distance).clamp(0, 1);
    return (inside / inside.sum()).view({1, 1, 2 * reach + 1, 2 * reach + 1});
}

/// Each channel by itself; the picture's border is repeated.
at::Tensor spread(const at::Tensor& planes, const at::Tensor& kernel) {
    const std::int64_t reach = kernel.size(2) / 2;
    const at::Tensor framed = at::replication_pad2d(planes, {reach, reach, reach, reach});
    return at::conv2d(framed.transpose(0, 1), kernel).transpose(0, 1);
}

}  // namespace

at::Tensor outOfFocus(const at::Tensor& picture, const at::Tensor& behind, double radius) {
    if (radius < 0.5) return picture;
    const at::Tensor kernel = disc(radius);
    const at::Tensor weight = ((behind - kSure) / (1 - kSure)).clamp(0, 1), light = linearOf(picture);
    const at::Tensor share = spread(weight, kernel);
    const at::Tensor mean = spread(light * weight, kernel) / share.clamp_min(1e-6);
    return srgbOf(light + (share / kLeast).clamp(0, 1) * (mean - light)).clamp(0, 1);
}

}  // namespace engine
