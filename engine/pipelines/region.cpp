#include "engine/pipelines/region.h"

#include <algorithm>
#include <cmath>

#include "engine/photo/network_view.h"

namespace engine {
namespace {

constexpr int kFeatherSize = 256;       ///< pixels of the automatic mask
constexpr double kFeatherShare = 0.1;   ///< of the region's side fades out
constexpr double kContextShare = 0.35;  ///< of a painted mask's longer side is added around it

/// 0 at a border inside the photo, rising smoothly to 1; 1 at once at the photo's own border.
std::vector<double> ramp(bool fade_start, bool fade_end) {
    std::vector<double> values(kFeatherSize, 1.0);
    const double width = kFeatherShare * kFeatherSize;
    for (int i = 0; i < kFeatherSize; ++i) {
        const double from_start = fade_start ? i / width : 1,
                     from_end = fade_end ? (kFeatherSize - 1 - i) / width : 1;
        const double t = std::clamp(std::min(from_start, from_end), 0.0, 1.0);
        values[i] = t * t * (3 - 2 * t);
    }
    return values;
}

Rect grown(Rect rect, int by) {
    return {rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by};
}

}  // namespace

RegionOfInterest feathered(Rect region, Size photo) {
    const auto across = ramp(region.x > 0, region.right() < photo.width);
    const auto down = ramp(region.y > 0, region.bottom() < photo.height);
    ImageBuilder mask({kFeatherSize, kFeatherSize}, 1, PixelType::U8);
    for (int y = 0; y < kFeatherSize; ++y) {
        for (int x = 0; x < kFeatherSize; ++x) {
            mask.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>(std::lround(255 * across[x] * down[y]));
        }
    }
    return {region, std::move(mask).finish()};
}

RegionOfInterest aroundFace(const Reading& reading, Size photo, double reach) {
    const int more = static_cast<int>(std::lround((reach - 1) / 2 * reading.region.width));
    return feathered(grown(reading.region, more).intersected(wholeOf(photo)), photo);
}

std::optional<RegionOfInterest> aroundMask(const Image& mask, const Reading* reading, Size photo) {
    const std::optional<Rect> painted = maskBounds(mask);
    if (!painted) return std::nullopt;
    const int context = static_cast<int>(kContextShare * std::max(painted->width, painted->height)) + 16;
    Rect region = grown(*painted, context);
    if (reading && !reading->region.intersected(*painted).isEmpty()) region = region.united(reading->region);
    return RegionOfInterest{region.intersected(wholeOf(photo)), mask};
}

Size networkSize(Rect region, int short_side) {
    const int shorter = std::min(region.width, region.height), longer = std::max(region.width, region.height);
    const double aspect = std::min(2.0, static_cast<double>(longer) / shorter);
    const int long_side = std::max(1, static_cast<int>(std::lround(short_side * aspect / 32))) * 32;
    return region.width >= region.height ? Size{long_side, short_side} : Size{short_side, long_side};
}

Image personOver(const Reading& reading, Rect region, Size size) {
    ImageBuilder person(size, 1, PixelType::F32);
    const Image& alpha = reading.person;
    for (int y = 0; y < size.height; ++y) {
        const double at_y = region.y + (y + 0.5) * region.height / size.height;
        const double v = (at_y - reading.region.y) / reading.region.height * alpha.height();
        for (int x = 0; x < size.width; ++x) {
            const double at_x = region.x + (x + 0.5) * region.width / size.width;
            const double u = (at_x - reading.region.x) / reading.region.width * alpha.width();
            const bool inside = u >= 0 && v >= 0 && u < alpha.width() && v < alpha.height();
            person.row<float>(y)[x] =
                inside ? alpha.row<std::uint8_t>(static_cast<int>(v))[static_cast<int>(u)] / 255.0f : 0;
        }
    }
    return std::move(person).finish();
}

}  // namespace engine
