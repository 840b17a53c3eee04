#include "engine/photo/grain.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/api/change.h"

namespace engine {
namespace {

constexpr int kFrame = Grain::kReach - kHighPassReach;  ///< reach of the 7×7 mean
constexpr float kFloor = GainField::kGainFloor;
/// Activity of pure noise scatters around 1; up to here it is taken for noise, from 4 on for detail alone.
constexpr float kNoiseUpTo = 1.5f;
constexpr float kDetailSlope = 1.5f;
constexpr float kGainFade = 10.0f;

int stepOf(float brightness) {
    const float clipped = brightness > 0.0f ? (brightness < 1.0f ? brightness : 1.0f) : 0.0f;
    return static_cast<int>(clipped * (NoiseCurve::kSteps - 1) + 0.5f);
}

struct Energy {
    float all;
    float detail;
};

/// Deviation of white noise by what splitBands() leaves of it: 1 / √(1 − 2·G(0, 0) + Σ G²).
constexpr float kWhite = 1.06f;
/// Most of what a camera's noise does, it does to all channels alike, since each pixel saw one colour alone.
constexpr float kCommon = 0.8f, kApart = 0.6f;

/// A number of mean 0 and deviation 1 for each place, nearly normal: the sum of four random bytes.
float noiseAt(int x, int y, int channel) {
    std::uint32_t h = static_cast<std::uint32_t>(x) * 0x9e3779b1u ^
                      static_cast<std::uint32_t>(y) * 0x85ebca77u ^
                      static_cast<std::uint32_t>(channel) * 0xc2b2ae3du;
    h = (h ^ (h >> 16)) * 0x7feb352du;  // the mixing of a 32-bit hash: every bit reaches every other
    h = (h ^ (h >> 15)) * 0x846ca68bu;
    h ^= h >> 16;
    const std::uint32_t sum = (h & 255) + (h >> 8 & 255) + (h >> 16 & 255) + (h >> 24);
    constexpr float kDeviation = 147.8f;  // √(4·(256² − 1) / 12)
    return (static_cast<float>(sum) - 510.0f) / kDeviation;
}

Energy energyOf(float activity) {
    const float all = std::max(activity, 1e-4f);
    return {all, std::clamp((all - kNoiseUpTo) * kDetailSlope, 0.0f, all)};
}

}  // namespace

void Grain::measureActivity(int width, int height) {
    const int channels = curve_.channels;
    const int framed_width = width + 2 * kFrame;
    const std::size_t pixels = static_cast<std::size_t>(framed_width) * (height + 2 * kFrame);
    energy_.resize(pixels);
    const float* sigma = curve_.sigma.data();
    for (std::size_t i = 0; i < pixels; ++i) {
        float sum = 0;
        for (int c = 0; c < channels; ++c) {
            const std::size_t at = i * channels + c;
            const float level = sigma[c * NoiseCurve::kSteps + stepOf(low_[at])];
            sum += high_[at] * high_[at] / (level * level);
        }
        energy_[i] = sum;
    }
    column_.resize(framed_width);
    activity_.resize(static_cast<std::size_t>(width) * height);
    const float mean = 1.0f / (7 * 7 * channels);
    for (int y = 0; y < height; ++y) {
        const float* top = &energy_[static_cast<std::size_t>(y) * framed_width];
        for (int x = 0; x < framed_width; ++x) {
            float sum = 0;
            for (int k = 0; k < 7; ++k) sum += top[k * framed_width + x];
            column_[x] = sum;
        }
        float* out = &activity_[static_cast<std::size_t>(y) * width];
        for (int x = 0; x < width; ++x) {
            float sum = 0;
            for (int k = 0; k < 7; ++k) sum += column_[x + k];
            out[x] = sum * mean;
        }
    }
}

void Grain::measure(const float* framed, int width, int height) {
    const int channels = curve_.channels;
    const int split_width = width + 2 * kFrame;
    const int split_height = height + 2 * kFrame;
    low_.resize(static_cast<std::size_t>(split_width) * split_height * channels);
    high_.resize(low_.size());
    scratch_.resize(static_cast<std::size_t>(width + 2 * kReach) * channels);
    splitBands(framed, split_width, split_height, channels, low_.data(), high_.data(), scratch_.data());
    measureActivity(width, height);
}

void Grain::noise(const float* framed, int width, int height, float* noise) {
    measure(framed, width, height);
    const int channels = curve_.channels;
    const int split_width = width + 2 * kFrame;
    for (int y = 0; y < height; ++y) {
        const float* high = &high_[(static_cast<std::size_t>(y + kFrame) * split_width + kFrame) * channels];
        for (int x = 0; x < width; ++x) {
            const auto [all, detail] = energyOf(activity_[static_cast<std::size_t>(y) * width + x]);
            const float share = (all - detail) / all;
            for (int c = 0; c < channels; ++c) *noise++ = share * *high++;
        }
    }
}

void Grain::correction(const float* framed, const float* m, int width, int height, float* correction) {
    measure(framed, width, height);
    const int channels = curve_.channels;
    const int split_width = width + 2 * kFrame;
    const float* sigma = curve_.sigma.data();
    for (int y = 0; y < height; ++y) {
        const std::size_t inner = (static_cast<std::size_t>(y + kFrame) * split_width + kFrame) * channels;
        const std::size_t row = static_cast<std::size_t>(y) * width;
        for (int x = 0; x < width; ++x) {
            const auto [q, detail] = energyOf(activity_[row + x]);
            const float noise = q - detail;
            for (int c = 0; c < channels; ++c) {
                const std::size_t at = (row + x) * channels + c;
                correction[at] = 0;
                if (m[at] <= kGainFrom) continue;
                const float low = low_[inner + x * channels + c];
                const float gain = 1 + m[at];
                const float fade = std::min((m[at] - kGainFrom) * kGainFade, 1.0f);
                const float here = sigma[c * NoiseCurve::kSteps + stepOf(low)] * gain;
                const float wanted = sigma[c * NoiseCurve::kSteps + stepOf((low + kFloor) * gain - kFloor)];
                const float ratio = std::min(wanted * wanted / (here * here), 1.0f);
                // Where hardly anything is to be taken away, noise may scatter as noise does.
                const float limit = ratio * (1 + 0.4f * ratio * ratio);
                const float kept = (std::min(noise, limit) + detail) / q;
                correction[at] = -fade * (1 - std::sqrt(kept)) * gain * high_[inner + x * channels + c];
            }
        }
    }
}

void addGrain(const NoiseCurve& curve, int x, int y, const float* paint, int pixels, float* values) {
    const int channels = curve.channels;
    for (int i = 0; i < pixels; ++i, paint += channels + 1, values += channels) {
        const float left = 1 - paint[channels];
        if (left >= 1) continue;
        const float missing = kWhite * std::sqrt(1 - left * left);
        const float common = kCommon * noiseAt(x + i, y, channels);
        for (int c = 0; c < channels; ++c) {
            const float level = curve.sigma[c * NoiseCurve::kSteps + stepOf(values[c])];
            values[c] += missing * level * (common + kApart * noiseAt(x + i, y, c));
        }
    }
}

}  // namespace engine
