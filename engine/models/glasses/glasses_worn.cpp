#include "engine/models/glasses/glasses_worn.h"

#include <ATen/ATen.h>

#include "engine/api/change.h"

namespace engine {
namespace {

constexpr double kHardlyHidden = 0.1, kHidden = 0.5;
constexpr double kLargestGain = 1.5;  ///< what is darker than that hides more than it shows
constexpr int kEdge = 1;              ///< pixels of the band
constexpr int kSmooth = 5;            ///< pixels of the band over which a gain is averaged

at::Tensor smoothed(const at::Tensor& x) {
    return at::avg_pool2d(x, kSmooth, 1, kSmooth / 2);
}

}  // namespace

at::Tensor hiddenShare(const at::Tensor& cover) {
    return cover.gt(0.5).to(at::kFloat).mean({1, 2, 3});
}

at::Tensor paintedShare(const at::Tensor& cover) {
    const at::Tensor t = ((cover - kHardlyHidden) / (kHidden - kHardlyHidden)).clamp(0, 1);
    // The edge of a frame is blurred by lens and sensor, beyond where it hides anything.
    return at::max_pool2d(t * t * (3 - 2 * t), 2 * kEdge + 1, 1, kEdge);
}

at::Tensor unshadedGain(const at::Tensor& band, const at::Tensor& bare, const at::Tensor& cover,
                        const at::Tensor& touched) {
    constexpr double floor = GainField::kGainFloor;
    const at::Tensor gain =
        (at::log(bare + floor) - at::log(band + floor)).clamp(-kLargestGain, kLargestGain);
    const at::Tensor weight = touched * (1 - cover) + 1e-4;
    return smoothed(gain * weight) / smoothed(weight) * touched;
}

}  // namespace engine
