#include "engine/pipelines/style/style_axes.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/api/change.h"
#include "engine/models/portrait_reader/mesh_mirror.h"
#include "engine/pipelines/style/axis_colours.h"
#include "engine/pipelines/style/local_mean.h"

namespace engine {
namespace {

constexpr double kMostAxisGain = 1.6;  ///< log units
constexpr double kMixed = 0.5;         ///< share of a region below which a cell shows something else
constexpr int kRoomCells = 8;
constexpr double kLighterHair = 0.75;  ///< share of hair that is darker
constexpr double kBorderCells = 2;     ///< how far gains go on beyond the border
constexpr double kFaintest = 0.02;     ///< a matte that is nowhere above is empty
constexpr int kIrisPoints = 4;         ///< on the circle, after its centre

bool asksForAnything(Part part, const StyleAxes& axes) {
    const auto own = axesOf(part);
    return std::any_of(own.begin(), own.end(),
                       [&](StyleAxis axis) { return axes[static_cast<std::size_t>(axis)] != 0; });
}

/// How far gains hold where the matte says so: cells at the border show two things mixed, so they take
/// the gains of their neighbours inside.
at::Tensor goneOn(const at::Tensor& gains, const at::Tensor& matte) {
    const at::Tensor own = ((matte - kMixed) / (1 - kMixed)).clamp(0, 1);
    return own * gains + (1 - own) * localMean(gains, own, kBorderCells);
}

/// The cells of a matte that hold something, with room for gains that go on beyond it.
struct Cells {
    std::int64_t top = 0, left = 0, height = 0, width = 0;

    at::Tensor of(const at::Tensor& map) const {
        return map.defined() ? map.narrow(2, top, height).narrow(3, left, width) : map;
    }
};

Cells cellsOf(const at::Tensor& matte) {
    const auto span = [&](int across) {
        const at::Tensor filled = matte.gt(kFaintest).any(across).flatten().nonzero();
        const std::int64_t end = matte.size(5 - across), room = kRoomCells;
        const std::int64_t first = std::max<std::int64_t>(0, filled.min().item<std::int64_t>() - room);
        return std::pair(first, std::min(end, filled.max().item<std::int64_t>() + 1 + room) - first);
    };
    const auto [top, height] = span(3);
    const auto [left, width] = span(2);
    return {top, left, height, width};
}

at::Tensor beyond(const at::Tensor& x, double from, double to) {
    return ((x - from) / (to - from)).clamp(0, 1);
}

/// How surely a cell of hair or brows is no skin: what is much lighter than they are and has a skin's colour.
at::Tensor hairNoSkin(const Oklab& seen, const at::Tensor& matte) {
    const double light =
        at::quantile(seen.lightness.masked_select(matte.gt(kMixed)), kLighterHair).item<double>();
    return 1 - beyond(seen.lightness, light + 0.08, light + 0.25) * beyond(seen.a, 0.005, 0.02) *
                   beyond(seen.b, 0.01, 0.03);
}

/// How surely a cell of lips is no skin: what is yellower than they are, by its distance from the line of
/// their hue, so that their highlights count as lips.
at::Tensor lipsNoSkin(const Oklab& seen, const at::Tensor& matte) {
    const auto mean = [&](const at::Tensor& x) { return ((x * matte).sum() / matte.sum()).item<double>(); };
    const double a = mean(seen.a), b = mean(seen.b), chroma = std::max(std::hypot(a, b), 1e-3);
    return 1 - beyond((seen.b * a - seen.a * b) / chroma, 0.010, 0.030);
}

/// A soft matte holds some skin beside hair and lips, on which their changes would show as a rim.
at::Tensor noSkin(Part part, const Oklab& seen, const at::Tensor& matte) {
    if (part == Part::Hair || part == Part::Brows) return hairNoSkin(seen, matte);
    if (part == Part::Lips) return lipsNoSkin(seen, matte);
    return at::ones_like(matte);
}

}  // namespace

at::Tensor axisGains(Part part, const StyleAxes& axes, const at::Tensor& picture, const at::Tensor& matte,
                     const at::Tensor& iris) {
    at::Tensor gains = at::zeros_like(picture);
    const double most = matte.max().item<double>();
    if (!asksForAnything(part, axes) || !(most > kFaintest)) return gains;
    const Cells cells = cellsOf(matte);
    const at::Tensor seen = cells.of(picture).clamp(0, 1);
    const at::Tensor where = (cells.of(matte) / std::min(most, 1.0)).clamp(0, 1);
    const Oklab own = toOklab(seen);
    const at::Tensor wanted = fromOklab(axisColours(part, axes, own, where, cells.of(iris)));
    const at::Tensor found = at::log((wanted + GainField::kGainFloor) / (seen + GainField::kGainFloor));
    const at::Tensor held = goneOn(found.clamp(-kMostAxisGain, kMostAxisGain), where);
    cells.of(gains).copy_(held * noSkin(part, own, where));
    return gains;
}

at::Tensor irisMask(std::span<const ImagePoint> mesh, Rect region, Size size) {
    at::Tensor mask = at::zeros({1, 1, size.height, size.width});
    if (mesh.size() != kMeshPoints) return mask;
    const double across = 1.0 * size.width / region.width, down = 1.0 * size.height / region.height;
    const at::Tensor x = at::arange(size.width) + 0.5, y = (at::arange(size.height) + 0.5).unsqueeze(1);
    for (const int centre : {kRightIris, kLeftIris}) {
        const ImagePoint& middle = mesh[static_cast<std::size_t>(centre)];
        double radius = 0;
        for (int i = 1; i <= kIrisPoints; ++i) {
            const ImagePoint& rim = mesh[static_cast<std::size_t>(centre + i)];
            radius += std::hypot((rim.x - middle.x) * across, (rim.y - middle.y) * down) / kIrisPoints;
        }
        const at::Tensor from_middle =
            at::hypot(x - (middle.x - region.x) * across, y - (middle.y - region.y) * down);
        mask = at::maximum(mask, (radius + 0.25 - from_middle).clamp(0, 1));
    }
    return mask;
}

}  // namespace engine
