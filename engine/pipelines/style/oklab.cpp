#include "engine/pipelines/style/oklab.h"

#include <ATen/ATen.h>

#include "engine/nn/srgb_light.h"

namespace engine {
namespace {

constexpr double kLmsOfRgb[] = {0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451,
                                0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005};
constexpr double kLabOfRoots[] = {0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050,
                                  0.4505937099, 0.0259040371, 0.7827717662,  -0.8086757660};
constexpr double kRgbOfLms[] = {4.0767416621,  -3.3077115913, 0.2309699292,  -1.2684380046, 2.6097574011,
                                -0.3413193965, -0.0041960863, -0.7034186147, 1.7076147010};
constexpr double kRootsOfAb[] = {0.3963377774,  0.2158037573,  -0.1055613458,
                                 -0.0638541728, -0.0894841775, -1.2914855480};
constexpr double kTolerance = 1e-4;  ///< of sRGB's linear values: what rounding alone can exceed
constexpr int kHalvings = 12;

/// Colours [columns, N] times a matrix of 3 rows, given row by row: [3, N].
template <std::size_t count>
at::Tensor times(const double (&matrix)[count], const at::Tensor& colours) {
    const at::Tensor rows = at::from_blob(const_cast<double*>(matrix), {3, count / 3}, at::kDouble);
    return at::matmul(rows.to(colours.scalar_type()), colours);
}

/// Linear sRGB [3, N] of colours of this lightness [1, N] whose cube roots of cone answers lie this far from
/// those of grey [3, N].
at::Tensor linearOf(const at::Tensor& lightness, const at::Tensor& colourful) {
    const at::Tensor roots = lightness + colourful;
    return times(kRgbOfLms, roots * roots * roots);
}

/// True [N] for colours that a screen shows.
at::Tensor isShown(const at::Tensor& linear) {
    return at::logical_and(linear.ge(-kTolerance), linear.le(1 + kTolerance)).all(0);
}

}  // namespace

Oklab toOklab(const at::Tensor& picture) {
    const at::Tensor lms = times(kLmsOfRgb, linearOf(picture[0].flatten(1)));
    const at::Tensor lab = times(kLabOfRoots, at::pow(lms.clamp_min(0), 1.0 / 3));
    const auto plane = [&](int i) { return lab[i].view({1, 1, picture.size(2), picture.size(3)}); };
    return {plane(0), plane(1), plane(2)};
}

at::Tensor fromOklab(const Oklab& colours) {
    const at::Tensor lightness = colours.lightness.reshape({1, -1}).clamp(0, 1);
    const at::Tensor colourful =
        times(kRootsOfAb, at::stack({colours.a.reshape({-1}), colours.b.reshape({-1})}));
    at::Tensor linear = linearOf(lightness, colourful);
    const at::Tensor too_much = at::logical_not(isShown(linear)).nonzero().squeeze(1);
    if (too_much.numel() > 0) {
        const at::Tensor l = lightness.index_select(1, too_much), k = colourful.index_select(1, too_much);
        at::Tensor low = at::zeros_like(l), high = at::ones_like(l);
        for (int i = 0; i < kHalvings; ++i) {
            const at::Tensor middle = (low + high) / 2;
            const at::Tensor shown = isShown(linearOf(l, middle * k));
            low = at::where(shown, middle, low);
            high = at::where(shown, high, middle);
        }
        linear = linear.index_copy(1, too_much, linearOf(l, low * k));
    }
    return srgbOf(linear).clamp(0, 1).view({1, 3, colours.a.size(2), colours.a.size(3)});
}

}  // namespace engine
