#include "engine/photo/render.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <future>
#include <vector>

#include "engine/photo/float_pixels.h"

namespace engine {
namespace {

constexpr int kStripRows = 64;

/// Working memory for showing one row.
struct ShownRow {
    std::vector<float> colour;
    std::vector<std::uint8_t> small;
};

/// A painted row's colour in 8 bits, still in the photo's profile. lcms2 is fast and exact from there.
const std::uint8_t* reduced(const std::byte* pixels, const Image& image, int count, ShownRow& row) {
    if (image.type() == PixelType::U8 && !hasAlpha(image.channels())) {
        return reinterpret_cast<const std::uint8_t*>(pixels);
    }
    row.colour.resize(static_cast<std::size_t>(count) * colourChannels(image.channels()));
    row.small.resize(row.colour.size());
    loadColour(pixels, image.type(), image.channels(), count, row.colour.data());
    storeValues(row.colour.data(), row.colour.size(), PixelType::U8,
                reinterpret_cast<std::byte*>(row.small.data()));
    return row.small.data();
}

/// Colour of one painted row as 8-bit RGBA; alpha is filled in by the caller.
void showColour(const std::uint8_t* colour, int channels, int count, const ColourTransform* transform,
                std::uint8_t* rgba) {
    if (transform) return transform->run(colour, rgba, count);
    for (int x = 0; x < count; ++x) {
        for (int c = 0; c < 3; ++c) rgba[4 * x + c] = colour[x * channels + std::min(c, channels - 1)];
    }
}

void showAlpha(const std::byte* pixels, const Image& image, int count, std::uint8_t* rgba) {
    const int channels = image.channels();
    std::vector<float> values(static_cast<std::size_t>(count) * channels);
    std::vector<std::uint8_t> small(values.size());
    loadValues(pixels, image.type(), values.size(), values.data());
    storeValues(values.data(), values.size(), PixelType::U8, reinterpret_cast<std::byte*>(small.data()));
    for (int x = 0; x < count; ++x) rgba[4 * x + 3] = small[x * channels + channels - 1];
}

}  // namespace

Image renderTile(const Photo& photo, std::span<const Layer> layers, int level, Rect source,
                 const IccProfile& display, ColourCache& colours) {
    const Image& image = photo.levels[level];
    ImageBuilder tile(source.size(), 4, PixelType::U8, display);
    const Rect inside = source.intersected(wholeOf(image.size()));
    if (inside != source) std::fill_n(tile.data(), tile.rowBytes() * source.height, std::byte{0});
    if (inside.isEmpty()) return std::move(tile).finish();

    const std::size_t row_bytes = image.rowBytes() / image.width() * inside.width;
    std::vector<std::byte> pixels(row_bytes * inside.height);
    Painter(photo, layers, level, colours).paint(inside, pixels.data());
    const std::shared_ptr<const ColourTransform> transform = colours.toDisplay(image, display);
    ShownRow shown;
    for (int y = 0; y < inside.height; ++y) {
        const std::byte* row = pixels.data() + row_bytes * y;
        std::uint8_t* rgba = tile.row<std::uint8_t>(inside.y - source.y + y) + 4 * (inside.x - source.x);
        showColour(reduced(row, image, inside.width, shown), colourChannels(image.channels()), inside.width,
                   transform.get(), rgba);
        if (hasAlpha(image.channels())) {
            showAlpha(row, image, inside.width, rgba);
        } else {
            for (int x = 0; x < inside.width; ++x) rgba[4 * x + 3] = 255;
        }
    }
    return std::move(tile).finish();
}

Image flattened(const Photo& photo, std::span<const Layer> layers, std::stop_token stop,
                ColourCache& colours) {
    const Image& image = photo.image();
    if (layers.empty()) return image;
    ImageBuilder result(image.size(), image.channels(), image.type(), image.profile());
    const Painter painter(photo, layers, 0, colours);
    std::atomic<int> next_row = 0;
    const auto work = [&] {
        for (int top = next_row.fetch_add(kStripRows); top < image.height();
             top = next_row.fetch_add(kStripRows)) {
            const int rows = std::min(kStripRows, image.height() - top);
            std::byte* out = result.data() + result.rowBytes() * top;
            if (stop.stop_requested()) {
                std::memcpy(out, image.row<std::byte>(top), image.rowBytes() * rows);
            } else {
                painter.paint({0, top, image.width(), rows}, out);
            }
        }
    };
    std::future<void> other = std::async(std::launch::async, work);
    work();
    other.get();
    return std::move(result).finish();
}

}  // namespace engine
