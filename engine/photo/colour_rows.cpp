#include "engine/photo/colour_rows.h"

#include <algorithm>

#include "engine/photo/fast_exp.h"

namespace engine {
namespace {

constexpr float kFloor = GainField::kGainFloor;

/// One value per pixel -> one per channel, times `factor`.
template <int kChannels>
void spread(const float* alpha, float factor, int pixels, float* out) {
    for (int i = 0; i < pixels; ++i) {
        for (int c = 0; c < kChannels; ++c) out[i * kChannels + c] = alpha[i] * factor;
    }
}

void multiplyIn(const float* log_gain, const float* alpha, int count, float* m) {
    for (int i = 0; i < count; ++i) {
        const float t = alpha[i] * (fastExp(log_gain[i]) - 1.0f);
        m[i] = m[i] + t + m[i] * t;
    }
}

/// A painted colour as a picture of `channels` has it: as it is, or its luma (Rec. 709).
float channelOf(const float* rgba, int c, int channels) {
    return channels == 3 ? rgba[c] : 0.2126f * rgba[0] + 0.7152f * rgba[1] + 0.0722f * rgba[2];
}

}  // namespace

ColourRows::ColourRows(std::span<const Layer> layers, Size document, int level, int begin, int end,
                       int channels)
    : begin_(begin), end_(end), channels_(channels) {
    parts_.reserve(layers.size());
    for (const Layer& layer : layers) {
        const Change& change = layer.change;
        const bool gains = isComplete(change.field), paints = isComplete(change.paint);
        if (!(layer.opacity > 0) || (!gains && !paints)) continue;
        const Rect covered = coveredPixels(change.region, document, level);
        const int first = std::max(begin, covered.x);
        const int last = std::min(end, covered.right());
        if (first >= last || covered.isEmpty()) continue;
        const auto stretched = [&](const Field& field, int wanted) {
            return FieldSampler(field, change.region, level, first, last, wanted);
        };
        parts_.push_back({std::min(layer.opacity, 1.0f),
                          first,
                          last,
                          covered.y,
                          covered.bottom(),
                          {},
                          {},
                          MaskSampler(change.mask, document, change.region, level, first, last)});
        if (gains) parts_.back().gains = stretched(fieldOf(change.field), channels);
        if (paints) parts_.back().paint = stretched(fieldOf(change.paint), 4);
        paints_ |= paints;
    }
    const std::size_t columns = parts_.empty() ? 0 : static_cast<std::size_t>(end - begin);
    log_gain_.resize(columns * channels);
    alpha_.resize(columns);
    spread_alpha_.resize(columns * channels);
    if (paints_) rgba_.resize(columns * 4);
}

bool ColourRows::row(int y, float* m, float* paint) {
    const int count = (end_ - begin_) * channels_;
    const int painted = paints_ ? (end_ - begin_) * (channels_ + 1) : 0;
    std::fill_n(m, count, 0.0f);
    std::fill_n(paint, painted, 0.0f);
    for (Part& part : parts_) {
        if (y >= part.top && y < part.bottom) add(part, y, m, paint);
    }
    const auto any = [](const float* values, int number) {
        return std::any_of(values, values + number, [](float value) { return value != 0; });
    };
    return any(m, count) || any(paint, painted);
}

void ColourRows::add(Part& part, int y, float* m, float* paint) {
    if (!part.mask.row(y, alpha_.data())) return;
    m += (part.begin - begin_) * channels_;
    if (!paints_) return gain(part, y, m);
    cover(part, y, m, paint + (part.begin - begin_) * (channels_ + 1));
}

/// The layers paint nothing: b stays 0.
void ColourRows::gain(Part& part, int y, float* m) {
    const int columns = part.end - part.begin;
    part.gains->row(y, log_gain_.data());
    if (channels_ == 3) {
        spread<3>(alpha_.data(), part.opacity, columns, spread_alpha_.data());
    } else {
        spread<1>(alpha_.data(), part.opacity, columns, spread_alpha_.data());
    }
    multiplyIn(log_gain_.data(), spread_alpha_.data(), columns * channels_, m);
}

void ColourRows::cover(Part& part, int y, float* m, float* paint) {
    if (part.gains) part.gains->row(y, log_gain_.data());
    if (part.paint) part.paint->row(y, rgba_.data());
    for (int i = 0; i < part.end - part.begin; ++i, m += channels_, paint += channels_ + 1) {
        const float* rgba = &rgba_[4 * static_cast<std::size_t>(i)];
        const float covered = part.paint ? std::clamp(rgba[3], 0.0f, 1.0f) : 0.0f;
        const float alpha = part.opacity * alpha_[i], painted = alpha * covered;
        for (int c = 0; c < channels_; ++c) {
            const float gained = part.gains ? fastExp(log_gain_[i * channels_ + c]) - 1.0f : 0.0f;
            const float t = alpha * ((1.0f - covered) * gained - covered);
            m[c] = m[c] + t + m[c] * t;
            paint[c] += paint[c] * t + painted * (channelOf(rgba, c, channels_) + kFloor);
        }
        paint[channels_] += painted * (1.0f - paint[channels_]);
    }
}

}  // namespace engine
