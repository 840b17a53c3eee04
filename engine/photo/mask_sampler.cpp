#include "engine/photo/mask_sampler.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/photo/float_pixels.h"

namespace engine {
namespace {

/// Looks at so many mask pixels a side for one screen pixel, whatever the level: cost per tile stays bounded.
constexpr int kLooks = 4;

float valueAt(const Image& mask, int x, int y) {
    const std::size_t at = static_cast<std::size_t>(x) * mask.channels();
    switch (mask.type()) {
        case PixelType::U8:
            return mask.row<std::uint8_t>(y)[at] * (1.0f / 255);
        case PixelType::U16:
            return mask.row<std::uint16_t>(y)[at] * (1.0f / 65535);
        case PixelType::F32:
            return std::clamp(mask.row<float>(y)[at], 0.0f, 1.0f);
    }
    return 0;
}

struct Pair {
    int first;
    int second;
    float blend;
};

Pair linearTaps(int position, int level, int start, int extent, int samples) {
    const double place = (std::ldexp(position + 0.5, level) - start) * samples / extent - 0.5;
    const double base = std::floor(place);
    const auto clamped = [&](double at) { return static_cast<int>(std::clamp(at, 0.0, samples - 1.0)); };
    return {clamped(base), clamped(base + 1), static_cast<float>(place - base)};
}

}  // namespace

MaskSampler::MaskSampler(const Image& mask, Size document, Rect region, int level, int begin, int end)
    : mask_(mask),
      region_(region),
      level_(level),
      begin_(begin),
      end_(end),
      of_document_size_(mask.size() == document) {
    if (mask.isNull() || of_document_size_) return;
    for (int x = begin; x < end; ++x) {
        const Pair taps = linearTaps(x, level, region.x, region.width, mask.width());
        index_.insert(index_.end(), {taps.first, taps.second});
        blend_.push_back(taps.blend);
    }
    for (auto& row : rows_) row.resize(blend_.size());
}

bool MaskSampler::row(int y, float* alpha) {
    const int columns = end_ - begin_;
    if (mask_.isNull()) {
        std::fill_n(alpha, columns, 1.0f);
        return true;
    }
    if (of_document_size_ && level_ == 0 && mask_.channels() == 1 && mask_.type() != PixelType::F32) {
        const std::byte* pixels = mask_.data() + mask_.rowBytes() * y + begin_ * bytesPer(mask_.type());
        loadValues(pixels, mask_.type(), columns, alpha);
    } else if (of_document_size_) {
        averagedRow(y, alpha);
    } else {
        const Pair taps = linearTaps(y, level_, region_.y, region_.height, mask_.height());
        const float* upper = stretched(taps.first);
        const float* lower = stretched(taps.second);
        for (int i = 0; i < columns; ++i) alpha[i] = upper[i] * (1 - taps.blend) + lower[i] * taps.blend;
    }
    return std::any_of(alpha, alpha + columns, [](float value) { return value > 0; });
}

void MaskSampler::averagedRow(int y, float* alpha) const {
    const int side = 1 << level_;
    const int looks = std::min(side, kLooks);
    const int step = side / looks;
    for (int x = begin_; x < end_; ++x) {
        float sum = 0;
        for (int j = 0; j < looks; ++j) {
            const int mask_y = std::min(y * side + j * step + step / 2, mask_.height() - 1);
            for (int i = 0; i < looks; ++i) {
                sum += valueAt(mask_, std::min(x * side + i * step + step / 2, mask_.width() - 1), mask_y);
            }
        }
        alpha[x - begin_] = sum / static_cast<float>(looks * looks);
    }
}

const float* MaskSampler::stretched(int mask_row) {
    const int slot = mask_row & 1;
    std::vector<float>& out = rows_[slot];
    if (row_of_[slot] == mask_row) return out.data();
    row_of_[slot] = mask_row;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float left = valueAt(mask_, index_[2 * i], mask_row);
        const float right = valueAt(mask_, index_[2 * i + 1], mask_row);
        out[i] = left * (1 - blend_[i]) + right * blend_[i];
    }
    return out.data();
}

}  // namespace engine
