#include "engine/pipelines/describe/bare_eyes.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/api/reading.h"
#include "engine/models/glasses/eye_band.h"
#include "engine/models/glasses/glasses_worn.h"
#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"

namespace engine {
namespace {

constexpr int kMostCells = 1536;        ///< of a side, where a whole photo is the region
constexpr std::int64_t kFadeCells = 6;  ///< over which a band's answer fades out at its borders
constexpr double kOpenMask = 4;
constexpr int kBilinear = 0, kCubic = 2, kZeros = 0, kBorder = 1;  ///< ATen's names for grid_sampler

/// A picture seen through another frame: `place` says where (−1…1 across and down, as everywhere in ATen) in
/// `from` a place of the result lies; straight lines stay straight.
template <typename Place>
at::Tensor seenThrough(const at::Tensor& from, Size size, int interpolation, int beyond, const Place& place) {
    const ImagePoint middle = place(0, 0), right = place(1, 0), below = place(0, 1);
    const at::Tensor theta = at::tensor({right.x - middle.x, below.x - middle.x, middle.x, right.y - middle.y,
                                         below.y - middle.y, middle.y},
                                        at::kDouble)
                                 .to(at::kFloat)
                                 .view({1, 2, 3});
    const at::Tensor grid = at::affine_grid_generator(theta, {1, 1, size.height, size.width}, false);
    return at::grid_sampler(from, grid, interpolation, beyond, false);
}

/// A place inside a rectangle from −1…1, and the other way round.
ImagePoint placeIn(const Rect& rect, double x, double y) {
    return {rect.x + (x + 1) / 2 * rect.width, rect.y + (y + 1) / 2 * rect.height};
}
ImagePoint shareOf(const Rect& rect, const ImagePoint& place) {
    return {2 * (place.x - rect.x) / rect.width - 1, 2 * (place.y - rect.y) / rect.height - 1};
}

/// The smallest rectangle that holds the band.
Rect boundsOf(const EyeBand& band) {
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (const auto& [x, y] : {std::pair(0, 0), std::pair(1, 0), std::pair(0, 1), std::pair(1, 1)}) {
        const ImagePoint corner = band.at(x, y);
        left = std::min(left, corner.x), right = std::max(right, corner.x);
        top = std::min(top, corner.y), bottom = std::max(bottom, corner.y);
    }
    const int x = static_cast<int>(std::floor(left)), y = static_cast<int>(std::floor(top));
    return {x, y, std::max(1, static_cast<int>(std::ceil(right)) - x),
            std::max(1, static_cast<int>(std::ceil(bottom)) - y)};
}

/// The size of a rectangle in the band's own cells.
Size cellsOf(const Rect& rect, const EyeBand& band) {
    const double scale = std::min(EyeBand::kWidth / std::max(band.width(), 1.0),
                                  kMostCells / static_cast<double>(std::max(rect.width, rect.height)));
    const auto along = [&](int extent) { return std::max(1, static_cast<int>(std::lround(extent * scale))); };
    return {along(rect.width), along(rect.height)};
}

/// The level band as the network sees it, [1, 3, kHeight, kWidth].
at::Tensor levelBand(const Photo& photo, const std::vector<Layer>& layers, const EyeBand& band) {
    const Rect bounds = boundsOf(band);
    const at::Tensor view = toTensor(networkView(photo, layers, bounds, cellsOf(bounds, band)));
    return seenThrough(view, {EyeBand::kWidth, EyeBand::kHeight}, kCubic, kBorder,
                       [&](double x, double y) { return shareOf(bounds, band.at((x + 1) / 2, (y + 1) / 2)); })
        .clamp(0, 1);
}

/// 1 inside the band, falling to 0 at its borders, [1, 1, kHeight, kWidth].
at::Tensor inwards() {
    const auto along = [](std::int64_t cells) {
        const at::Tensor from = at::arange(cells, at::kFloat) + 0.5;
        return (at::minimum(from, static_cast<double>(cells) - from) / kFadeCells).clamp(0, 1);
    };
    return (along(EyeBand::kHeight).view({-1, 1}) * along(EyeBand::kWidth).view({1, -1}))
        .view({1, 1, EyeBand::kHeight, EyeBand::kWidth});
}

}  // namespace

Result<BareEyes> bareEyes(const GlassesRemover& remover, const Reading* reading, const Photo& photo,
                          const std::vector<Layer>& layers, Rect region, bool pointed_at) {
    if (!reading || reading->mesh.size() != kMeshPoints) {
        return Error{
            ErrorCode::InvalidRequest,
            "Glasses are taken off a face, and none was found in this photo; leave them out, or open "
            "a portrait."};
    }
    const EyeBand band(reading->mesh);
    const at::Tensor seen = levelBand(photo, layers, band);
    const GlassesRemover::Answer answer = remover.look(seen);
    if (!pointed_at && hiddenShare(answer.cover).item<double>() < kWornShare) {
        return Error{ErrorCode::NothingFound,
                     "No glasses were found on this face; paint over them, or leave the words out."};
    }
    if (hidesEyes(seen)) {
        return Error{
            ErrorCode::NothingFound,
            "These glasses are too dark to see the eyes behind them; choose a checkpoint of your own to "
            "have eyes drawn."};
    }
    const at::Tensor fade = inwards(), cover = answer.hidden * fade, gain = answer.gain * fade;
    // Cover and gain fade by themselves: the mask need not do so again.
    const at::Tensor changed = (at::maximum(cover, answer.touched * fade) * kOpenMask).clamp(0, 1);
    const auto laid = [&](const at::Tensor& map, int beyond) {
        return seenThrough(map, cellsOf(region, band), kBilinear, beyond, [&](double x, double y) {
            const ImagePoint inside = band.inside(placeIn(region, x, y));
            return ImagePoint{2 * inside.x - 1, 2 * inside.y - 1};
        });
    };
    return BareEyes{laid(answer.painted, kBorder), laid(cover, kZeros), laid(gain, kZeros),
                    laid(changed, kZeros)};
}

}  // namespace engine
