#pragma once

#include <cstddef>

#include "engine/api/image.h"

namespace engine {

/// The largest value of a type: what 1.0 means in it.
constexpr float fullScale(PixelType type) {
    return type == PixelType::U8 ? 255.0f : type == PixelType::U16 ? 65535.0f : 1.0f;
}

/// Colour channels of an interleaved picture: 1 for grey, 3 for RGB; the rest is alpha.
constexpr int colourChannels(int channels) {
    return channels >= 3 ? 3 : 1;
}
constexpr bool hasAlpha(int channels) {
    return channels == 2 || channels == 4;
}

/// Reads `count` pixels' colour (0…1, without alpha) of a picture with `channels` channels into interleaved
/// floats. Values are v / fullScale, so that storing them again gives v exactly.
void loadColour(const std::byte* pixels, PixelType type, int channels, int count, float* colour);

/// Reads the colour of `rect`, rows tightly packed. Where it reaches beyond the picture, the border is
/// repeated; it must meet the picture.
void loadRect(const Image& image, Rect rect, float* colour);

/// Writes colour back, rounded to nearest and clipped to the type (F32 is not clipped); alpha stays as it is.
void storeColour(const float* colour, int count, PixelType type, int channels, std::byte* pixels);

/// Reads all `count` values, alpha too, as 0…1.
void loadValues(const std::byte* values, PixelType type, std::size_t count, float* out);
/// Writes all `count` values, rounded to nearest and clipped to the type (F32 is not clipped).
void storeValues(const float* values, std::size_t count, PixelType type, std::byte* out);

}  // namespace engine
