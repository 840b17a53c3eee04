#include "engine/photo/pyramid.h"

#include <algorithm>
#include <cstdint>
#include <thread>
#include <type_traits>

namespace engine {
namespace {

constexpr int kSmallestSide = 512;

template <typename T, int kChannels>
void halveRow(const T* upper, const T* lower, int width, T* out) {
    const auto mean = [](T a, T b, T c, T d) {
        if constexpr (std::is_same_v<T, float>) {
            return ((a + b) + (c + d)) * 0.25f;
        } else {
            return static_cast<T>((static_cast<std::uint32_t>(a) + b + c + d + 2) >> 2);
        }
    };
    const int whole = width / 2;
    for (int x = 0; x < whole; ++x) {
        for (int c = 0; c < kChannels; ++c) {
            const int left = 2 * x * kChannels + c;
            const int right = left + kChannels;
            out[x * kChannels + c] = mean(upper[left], upper[right], lower[left], lower[right]);
        }
    }
    if (width % 2 == 0) return;
    for (int c = 0; c < kChannels; ++c) {
        const int last = (width - 1) * kChannels + c;
        out[whole * kChannels + c] = mean(upper[last], upper[last], lower[last], lower[last]);
    }
}

template <typename T, int kChannels>
void halveRows(const Image& image, ImageBuilder& half, int begin, int end) {
    for (int y = begin; y < end; ++y) {
        const T* upper = image.row<T>(2 * y);
        const T* lower = image.row<T>(std::min(2 * y + 1, image.height() - 1));
        halveRow<T, kChannels>(upper, lower, image.width(), half.row<T>(y));
    }
}

template <typename T>
void halveRows(const Image& image, ImageBuilder& half, int begin, int end) {
    switch (image.channels()) {
        case 1:
            return halveRows<T, 1>(image, half, begin, end);
        case 2:
            return halveRows<T, 2>(image, half, begin, end);
        case 3:
            return halveRows<T, 3>(image, half, begin, end);
        default:
            return halveRows<T, 4>(image, half, begin, end);
    }
}

void halveRows(const Image& image, ImageBuilder& half, int begin, int end) {
    switch (image.type()) {
        case PixelType::U8:
            return halveRows<std::uint8_t>(image, half, begin, end);
        case PixelType::U16:
            return halveRows<std::uint16_t>(image, half, begin, end);
        case PixelType::F32:
            return halveRows<float>(image, half, begin, end);
    }
}

Image halved(const Image& image) {
    const Size size{(image.width() + 1) / 2, (image.height() + 1) / 2};
    ImageBuilder half(size, image.channels(), image.type(), image.profile());
    const int middle = size.height / 2;
    {
        const std::jthread other([&] { halveRows(image, half, 0, middle); });
        halveRows(image, half, middle, size.height);
    }
    return std::move(half).finish();
}

}  // namespace

std::vector<Image> pyramidOf(Image image) {
    std::vector<Image> levels{std::move(image)};
    while (std::max(levels.back().width(), levels.back().height()) > kSmallestSide) {
        levels.push_back(halved(levels.back()));
    }
    return levels;
}

}  // namespace engine
