#include "engine/photo/network_view.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <vector>

#include "engine/photo/colour.h"
#include "engine/photo/colour_rows.h"
#include "engine/photo/float_pixels.h"
#include "engine/photo/layer_walk.h"
#include "engine/photo/moved_pixels.h"
#include "engine/photo/resample.h"

namespace engine {
namespace {

/// Interleaved floats with their size.
struct Plane {
    std::vector<float> values;
    Size size;
};

/// The smallest level whose pixels over `region` are at least as many as wanted.
int levelFor(const Photo& photo, Rect region, Size size) {
    int level = 0;
    while (level + 1 < static_cast<int>(photo.levels.size()) && region.width >> (level + 1) >= size.width &&
           region.height >> (level + 1) >= size.height) {
        ++level;
    }
    return level;
}

/// Does something to the colours of a row of pixels: row y, columns [left, left + columns).
using RowWork = std::function<void(int y, int left, int columns, float* colour)>;

/// Colour of `image` over [x, x + width) × [y, y + height) of its own pixels, scaled to `size`. `before`, if
/// there is one, is done to each row before it is scaled.
Plane scaled(const Image& image, double x, double y, double width, double height, Size size,
             const RowWork& before = {}) {
    const int channels = colourChannels(image.channels());
    const AxisTaps across(x, width, size.width, image.width(), Border::Reflect);
    const AxisTaps down(y, height, size.height, image.height(), Border::Reflect);
    const int left = across.lowest(0, size.width);
    const int columns = across.highest(0, size.width) - left + 1;
    const int top = down.lowest(0, size.height);
    const int rows = down.highest(0, size.height) - top + 1;

    const std::size_t row_values = static_cast<std::size_t>(size.width) * channels;
    const std::size_t pixel_bytes = image.rowBytes() / image.width();
    std::vector<float> row(static_cast<std::size_t>(columns) * channels);
    std::vector<float> narrowed(row_values * rows);
    for (int j = 0; j < rows; ++j) {
        loadColour(image.data() + image.rowBytes() * (top + j) + pixel_bytes * left, image.type(),
                   image.channels(), columns, row.data());
        if (before) before(top + j, left, columns, row.data());
        across.resampleRow(row.data(), channels, &narrowed[row_values * j], left);
    }
    Plane plane{std::vector<float>(row_values * size.height, 0.0f), size};
    for (int i = 0; i < size.height; ++i) {
        float* out = &plane.values[row_values * i];
        down.forEach(i, [&](int from, float weight) {
            const float* in = &narrowed[row_values * (from - top)];
            for (std::size_t k = 0; k < row_values; ++k) out[k] += weight * in[k];
        });
    }
    return plane;
}

/// Rows of a level as layers of which some move pixels leave them, still in their own colours; a few at a
/// time.
class WalkedRows {
public:
    WalkedRows(LayerWalk walk, const Image& image, const SrgbView& view)
        : walk_(std::move(walk)),
          image_(image),
          channels_(colourChannels(image.channels())),
          moved_(image, view, nullptr) {}

