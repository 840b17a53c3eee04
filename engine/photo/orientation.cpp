#include "engine/photo/orientation.h"

#include <cstring>
#include <utility>

namespace engine {
namespace {

/// Where the upright pixel (x, y) is found in the stored picture: an origin and a step for each axis.
struct Walk {
    int x, y;              ///< of the upright picture's first pixel
    int right_x, right_y;  ///< stored step for one upright pixel to the right
    int down_x, down_y;
};

Walk walkOf(int orientation, int width, int height) {
    const int last_x = width - 1;
    const int last_y = height - 1;
    switch (orientation) {
        case 2:
            return {last_x, 0, -1, 0, 0, 1};
        case 3:
            return {last_x, last_y, -1, 0, 0, -1};
        case 4:
            return {0, last_y, 1, 0, 0, -1};
        case 5:
            return {0, 0, 0, 1, 1, 0};
        case 6:
            return {0, last_y, 0, -1, 1, 0};
        case 7:
            return {last_x, last_y, 0, -1, -1, 0};
        default:
            return {last_x, 0, 0, 1, -1, 0};  // 8
    }
}

template <std::size_t kBytes>
void copyTurned(const Image& image, const Walk& walk, ImageBuilder& turned) {
    const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(image.rowBytes());
    const std::ptrdiff_t right = walk.right_y * row + walk.right_x * static_cast<std::ptrdiff_t>(kBytes);
    const std::ptrdiff_t down = walk.down_y * row + walk.down_x * static_cast<std::ptrdiff_t>(kBytes);
    const std::byte* first = image.data() + walk.y * row + walk.x * static_cast<std::ptrdiff_t>(kBytes);
    const Size size = turned.size();
    // In squares: a turn by 90° reads columns, which would miss the cache at every pixel.
    constexpr int kSquare = 64;
    for (int top = 0; top < size.height; top += kSquare) {
        for (int left = 0; left < size.width; left += kSquare) {
            for (int y = top; y < std::min(top + kSquare, size.height); ++y) {
                std::byte* out = turned.data() + turned.rowBytes() * y + kBytes * left;
                for (int x = left; x < std::min(left + kSquare, size.width); ++x, out += kBytes) {
                    std::memcpy(out, first + down * y + right * x, kBytes);
                }
            }
        }
    }
}

}  // namespace

Image upright(Image image, int orientation) {
    if (orientation < 2 || orientation > 8) return image;
    Size size = image.size();
    const Walk walk = walkOf(orientation, size.width, size.height);
    if (orientation >= 5) std::swap(size.width, size.height);
    ImageBuilder turned(size, image.channels(), image.type(), image.profile());
    switch (image.channels() * bytesPer(image.type())) {
        case 1:
            copyTurned<1>(image, walk, turned);
            break;
        case 2:
            copyTurned<2>(image, walk, turned);
            break;
        case 3:
            copyTurned<3>(image, walk, turned);
            break;
        case 4:
            copyTurned<4>(image, walk, turned);
            break;
        case 6:
            copyTurned<6>(image, walk, turned);
            break;
        case 8:
            copyTurned<8>(image, walk, turned);
            break;
        case 12:
            copyTurned<12>(image, walk, turned);
            break;
        default:
            copyTurned<16>(image, walk, turned);
            break;
    }
    return std::move(turned).finish();
}

}  // namespace engine
