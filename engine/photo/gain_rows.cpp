#include "engine/photo/gain_rows.h"

#include <algorithm>

#include "engine/photo/fast_exp.h"

namespace engine {
namespace {

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

}  // namespace

GainRows::GainRows(std::span<const Layer> layers, Size document, int level, int begin, int end, int channels)
    : begin_(begin), end_(end), channels_(channels) {
    parts_.reserve(layers.size());
    for (const Layer& layer : layers) {
        const Change& change = layer.change;
        if (!(layer.opacity > 0) || !isComplete(change.field)) continue;
        const Rect covered = coveredPixels(change.region, document, level);
        const int first = std::max(begin, covered.x);
        const int last = std::min(end, covered.right());
        if (first >= last || covered.isEmpty()) continue;
        parts_.push_back({std::min(layer.opacity, 1.0f), first, last, covered.y, covered.bottom(),
                          FieldSampler(fieldOf(change.field), change.region, level, first, last, channels),
                          MaskSampler(change.mask, document, change.region, level, first, last)});
    }
    const std::size_t columns = parts_.empty() ? 0 : static_cast<std::size_t>(end - begin);
    log_gain_.resize(columns * channels);
    alpha_.resize(columns);
    spread_alpha_.resize(columns * channels);
}

bool GainRows::row(int y, float* m) {
    const int count = (end_ - begin_) * channels_;
    std::fill_n(m, count, 0.0f);
    for (Part& part : parts_) {
        if (y >= part.top && y < part.bottom) add(part, y, m);
    }
    return std::any_of(m, m + count, [](float value) { return value != 0; });
}

void GainRows::add(Part& part, int y, float* m) {
    if (!part.mask.row(y, alpha_.data())) return;
    part.field.row(y, log_gain_.data());
    const int columns = part.end - part.begin;
    if (channels_ == 3) {
        spread<3>(alpha_.data(), part.opacity, columns, spread_alpha_.data());
    } else {
        spread<1>(alpha_.data(), part.opacity, columns, spread_alpha_.data());
    }
    multiplyIn(log_gain_.data(), spread_alpha_.data(), columns * channels_,
               m + (part.begin - begin_) * channels_);
}

}  // namespace engine
