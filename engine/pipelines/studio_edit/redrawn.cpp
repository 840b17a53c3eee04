#include "engine/pipelines/studio_edit/redrawn.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/nn/srgb_light.h"
#include "engine/nn/tensor_image.h"

namespace engine {
namespace {

constexpr double kFloor = GainField::kGainFloor;
constexpr double kLargestLogGain = 3;
constexpr int kWindowsAcross = 128;          ///< half windows along the shorter side
constexpr double kUnseen = 0.03 * 0.03;      ///< variance of log brightness that is no structure yet
constexpr double kOther = 0.2, kSame = 0.6;  ///< likeness below which all is painted, above which nothing is
constexpr double kReached = 0.01, kMissed = 0.1;  ///< differences from what gains can reach, likewise

at::Tensor mean(const at::Tensor& x, std::int64_t radius) {
    const std::int64_t side = 2 * radius + 1;
    return at::avg_pool2d(x, {side, side}, {1, 1}, {radius, radius}, /*ceil_mode=*/false,
                          /*count_include_pad=*/false);
}

/// How alike the structure of two maps [1, 1, H, W] is around each place: −1…1, 1 where neither has any.
at::Tensor likeness(const at::Tensor& one, const at::Tensor& other, std::int64_t radius) {
    const at::Tensor a = one - mean(one, radius), b = other - mean(other, radius);
    return (2 * mean(a * b, radius) + kUnseen) / (mean(a * a, radius) + mean(b * b, radius) + kUnseen);
}

}  // namespace

Redrawn redrawn(const at::Tensor& before, const at::Tensor& after) {
    const auto colours = [](const at::Tensor& x) {
        return (x.to(at::kCPU, at::kFloat) / 2 + 0.5).clamp(0, 1);
    };
    const at::Tensor was = colours(before), is = colours(after);
    const at::Tensor gain =
        (at::log(is + kFloor) - at::log(was + kFloor)).clamp(-kLargestLogGain, kLargestLogGain);

    const std::int64_t radius = std::max<std::int64_t>(1, std::min(is.size(2), is.size(3)) / kWindowsAcross);
    const auto brightness = [](const at::Tensor& x) { return at::log(x.mean(1, true) + kFloor); };
    const at::Tensor alike = likeness(brightness(was), brightness(is), radius);
    const at::Tensor t = ((kSame - alike) / (kSame - kOther)).clamp(0, 1);
    const at::Tensor missed =
        (((is - gained(was, gain)).abs().amax(1, true) - kReached) / (kMissed - kReached)).clamp(0, 1);
    // Places between two that are painted are, or the old would be seen there in specks. The way from the one
    // to the other is as wide as the window, or it would be seen as an edge.
    const at::Tensor other = at::maximum(t * t * (3 - 2 * t), missed);
    const at::Tensor cover = mean(at::max_pool2d(other, 2 * radius + 1, 1, radius), radius);
    return {toGainField(gain, 1.0), toPaintField(is, cover)};
}

}  // namespace engine
