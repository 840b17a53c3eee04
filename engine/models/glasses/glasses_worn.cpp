#include "engine/models/glasses/glasses_worn.h"

#include <ATen/ATen.h>

#include "engine/api/change.h"

namespace engine {
namespace {

constexpr double kHardlyHidden = 0.1, kHidden = 0.5;
constexpr double kLargestGain = 1.5;  ///< what is darker than that hides more than it shows
constexpr int kEdge = 1;              ///< pixels of the band
constexpr int kSmooth = 5;            ///< pixels of the band over which a gain is averaged

// Places of a band, in its width and height. Darkness and contrast were told from the portrait set: whoever
// wears glasses and is below both wears sunglasses, but for a few.
constexpr double kEyeAside = 0.155, kEyeWide = 0.075, kEyeHigh = 0.13, kCheekBelow = 0.38, kCheekWide = 0.07,
                 kCheekHigh = 0.1;
constexpr double kMuchDarker = 0.57;     ///< times as bright as the cheeks
constexpr double kShowingLittle = 0.16;  ///< deviation of brightness, of the cheeks' brightness

/// The brightness inside two ellipses, left and right of a band's middle.
at::Tensor insideTwo(const at::Tensor& brightness, double below, double wide, double high) {
    const auto along = [](std::int64_t cells) {
        return (at::arange(cells, at::kFloat) + 0.5) / static_cast<double>(cells) - 0.5;
    };
    const at::Tensor x = (along(brightness.size(1)).abs() - kEyeAside) / wide,
                     y = (along(brightness.size(0)) - below) / high;
    return brightness.masked_select((x.square().view({1, -1}) + y.square().view({-1, 1})) < 1);
}

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

bool hidesEyes(const at::Tensor& band) {
    const at::Tensor brightness = band[0].mean(0);
    const at::Tensor eyes = insideTwo(brightness, 0, kEyeWide, kEyeHigh);
    const double cheeks =
        insideTwo(brightness, kCheekBelow, kCheekWide, kCheekHigh).mean().item<double>() + 1e-6;
    return eyes.mean().item<double>() < kMuchDarker * cheeks &&
           eyes.std().item<double>() < kShowingLittle * cheeks;
}

}  // namespace engine
