#include "engine/photo/noise_curve.h"

#include <algorithm>
#include <cmath>

#include "engine/photo/float_pixels.h"
#include "engine/photo/high_pass.h"

namespace engine {
namespace {

constexpr int kPatch = 16;
constexpr int kFramed = kPatch + 2 * kHighPassReach;
constexpr int kPatchesAcross = 24;
constexpr int kBins = 16;
constexpr std::size_t kFewestPatches = 4;
/// Texture is mistaken for grain where nothing is flat; grain proper does not vary more than this with
/// brightness.
constexpr float kLargestOverTypical = 2.5f;
/// Rounding to 8 bits alone leaves 0.29 / 255 and an amplified trace of it is no grain worth touching.
constexpr float kVisible = 0.4f / 255;
constexpr float kQuantile = 0.2f;

struct Sighting {
    float brightness;
    float sigma;
};

/// All sightings of one channel.
using Sightings = std::vector<Sighting>;

float quantile(std::vector<float> values, float at) {
    const auto nth = values.begin() + static_cast<std::ptrdiff_t>(at * (values.size() - 1));
    std::nth_element(values.begin(), nth, values.end());
    return *nth;
}

/// Median of |high| over one channel of a patch, as a standard deviation.
float deviation(const std::vector<float>& high, int channels, int channel) {
    std::vector<float> magnitude;
    magnitude.reserve(kPatch * kPatch);
    for (std::size_t i = channel; i < high.size(); i += channels) magnitude.push_back(std::abs(high[i]));
    return 1.4826f * quantile(std::move(magnitude), 0.5f);
}

void lookAt(const Image& photo, const SrgbView& view, int left, int top, std::vector<Sightings>& seen) {
    const int channels = static_cast<int>(seen.size());
    std::vector<float> pixels(static_cast<std::size_t>(kFramed) * kFramed * channels);
    const std::size_t pixel_bytes = photo.rowBytes() / photo.width();
    for (int y = 0; y < kFramed; ++y) {
        loadColour(photo.data() + photo.rowBytes() * (top + y) + pixel_bytes * left, photo.type(),
                   photo.channels(), kFramed, &pixels[static_cast<std::size_t>(y) * kFramed * channels]);
    }
    if (!view.isIdentity()) view.toSrgb(pixels.data(), pixels.data(), kFramed * kFramed);
    std::vector<float> low(static_cast<std::size_t>(kPatch) * kPatch * channels);
    std::vector<float> high(low.size());
    std::vector<float> scratch(static_cast<std::size_t>(kFramed) * channels);
    splitBands(pixels.data(), kPatch, kPatch, channels, low.data(), high.data(), scratch.data());
    for (int c = 0; c < channels; ++c) {
        float mean = 0;
        for (std::size_t i = c; i < low.size(); i += channels) mean += low[i];
        mean /= kPatch * kPatch;
        // Clipped blacks and whites have lost their grain and say nothing about it.
        if (mean > 2.0f / 255 && mean < 252.0f / 255) seen[c].push_back({mean, deviation(high, channels, c)});
    }
}

/// Sigma at the centres of the bins that enough patches fell into.
std::vector<Sighting> binned(const Sightings& seen) {
    std::vector<std::vector<float>> bins(kBins);
    for (const Sighting& one : seen) {
        bins[std::clamp(static_cast<int>(one.brightness * kBins), 0, kBins - 1)].push_back(one.sigma);
    }
    std::vector<Sighting> points;
    for (int i = 0; i < kBins; ++i) {
        if (bins[i].size() < kFewestPatches) continue;
        points.push_back({(i + 0.5f) / kBins, quantile(std::move(bins[i]), kQuantile)});
    }
    return points;
}

float interpolated(const std::vector<Sighting>& points, float brightness) {
    const auto after = std::find_if(points.begin(), points.end(),
                                    [&](const Sighting& point) { return point.brightness >= brightness; });
    if (after == points.begin()) return after->sigma;
    if (after == points.end()) return points.back().sigma;
    const Sighting& before = *std::prev(after);
    const float t = (brightness - before.brightness) / (after->brightness - before.brightness);
    return before.sigma + t * (after->sigma - before.sigma);
}

}  // namespace

NoiseCurve measureNoise(const Image& photo, const SrgbView& view) {
    if (photo.isNull() || photo.width() < 2 * kFramed || photo.height() < 2 * kFramed) return {};
    const int channels = colourChannels(photo.channels());
    std::vector<Sightings> seen(channels);
    for (int j = 0; j < kPatchesAcross; ++j) {
        const int top =
            static_cast<int>(static_cast<long long>(photo.height() - kFramed) * j / (kPatchesAcross - 1));
        for (int i = 0; i < kPatchesAcross; ++i) {
            const int left =
                static_cast<int>(static_cast<long long>(photo.width() - kFramed) * i / (kPatchesAcross - 1));
            lookAt(photo, view, left, top, seen);
        }
    }
    NoiseCurve curve{channels, {}};
    float strongest = 0;
    for (const Sightings& channel : seen) {
        const std::vector<Sighting> points = binned(channel);
        if (points.empty()) return {};
        std::vector<float> all;
        for (const Sighting& one : channel) all.push_back(one.sigma);
        const float typical = quantile(std::move(all), kQuantile);
        strongest = std::max(strongest, typical);
        for (int i = 0; i < NoiseCurve::kSteps; ++i) {
            const float sigma = interpolated(points, i / (NoiseCurve::kSteps - 1.0f));
            curve.sigma.push_back(
                std::max(std::min(sigma, kLargestOverTypical * typical), NoiseCurve::kSmallest));
        }
    }
    return strongest < kVisible ? NoiseCurve{} : curve;
}

}  // namespace engine
