#include "engine/nn/layers/row_bands.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace engine {
namespace {

constexpr std::int64_t kBand = 16;  // rows: little memory, and few that are computed twice

}  // namespace

Rows rowsOf(const at::Tensor& picture) {
    return {picture.size(2),
            [picture](std::int64_t top, std::int64_t bottom) { return picture.narrow(2, top, bottom - top); },
            picture};
}

at::Tensor Band::trimmed(const at::Tensor& with_rows_around) const {
    return with_rows_around.narrow(2, top - first, bottom - top);
}

void overBands(std::int64_t height, const std::function<void(const Band& band)>& work) {
    for (std::int64_t top = 0; top < height; top += kBand) {
        const std::int64_t bottom = std::min(height, top + kBand);
        work({top, bottom, std::max<std::int64_t>(0, top - 1), std::min(height, bottom + 1)});
    }
}

void put(at::Tensor& picture, std::int64_t height, const Band& band, const at::Tensor& rows) {
    if (!picture.defined()) {
        picture = at::empty({rows.size(0), rows.size(1), height, rows.size(3)},
                            rows.options().memory_format(at::MemoryFormat::ChannelsLast));
    }
    picture.narrow(2, band.top, band.bottom - band.top).copy_(rows);
}

at::Tensor collected(const Rows& rows) {
    at::Tensor picture;
    overBands(rows.height,
              [&](const Band& band) { put(picture, rows.height, band, rows.at(band.top, band.bottom)); });
    return picture;
}

GroupNorm::Moments momentsOf(const GroupNorm& norm, const Rows& rows) {
    at::Tensor mean, square;
    overBands(rows.height, [&](const Band& band) {
        const GroupNorm::Moments part = norm.momentsOf(rows.at(band.top, band.bottom));
        const double share = static_cast<double>(band.bottom - band.top) / static_cast<double>(rows.height);
        const at::Tensor one = part.mean * share, two = (part.variance + part.mean.square()) * share;
        mean = mean.defined() ? mean + one : one;
        square = square.defined() ? square + two : two;
    });
    return {mean, (square - mean.square()).clamp_min(0)};
}

void convolveInBands(const Rows& rows, const GroupNorm& norm, const Conv2d& convolution,
                     const BandSink& sink) {
    const GroupNorm::Moments moments = momentsOf(norm, rows);
    overBands(rows.height, [&](const Band& band) {
        const at::Tensor around = rows.at(band.first, band.last);
        at::Tensor seen = norm.normalised(around, moments);
        sink(band, band.trimmed(around), band.trimmed(convolution(at::silu_(seen))));
    });
}

Rows doubledAndConvolved(const at::Tensor& picture, const Conv2d& convolution) {
    const std::int64_t height = 2 * picture.size(2);
    return {height,
            [picture, height, &convolution](std::int64_t top, std::int64_t bottom) {
                // The rows asked for, one more on either side, and all of each pair.
                const std::int64_t first = std::max<std::int64_t>(0, top - 1) / 2,
                                   last = (std::min(height, bottom + 1) + 1) / 2;
                const at::Tensor doubled =
                    at::upsample_nearest2d(picture.narrow(2, first, last - first),
                                           at::IntArrayRef({2 * (last - first), 2 * picture.size(3)}));
                return convolution(doubled).narrow(2, top - 2 * first, bottom - top);
            },
            {}};
}

}  // namespace engine