    /// The colour of columns [left, left + columns) of row `y`, and what becomes of it (LayerWalk).
    void row(int y, int left, int columns, float* colour, std::vector<float>& m, std::vector<float>& paint) {
        if (y < rows_.y || y >= rows_.bottom()) {
            rows_ = {left, y, columns, std::min(kRows, image_.height() - y)};
            walk_.follow(rows_);
            moved_.load(rows_, walk_.offset(), colour_);
        }
        const std::size_t values = static_cast<std::size_t>(columns) * channels_;
        const std::size_t start = values * (y - rows_.y);
        std::copy_n(&colour_[start], values, colour);
        m.assign(walk_.m().begin() + start, walk_.m().begin() + start + values);
        if (walk_.paint().empty()) return paint.clear();
        const std::size_t painted = values + columns;
        const auto from = walk_.paint().begin() + painted * (y - rows_.y);
        paint.assign(from, from + painted);
    }

private:
    static constexpr int kRows = 32;
    LayerWalk walk_;
    const Image& image_;
    int channels_;
    MovedPixels moved_;
    Rect rows_;
    std::vector<float> colour_;
};

float clipped(float value) {
    return value > 0.0f ? (value < 1.0f ? value : 1.0f) : 0.0f;
}

template <typename T>
std::optional<Rect> boundsOf(const Image& mask) {
    const int channels = mask.channels();
    const std::size_t values = static_cast<std::size_t>(mask.width()) * channels;
    const auto filled = [](T value) { return value > 0; };
    int left = mask.width();
    int right = 0;
    int top = -1;
    int bottom = 0;
    for (int y = 0; y < mask.height(); ++y) {
        const T* row = mask.row<T>(y);
        // Empty rows are most rows: comparing memory is the fastest way past them.
        if (row[0] == T{} && std::memcmp(row, row + 1, (values - 1) * sizeof(T)) == 0) continue;
        const T* first = std::find_if(row, row + values, filled);
        if (first == row + values) continue;
        const T* last = row + values - 1;
        while (!filled(*last)) --last;
        left = std::min(left, static_cast<int>((first - row) / channels));
        right = std::max(right, static_cast<int>((last - row) / channels) + 1);
        if (top < 0) top = y;
        bottom = y + 1;
    }
    if (top < 0) return std::nullopt;
    return Rect{left, top, right - left, bottom - top};
}

}  // namespace

Image networkView(const Photo& photo, Rect region, Size size) {
    return networkView(photo, {}, region, size);
}

Image networkView(const Photo& photo, std::span<const Layer> layers, Rect region, Size size) {
    const int level = levelFor(photo, region, size);
    const Image& image = photo.levels[level];
    const int channels = colourChannels(image.channels());
    const SrgbView view(image.profile(), channels);
    std::optional<ColourRows> rows;
    std::optional<WalkedRows> walked;
    LayerWalk walk(layers, photo.size(), level, image.size(), channels);
    if (walk.isNeeded()) walked.emplace(std::move(walk), image, view);
    std::vector<float> m, paint;
    // Changes are defined on sRGB values, so with layers the way there comes before the scaling.
    const RowWork change = [&](int y, int left, int columns, float* colour) {
        if (walked) walked->row(y, left, columns, colour, m, paint);
        if (!rows && !walked) rows.emplace(layers, photo.size(), level, left, left + columns, channels);
        if (!view.isIdentity()) view.toSrgb(colour, colour, columns);
        const std::size_t values = static_cast<std::size_t>(columns) * channels;
        m.resize(values);
        if (rows) paint.resize(rows->paints() ? values + columns : 0);
        if (rows && (rows->isEmpty() || !rows->row(y, m.data(), paint.data()))) return;
        for (std::size_t i = 0; i < values; ++i) colour[i] += (colour[i] + GainField::kGainFloor) * m[i];
        for (std::size_t i = 0; i < values && !paint.empty(); ++i) colour[i] += paint[i + i / channels];
    };
    const double scale = std::ldexp(1.0, -level);
    const Plane plane = scaled(image, region.x * scale, region.y * scale, region.width * scale,
                               region.height * scale, size, layers.empty() ? RowWork() : change);

    const bool convert = layers.empty() && !view.isIdentity();
    const std::size_t row_values = static_cast<std::size_t>(size.width) * channels;
    std::vector<float> row(row_values);
    ImageBuilder seen(size, 3, PixelType::F32);
    for (int y = 0; y < size.height; ++y) {
        const float* in = &plane.values[row_values * y];
        if (convert) {
            view.toSrgb(in, row.data(), size.width);
            in = row.data();
        }
        float* out = seen.row<float>(y);
        for (int i = 0; i < 3 * size.width; ++i) out[i] = clipped(in[channels == 3 ? i : i / 3]);
    }
    return std::move(seen).finish();
}

Image maskView(const Image& mask, Size document, Rect region, Size size) {
    const Rect part = mask.size() == document ? region : wholeOf(mask.size());
    const Plane plane = scaled(mask, part.x, part.y, part.width, part.height, size);
    const int channels = colourChannels(mask.channels());
    ImageBuilder seen(size, 1, PixelType::F32);
    float* out = seen.row<float>(0);
    for (long long i = 0; i < size.area(); ++i) out[i] = clipped(plane.values[i * channels]);
    return std::move(seen).finish();
}

std::optional<Rect> maskBounds(const Image& mask) {
    if (mask.isNull() || mask.size().isEmpty()) return std::nullopt;
    switch (mask.type()) {
        case PixelType::U8:
            return boundsOf<std::uint8_t>(mask);
        case PixelType::U16:
            return boundsOf<std::uint16_t>(mask);
        case PixelType::F32:
            return boundsOf<float>(mask);
    }
    return std::nullopt;
}

}  // namespace engine
