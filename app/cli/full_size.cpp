#include "app/cli/full_size.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "engine/photo/mask_sampler.h"

namespace cli {
namespace {

using engine::Image;
using engine::ImageBuilder;
using engine::Rect;

std::uint8_t byteOf(double share) {
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(share, 0.0, 1.0)));
}

/// Two neighbouring samples and the weight of the second, for a pixel `at` of a side that `count` samples
/// cover.
struct Pair {
    int first, second;
    double blend;
};

Pair pairAt(int at, int start, int extent, int count, Between between) {
    const double place = (at + 0.5 - start) * count / extent;
    const auto clamped = [&](double sample) {
        return static_cast<int>(std::clamp(std::floor(sample), 0.0, count - 1.0));
    };
    if (between == Between::Nearest) return {clamped(place), clamped(place), 0};
    return {clamped(place - 0.5), clamped(place + 0.5), place - 0.5 - std::floor(place - 0.5)};
}

}  // namespace

Image maskOf(const engine::Change& change, engine::Size photo) {
    const Rect region = change.region.intersected(wholeOf(photo));
    ImageBuilder mask(photo, 1, engine::PixelType::U8);
    std::memset(mask.data(), 0, mask.rowBytes() * photo.height);
    engine::MaskSampler sampler(change.mask, photo, change.region, 0, region.x, region.right());
    std::vector<float> alpha(region.width);
    for (int y = region.y; y < region.bottom(); ++y) {
        if (!sampler.row(y, alpha.data())) continue;
        std::transform(alpha.begin(), alpha.end(), mask.row<std::uint8_t>(y) + region.x, byteOf);
    }
    return std::move(mask).finish();
}

Image laidOut(const Image& picture, Rect region, engine::Size photo, Between between) {
    const Rect seen = region.intersected(wholeOf(photo));
    ImageBuilder out(photo, 1, engine::PixelType::U8);
    std::memset(out.data(), 0, out.rowBytes() * photo.height);
    std::vector<Pair> columns;
    for (int x = seen.x; x < seen.right(); ++x) {
        columns.push_back(pairAt(x, region.x, region.width, picture.width(), between));
    }
    for (int y = seen.y; y < seen.bottom(); ++y) {
        const Pair rows = pairAt(y, region.y, region.height, picture.height(), between);
        const std::uint8_t* upper = picture.row<std::uint8_t>(rows.first);
        const std::uint8_t* lower = picture.row<std::uint8_t>(rows.second);
        std::uint8_t* pixel = out.row<std::uint8_t>(y) + seen.x;
        for (const Pair& x : columns) {
            const double above = upper[x.first] + (upper[x.second] - upper[x.first]) * x.blend;
            const double below = lower[x.first] + (lower[x.second] - lower[x.first]) * x.blend;
            *pixel++ = static_cast<std::uint8_t>(std::lround(above + (below - above) * rows.blend));
        }
    }
    return std::move(out).finish();
}

}  // namespace cli
