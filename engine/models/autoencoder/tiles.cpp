#include "engine/models/autoencoder/tiles.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <vector>

namespace engine {
namespace {

/// Where tiles begin along a side of `length` units: evenly spread, so that the last is no sliver.
std::vector<std::int64_t> starts(std::int64_t length, const Tiling& tiling) {
    if (length <= tiling.tile) return {0};
    const std::int64_t stride = tiling.tile - tiling.overlap;
    const std::int64_t count = (length - tiling.overlap + stride - 1) / stride;
    std::vector<std::int64_t> begins;
    for (std::int64_t i = 0; i < count; ++i) begins.push_back(i * (length - tiling.tile) / (count - 1));
    return begins;
}

/// Rises from near 0 to 1 over the overlap with the tile before, falls over that with the tile behind; the
/// weights of all tiles are added up and divided by.
at::Tensor fade(std::int64_t length, std::int64_t overlap, bool first, bool last,
                const at::TensorOptions& options) {
    const at::Tensor place = at::arange(length, options) + 0.5;
    at::Tensor weight = at::ones({length}, options);
    if (!first) weight = at::minimum(weight, place / overlap);
    if (!last) weight = at::minimum(weight, (length - place) / overlap);
    return weight;
}

}  // namespace

at::Tensor overTiles(const at::Tensor& picture, const Tiling& tiling,
                     const std::function<at::Tensor(const at::Tensor& tile)>& network) {
    const std::int64_t height = picture.size(2) / tiling.in_scale, width = picture.size(3) / tiling.in_scale;
    const std::vector<std::int64_t> tops = starts(height, tiling), lefts = starts(width, tiling);
    if (tops.size() == 1 && lefts.size() == 1) return network(picture);

    const std::int64_t rows = std::min(tiling.tile, height), columns = std::min(tiling.tile, width);
    at::Tensor sum, weights;
    for (const std::int64_t top : tops) {
        for (const std::int64_t left : lefts) {
            const at::Tensor tile = picture.narrow(2, top * tiling.in_scale, rows * tiling.in_scale)
                                        .narrow(3, left * tiling.in_scale, columns * tiling.in_scale);
            const at::Tensor made = network(tile);
            const auto options = made.options();
            if (!sum.defined()) {
                sum = at::zeros(
                    {made.size(0), made.size(1), height * tiling.out_scale, width * tiling.out_scale},
                    options);
                weights = at::zeros({height * tiling.out_scale, width * tiling.out_scale}, options);
            }
            const std::int64_t overlap = tiling.overlap * tiling.out_scale;
            const at::Tensor weight =
                fade(made.size(2), overlap, top == tops.front(), top == tops.back(), options).unsqueeze(1) *
                fade(made.size(3), overlap, left == lefts.front(), left == lefts.back(), options);
            const auto here = [&](const at::Tensor& x) {
                return x.narrow(-2, top * tiling.out_scale, made.size(2))
                    .narrow(-1, left * tiling.out_scale, made.size(3));
            };
            here(sum).add_(made * weight);
            here(weights).add_(weight);
        }
    }
    return sum.div_(weights);
}

}  // namespace engine
