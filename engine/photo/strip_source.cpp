#include "engine/photo/strip_source.h"

#include <algorithm>
#include <cstring>

#include "engine/photo/float_pixels.h"

namespace engine {
namespace {

/// Transparent pixels have a colour that nobody sees; weighting by alpha keeps it out of its neighbours.
void weightByAlpha(float* values, int count, int channels) {
    for (int i = 0; i < count; ++i, values += channels) {
        for (int c = 0; c < channels - 1; ++c) values[c] *= values[channels - 1];
    }
}

void unweightByAlpha(float* values, int count, int channels) {
    for (int i = 0; i < count; ++i, values += channels) {
        const float alpha = values[channels - 1];
        if (!(alpha > 0)) continue;
        for (int c = 0; c < channels - 1; ++c) values[c] /= alpha;
    }
}

}  // namespace

StripSource::StripSource(const Photo& photo, std::span<const Layer> layers,
                         const PictureWriter::Layout& layout, ColourCache& colours)
    : image_(photo.image()), layout_(layout), painter_(photo, layers, 0, colours) {
    if (image_.profile() && !layout.profile) {
        transform_ = ColourTransform::make(image_.profile(), {image_.type(), image_.channels()}, nullptr,
                                           {image_.type(), image_.channels()});
    }
    if (layout.size == image_.size()) return;
    across_.emplace(0, image_.width(), layout.size.width, image_.width(), Border::Clamp);
    down_.emplace(0, image_.height(), layout.size.height, image_.height(), Border::Clamp);
    strip_rows_ = std::clamp(256 * layout.size.height / image_.height(), 1, 256);
}

std::vector<std::byte> StripSource::strip(int top, int rows) const {
    Rows strip = across_ ? scaled(top, rows) : painted(top, rows);
    if (!across_) convertColour(strip);
    convertLayout(strip);
    return std::move(strip.bytes);
}

StripSource::Rows StripSource::painted(int top, int rows) const {
    Rows strip{{}, image_.width(), rows, image_.channels(), image_.type()};
    strip.bytes.resize(image_.rowBytes() * rows);
    painter_.paint({0, top, image_.width(), rows}, strip.bytes.data());
    return strip;
}

/// Floats of the file's size. Colours are converted before scaling, so that both happen in the same space.
StripSource::Rows StripSource::scaled(int top, int rows) const {
    const int channels = image_.channels();
    const int first = down_->lowest(top, top + rows);
    Rows full = painted(first, down_->highest(top, top + rows) - first + 1);
    convertColour(full);
    const std::size_t row_values = static_cast<std::size_t>(layout_.size.width) * channels;
    std::vector<float> row(static_cast<std::size_t>(full.width) * channels);
    std::vector<float> narrowed(row_values * full.rows);
    for (int y = 0; y < full.rows; ++y) {
        loadValues(full.bytes.data() + image_.rowBytes() * y, full.type, row.size(), row.data());
        if (hasAlpha(channels)) weightByAlpha(row.data(), full.width, channels);
        across_->resampleRow(row.data(), channels, &narrowed[row_values * y]);
    }
    Rows small{{}, layout_.size.width, rows, channels, PixelType::F32};
    small.bytes.resize(row_values * rows * sizeof(float));
    for (int y = 0; y < rows; ++y) {
        float* out = reinterpret_cast<float*>(small.bytes.data()) + row_values * y;
        down_->forEach(top + y, [&](int from, float weight) {
            const float* in = &narrowed[row_values * (from - first)];
            for (std::size_t i = 0; i < row_values; ++i) out[i] += weight * in[i];
        });
        if (hasAlpha(channels)) unweightByAlpha(out, layout_.size.width, channels);
    }
    return small;
}

void StripSource::convertColour(Rows& strip) const {
    if (!transform_) return;
    // lcms2 leaves alpha alone, so it has to be in the target already.
    std::vector<std::byte> converted = strip.bytes;
    transform_->run(strip.bytes.data(), converted.data(), strip.width * strip.rows);
    strip.bytes = std::move(converted);
}

void StripSource::convertLayout(Rows& strip) const {
    if (strip.type == layout_.type && strip.channels == layout_.channels) return;
    const std::size_t count = static_cast<std::size_t>(strip.width) * strip.rows;
    std::vector<float> in(count * strip.channels);
    loadValues(strip.bytes.data(), strip.type, in.size(), in.data());
    std::vector<float> out(count * layout_.channels);
    const bool drop_alpha = hasAlpha(strip.channels) && !hasAlpha(layout_.channels);
    const int colours = colourChannels(strip.channels);
    for (std::size_t i = 0; i < count; ++i) {
        const float* from = &in[i * strip.channels];
        float* to = &out[i * layout_.channels];
        const float alpha = hasAlpha(strip.channels) ? from[strip.channels - 1] : 1.0f;
        for (int c = 0; c < colourChannels(layout_.channels); ++c) {
            const float value = from[std::min(c, colours - 1)];
            to[c] = drop_alpha ? value * alpha + (1 - alpha) : value;  // a file without alpha stands on white
        }
        if (hasAlpha(layout_.channels)) to[layout_.channels - 1] = alpha;
    }
    strip.bytes.resize(out.size() * bytesPer(layout_.type));
    storeValues(out.data(), out.size(), layout_.type, strip.bytes.data());
}

}  // namespace engine
