#include "engine/photo/float_pixels.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace engine {
namespace {

// Every picture here is one of these three; calling with the right pointer type keeps the loops below plain.
template <typename Function>
void withType(PixelType type, Function&& function) {
    switch (type) {
        case PixelType::U8:
            return function(std::uint8_t{});
        case PixelType::U16:
            return function(std::uint16_t{});
        case PixelType::F32:
            return function(float{});
    }
}

template <typename T>
constexpr float kFull = sizeof(T) == 1   ? 255.0f
                        : sizeof(T) == 2 ? 65535.0f
                                         : 1.0f;

template <typename T>
T stored(float value) {
    if constexpr (std::is_same_v<T, float>) {
        return value;
    } else {
        // Clipping first also sends NaN to 0: no comparison with it is true.
        const float scaled = value * kFull<T>;
        const float clipped = scaled > 0.0f ? (scaled < kFull<T> ? scaled : kFull<T>) : 0.0f;
        return static_cast<T>(static_cast<int>(clipped + 0.5f));
    }
}

template <typename T, int kChannels>
void loadStrided(const T* in, int count, float* out) {
    constexpr int kColours = colourChannels(kChannels);
    for (int i = 0; i < count; ++i) {
        for (int c = 0; c < kColours; ++c) out[i * kColours + c] = in[i * kChannels + c] * (1.0f / kFull<T>);
    }
}

template <typename T, int kChannels>
void storeStrided(const float* in, int count, T* out) {
    constexpr int kColours = colourChannels(kChannels);
    for (int i = 0; i < count; ++i) {
        for (int c = 0; c < kColours; ++c) out[i * kChannels + c] = stored<T>(in[i * kColours + c]);
    }
}

}  // namespace

void loadColour(const std::byte* pixels, PixelType type, int channels, int count, float* colour) {
    withType(type, [&]<typename T>(T) {
        const T* in = reinterpret_cast<const T*>(pixels);
        if (channels == 2) return loadStrided<T, 2>(in, count, colour);
        if (channels == 4) return loadStrided<T, 4>(in, count, colour);
        loadValues(pixels, type, static_cast<std::size_t>(count) * channels, colour);
    });
}

void loadRect(const Image& image, Rect rect, float* colour) {
    const int colours = colourChannels(image.channels());
    const std::size_t pixel_bytes = image.rowBytes() / image.width();
    const Rect inside = rect.intersected(wholeOf(image.size()));
    const int left = inside.x - rect.x;
    for (int y = 0; y < rect.height; ++y) {
        float* row = colour + static_cast<std::size_t>(rect.width) * colours * y;
        float* first = row + left * colours;
        const int from = std::clamp(rect.y + y, 0, image.height() - 1);
        loadColour(image.data() + image.rowBytes() * from + pixel_bytes * inside.x, image.type(),
                   image.channels(), inside.width, first);
        for (int x = left - 1; x >= 0; --x) std::copy_n(first, colours, row + x * colours);
        const float* last = first + (inside.width - 1) * colours;
        for (int x = left + inside.width; x < rect.width; ++x) std::copy_n(last, colours, row + x * colours);
    }
}

void storeColour(const float* colour, int count, PixelType type, int channels, std::byte* pixels) {
    withType(type, [&]<typename T>(T) {
        T* out = reinterpret_cast<T*>(pixels);
        if (channels == 2) return storeStrided<T, 2>(colour, count, out);
        if (channels == 4) return storeStrided<T, 4>(colour, count, out);
        storeValues(colour, static_cast<std::size_t>(count) * channels, type, pixels);
    });
}

void loadValues(const std::byte* values, PixelType type, std::size_t count, float* out) {
    withType(type, [&]<typename T>(T) {
        const T* in = reinterpret_cast<const T*>(values);
        for (std::size_t i = 0; i < count; ++i) out[i] = in[i] * (1.0f / kFull<T>);
    });
}

void storeValues(const float* values, std::size_t count, PixelType type, std::byte* out) {
    withType(type, [&]<typename T>(T) {
        T* to = reinterpret_cast<T*>(out);
        for (std::size_t i = 0; i < count; ++i) to[i] = stored<T>(values[i]);
    });
}

}  // namespace engine
