#include "tests/engine/small_photos.h"

#include <cmath>
#include <cstdint>
#include <cstring>

#include "engine/photo/open.h"

namespace engine::testing {
namespace {

Image greyPicture(Size size, const std::function<int(int, int)>& value) {
    ImageBuilder picture(size, 1, PixelType::U8);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            picture.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>(value(x, y));
        }
    }
    return std::move(picture).finish();
}

}  // namespace

Photo smallPhoto(Size size) {
    ImageBuilder picture(size, 3, PixelType::U8);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < 3 * size.width; ++x) {
            const double wave = std::sin(0.05 * x + 0.03 * y * (1 + x % 3));
            picture.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>(std::lround(120 + 70 * wave));
        }
    }
    return photoOf(std::move(picture).finish());
}

Image maskOver(Size size, Rect painted) {
    return greyPicture(size, [&](int x, int y) {
        return x >= painted.x && y >= painted.y && x < painted.right() && y < painted.bottom() ? 255 : 0;
    });
}

Reading readingOf(Rect region) {
    Reading reading;
    reading.faces = {
        {{region.x + region.width / 4, region.y + region.height / 4, region.width / 2, region.height / 2},
         1}};
    reading.region = region;
    reading.person = maskOver({64, 64}, {16, 16, 32, 32});
    reading.parts = greyPicture({64, 64}, [](int x, int) { return x / 8 % kPartCount; });
    return reading;
}

}  // namespace engine::testing
