#include "engine/photo/moved_pixels.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cmath>

#include "engine/photo/float_pixels.h"

namespace engine {
namespace {

constexpr int kTaps = 6;
constexpr int kBefore = 2;  ///< taps left of the pixel that a place stands on
/// Places are rounded to 1/256 of a pixel, finer than can be seen and coarse enough for a table.
constexpr int kPhases = 256;

using Weights = std::array<std::array<float, kTaps>, kPhases>;

Weights lanczosWeights() {
    Weights table;
    for (int phase = 0; phase < kPhases; ++phase) {
        std::array<double, kTaps> weight;
        double sum = 0;
        for (int k = 0; k < kTaps; ++k) {
            const double t = M_PI * (k - kBefore - static_cast<double>(phase) / kPhases);
            weight[k] = t == 0 ? 1 : 3 * std::sin(t) * std::sin(t / 3) / (t * t);
            sum += weight[k];
        }
        for (int k = 0; k < kTaps; ++k) table[phase][k] = static_cast<float>(weight[k] / sum);
    }
    return table;
}

/// A place in 1/256 pixels.
struct Place {
    int x;
    int y;
};

/// Rounded by cutting off, as places inside a picture are never negative.
Place placeOf(int x, int y, const float* offset) {
    return {static_cast<int>((x + static_cast<double>(offset[0])) * kPhases + 0.5),
            static_cast<int>((y + static_cast<double>(offset[1])) * kPhases + 0.5)};
}

/// The weighted mean of 6×6 pixels from `corner` on, within the range of the inner 4×4.
template <int kChannels>
void mean(const float* corner, std::size_t row_values, const float* across, const float* down, float* out) {
    constexpr int kValues = kTaps * kChannels;
    std::array<float, kValues> sum{};
    std::array<float, kValues> low;
    std::array<float, kValues> high;
    low.fill(HUGE_VALF);
    high.fill(-HUGE_VALF);
    for (int j = 0; j < kTaps; ++j) {
        const float* row = corner + row_values * j;
        for (int i = 0; i < kValues; ++i) sum[i] += down[j] * row[i];
        if (j == 0 || j == kTaps - 1) continue;
        for (int i = 0; i < kValues; ++i) low[i] = row[i] < low[i] ? row[i] : low[i];
        for (int i = 0; i < kValues; ++i) high[i] = row[i] > high[i] ? row[i] : high[i];
    }
    for (int c = 0; c < kChannels; ++c) {
        float value = 0;
        for (int k = 0; k < kTaps; ++k) value += across[k] * sum[k * kChannels + c];
        float least = low[kChannels + c];
        float most = high[kChannels + c];
        for (int k = 2; k < kTaps - 1; ++k) {
            least = std::min(least, low[k * kChannels + c]);
            most = std::max(most, high[k * kChannels + c]);
        }
        out[c] = std::min(std::max(value, least), most);
    }
}

}  // namespace

MovedPixels::MovedPixels(const Image& image, const SrgbView& view, const NoiseCurve* noise)
    : image_(image), view_(view), channels_(colourChannels(image.channels())) {
    if (noise) grain_.emplace(*noise);
}

void MovedPixels::load(Rect rect, const std::vector<float>& offset, std::vector<float>& colour) {
    colour.resize(static_cast<std::size_t>(rect.size().area()) * channels_);
    loadRect(image_, rect, colour.data());
    int left = INT_MAX, top = INT_MAX, right = INT_MIN, bottom = INT_MIN;
    const float* at = offset.data();
    for (int y = rect.y; y < rect.bottom(); ++y) {
        for (int x = rect.x; x < rect.right(); ++x, at += 2) {
            if (at[0] == 0 && at[1] == 0) continue;
            const Place place = placeOf(x, y, at);
            left = std::min(left, place.x), right = std::max(right, place.x);
            top = std::min(top, place.y), bottom = std::max(bottom, place.y);
        }
    }
    if (left > right) return;
    const int x = left / kPhases;
    const int y = top / kPhases;
    loadAround({x, y, right / kPhases + 1 - x, bottom / kPhases + 1 - y});
    channels_ == 3 ? interpolate<3>(rect, offset, colour.data())
                   : interpolate<1>(rect, offset, colour.data());
}

/// Fills the planes with all that places standing in `box` look at.
void MovedPixels::loadAround(Rect box) {
    frame_ = grain_ ? Grain::kReach : 0;
    inner_ = {box.x - kBefore, box.y - kBefore, box.width + kTaps - 1, box.height + kTaps - 1};
    const Rect framed{inner_.x - frame_, inner_.y - frame_, inner_.width + 2 * frame_,
                      inner_.height + 2 * frame_};
    pixels_.resize(static_cast<std::size_t>(framed.size().area()) * channels_);
    loadRect(image_, framed, pixels_.data());
    if (grain_) setGrainApart(framed.size());
}

const float* MovedPixels::pixel(int x, int y) const {
    const std::size_t row = static_cast<std::size_t>(y - inner_.y + frame_) * (inner_.width + 2 * frame_);
    return &pixels_[(row + (x - inner_.x + frame_)) * channels_];
}

void MovedPixels::setGrainApart(Size framed) {
    const bool convert = !view_.isIdentity();
    if (convert) {
        srgb_.resize(pixels_.size());
        view_.toSrgb(pixels_.data(), srgb_.data(), static_cast<int>(framed.area()));
    }
    const std::vector<float>& srgb = convert ? srgb_ : pixels_;
    smooth_.resize(static_cast<std::size_t>(inner_.size().area()) * channels_);
    high_.resize(smooth_.size());
    grain_->noise(srgb.data(), inner_.width, inner_.height, high_.data());
    const std::size_t row_values = static_cast<std::size_t>(inner_.width) * channels_;
    for (int y = 0; y < inner_.height; ++y) {
        float* high = &high_[row_values * y];
        const float* from = pixel(inner_.x, inner_.y + y);
        if (convert) toPhoto(srgb.data() + (from - pixels_.data()), high);
        float* smooth = &smooth_[row_values * y];
        for (std::size_t i = 0; i < row_values; ++i) smooth[i] = from[i] - high[i];
    }
}

/// A row of grain from sRGB to the photo's profile: the difference that it makes there.
void MovedPixels::toPhoto(const float* srgb, float* high) {
    const std::size_t values = static_cast<std::size_t>(inner_.width) * channels_;
    with_.resize(values);
    without_.resize(values);
    for (std::size_t i = 0; i < values; ++i) without_[i] = srgb[i] - high[i];
    view_.fromSrgb(srgb, with_.data(), inner_.width);
    view_.fromSrgb(without_.data(), without_.data(), inner_.width);
    for (std::size_t i = 0; i < values; ++i) high[i] = with_[i] - without_[i];
}

template <int kChannels>
void MovedPixels::interpolate(Rect rect, const std::vector<float>& offset, float* colour) const {
    static const Weights kWeights = lanczosWeights();
    const std::size_t row_values = static_cast<std::size_t>(inner_.width) * kChannels;
    const auto at = [&](const std::vector<float>& plane, int x, int y) {
        return &plane[row_values * (y - inner_.y) + static_cast<std::size_t>(x - inner_.x) * kChannels];
    };
    const std::vector<float>& smooth = grain_ ? smooth_ : pixels_;
    const float* offset_at = offset.data();
    for (int y = rect.y; y < rect.bottom(); ++y) {
        for (int x = rect.x; x < rect.right(); ++x, offset_at += 2, colour += kChannels) {
            if (offset_at[0] == 0 && offset_at[1] == 0) continue;
            const Place place = placeOf(x, y, offset_at);
            const int column = place.x / kPhases;
            const int row = place.y / kPhases;
            const int across = place.x % kPhases;
            const int down = place.y % kPhases;
            if (across == 0 && down == 0) {
                std::copy_n(pixel(column, row), kChannels, colour);
                continue;
            }
            mean<kChannels>(at(smooth, column - kBefore, row - kBefore), row_values, kWeights[across].data(),
                            kWeights[down].data(), colour);
            if (!grain_) continue;
            const float* grain = at(high_, column + (across >= kPhases / 2), row + (down >= kPhases / 2));
            for (int c = 0; c < kChannels; ++c) colour[c] += grain[c];
        }
    }
}

}  // namespace engine
