#include "engine/photo/field_sampler.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

constexpr float kLargestLogGain = 6.0f;

struct Taps {
    std::array<int, 4> index;
    std::array<float, 4> weight;
};

/// Catmull-Rom weights (a = -0.5) for a place in samples, 0 being the centre of the first.
Taps cubicTaps(double place, int samples) {
    const double base = std::floor(place);
    const float t = static_cast<float>(place - base);
    Taps taps;
    taps.weight = {t * (-0.5f + t * (1.0f - 0.5f * t)), 1.0f + t * t * (-2.5f + 1.5f * t),
                   t * (0.5f + t * (2.0f - 1.5f * t)), t * t * (-0.5f + 0.5f * t)};
    for (int k = 0; k < 4; ++k) {
        taps.index[k] = static_cast<int>(std::clamp(base - 1 + k, 0.0, samples - 1.0));
    }
    return taps;
}

/// Where the centre of pixel `position` of a level lies in a field of `samples` over [start, start + extent).
double placeInField(int position, int level, int start, int extent, int samples) {
    const double centre = std::ldexp(position + 0.5, level);
    return (centre - start) * samples / extent - 0.5;
}

/// Fields come from files and networks: what is no number changes nothing.
float sane(float value, float limit) {
    return std::isfinite(value) ? std::clamp(value, -limit, limit) : 0.0f;
}

bool holds(const std::shared_ptr<const std::vector<float>>& values, Size size, int channels) {
    return !size.isEmpty() && values && values->size() == static_cast<std::size_t>(size.area()) * channels;
}

}  // namespace

Field fieldOf(const GainField& gains) {
    return {gains.size, gains.log_gain->data(), 3, kLargestLogGain};
}

Field fieldOf(const WarpField& warp) {
    return {warp.size, warp.offset->data(), 2, WarpField::kLargest};
}

Field fieldOf(const PaintField& paint) {
    return {paint.size, paint.rgba->data(), 4, 1.0f};
}

bool isComplete(const GainField& field) {
    return holds(field.log_gain, field.size, 3);
}

bool isComplete(const WarpField& field) {
    return holds(field.offset, field.size, 2);
}

bool isComplete(const PaintField& field) {
    return holds(field.rgba, field.size, 4);
}

Rect coveredPixels(Rect region, Size document, int level) {
    // (p + 1/2)·2^level ≥ start  ⇔  p ≥ ceil((start − 2^level/2) / 2^level)
    const long long side = 1ll << level;
    const auto first_from = [&](int start) {
        return static_cast<int>(-((side - 2ll * start) >> (level + 1)));
    };
    const auto first_beyond = [&](int end, int extent) {
        return end < extent ? first_from(end) : static_cast<int>((extent + side - 1) >> level);
    };
    const Rect inside = region.intersected(wholeOf(document));
    const int left = first_from(inside.x);
    const int top = first_from(inside.y);
    return {left, top, first_beyond(inside.right(), document.width) - left,
            first_beyond(inside.bottom(), document.height) - top};
}

FieldSampler::FieldSampler(const Field& field, Rect region, int level, int begin, int end, int channels)
    : field_(field), region_(region), level_(level), channels_(channels), columns_(end - begin) {
    index_.reserve(4 * static_cast<std::size_t>(columns_));
    weight_.reserve(4 * static_cast<std::size_t>(columns_));
    for (int x = begin; x < end; ++x) {
        const Taps taps =
            cubicTaps(placeInField(x, level, region.x, region.width, field.size.width), field.size.width);
        index_.insert(index_.end(), taps.index.begin(), taps.index.end());
        weight_.insert(weight_.end(), taps.weight.begin(), taps.weight.end());
    }
    for (auto& row : rows_) row.resize(static_cast<std::size_t>(columns_) * channels_);
    clean_row_.resize(static_cast<std::size_t>(field.size.width) * channels_);
}

const float* FieldSampler::stretched(int field_row) {
    const int slot = field_row & 3;
    std::vector<float>& out = rows_[slot];
    if (row_of_[slot] == field_row) return out.data();
    row_of_[slot] = field_row;

    const int width = field_.size.width;
    const float limit = field_.limit;
    const float* in = field_.values + static_cast<std::size_t>(field_row) * width * field_.channels;
    if (channels_ == field_.channels) {
        for (int i = 0; i < channels_ * width; ++i) clean_row_[i] = sane(in[i], limit);
    } else {
        for (int i = 0; i < width; ++i) {
            float sum = 0;
            for (int c = 0; c < field_.channels; ++c) sum += sane(in[field_.channels * i + c], limit);
            clean_row_[i] = sum * (1.0f / static_cast<float>(field_.channels));
        }
    }
    for (int x = 0; x < columns_; ++x) {
        const int* index = &index_[4 * static_cast<std::size_t>(x)];
        const float* weight = &weight_[4 * static_cast<std::size_t>(x)];
        for (int c = 0; c < channels_; ++c) {
            float sum = 0;
            for (int k = 0; k < 4; ++k) sum += weight[k] * clean_row_[index[k] * channels_ + c];
            out[x * channels_ + c] = sum;
        }
    }
    return out.data();
}

void FieldSampler::row(int y, float* values) {
    const int height = field_.size.height;
    const Taps taps = cubicTaps(placeInField(y, level_, region_.y, region_.height, height), height);
    std::array<const float*, 4> in;
    for (int k = 0; k < 4; ++k) in[k] = stretched(taps.index[k]);
    const auto [w0, w1, w2, w3] = taps.weight;
    const float limit = field_.limit;
    const int count = columns_ * channels_;
    for (int i = 0; i < count; ++i) {
        const float value = (w0 * in[0][i] + w1 * in[1][i]) + (w2 * in[2][i] + w3 * in[3][i]);
        values[i] = std::clamp(value, -limit, limit);
    }
}

}  // namespace engine
