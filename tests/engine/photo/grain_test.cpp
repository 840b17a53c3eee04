#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/photo/local_darkroom.h"
#include "engine/photo/metadata.h"
#include "engine/photo/open.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::bytesOf;
using testing::valueAt;

constexpr Size kSize{640, 480};
constexpr float kShadow = 0.45f;  ///< what the shadow leaves of the light
constexpr float kFloor = GainField::kGainFloor;

/// Shadow over the lower right; soft-edged.
float lightAt(int x, int y) {
    const float distance = std::min(static_cast<float>(x) - 260.0f, static_cast<float>(y) - 160.0f);
    const float inside = std::clamp(distance / 40.0f, 0.0f, 1.0f);
    return 1 - (1 - kShadow) * inside;
}

/// A flat left part of every brightness and fine texture in two bands, one lit and one in the shadow.
float cleanAt(int x, int y, int c, bool texture) {
    float value =
        0.42f + 0.04f * static_cast<float>(c) + 0.12f * std::sin(0.008f * static_cast<float>(x - y));
    const bool in_band = (y > 40 && y < 120) || (y > 340 && y < 440);
    if (texture && in_band) {
        value += 0.1f * std::sin(1.7f * static_cast<float>(x) + 0.4f * static_cast<float>(y)) *
                 std::sin(0.9f * static_cast<float>(y) - 0.3f * static_cast<float>(x));
    }
    return value;
}

struct Shot {
    Image clean;
    Photo photo;
    Layer layer;  ///< exactly undoes the shadow
};

/// `camera_noise`: added after the shadow, as a sensor does; `scene_noise`: in the lit picture already.
Shot shoot(float camera_noise, float scene_noise, bool texture, PixelType type) {
    std::mt19937 random(7);
    std::normal_distribution<float> normal;
    std::vector<float> gains;
    gains.reserve(kSize.area() * 3);
    Shot shot;
    shot.clean = testing::picture(kSize, 3, PixelType::F32,
                                  [&](int x, int y, int c) { return cleanAt(x, y, c, texture); });
    shot.photo = photoOf(testing::picture(kSize, 3, type, [&](int x, int y, int c) {
        const float lit = cleanAt(x, y, c, texture) + scene_noise * normal(random);
        return (lit + kFloor) * lightAt(x, y) - kFloor + camera_noise * normal(random);
    }));
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) gains.insert(gains.end(), 3, -std::log(lightAt(x, y)));
    }
    shot.layer = {{wholeOf(kSize), {kSize, std::make_shared<const std::vector<float>>(std::move(gains))}, {}},
                  1.0f};
    return shot;
}

/// A high-pass other than the engine's own: the pixel minus a Gaussian of sigma 2.
float highPassAt(const Image& image, int x, int y, int c) {
    double mean = 0;
    double sum = 0;
    for (int j = -5; j <= 5; ++j) {
        for (int i = -5; i <= 5; ++i) {
            const double weight = std::exp(-(i * i + j * j) / 8.0);
            mean += weight * valueAt(image, x + i, y + j, c);
            sum += weight;
        }
    }
    return valueAt(image, x, y, c) - static_cast<float>(mean / sum);
}

double deviationOver(const Image& image, Rect rect) {
    double square = 0;
    int count = 0;
    for (int y = rect.y; y < rect.bottom(); y += 2) {
        for (int x = rect.x; x < rect.right(); x += 2) {
            const double high = highPassAt(image, x, y, 1);
            square += high * high;
            ++count;
        }
    }
    return std::sqrt(square / count);
}

double correlationOver(const Image& a, const Image& b, Rect rect) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int y = rect.y; y < rect.bottom(); y += 2) {
        for (int x = rect.x; x < rect.right(); x += 2) {
            const double p = highPassAt(a, x, y, 1);
            const double q = highPassAt(b, x, y, 1);
            ab += p * q, aa += p * p, bb += q * q;
        }
    }
    return ab / std::sqrt(aa * bb);
}

constexpr Rect kFlatInside{340, 220, 260, 100};
constexpr Rect kFlatOutside{20, 140, 200, 180};
constexpr Rect kTextureInside{340, 350, 260, 80};

Image relit(const Shot& shot) {
    return LocalDarkroom().flatten(shot.photo, std::vector{shot.layer}, {});
}

double grainRatio(const Shot& shot) {
    const Image result = relit(shot);
    return deviationOver(result, kFlatInside) / deviationOver(result, kFlatOutside);
}

TEST(Grain, OfTheCameraIsAsStrongInTheFormerShadowAsOutside) {
    for (const PixelType type : {PixelType::U8, PixelType::U16, PixelType::F32}) {
        for (const float noise : {1.5f / 255, 3.0f / 255, 6.0f / 255}) {
            const double ratio = grainRatio(shoot(noise, 0, false, type));
            EXPECT_GT(ratio, 0.9) << noise * 255;
            EXPECT_LT(ratio, 1.1) << noise * 255;
        }
    }
}

TEST(Grain, ThatTheShadowDimmedComesBackAsItWas) {
    for (const float noise : {3.0f / 255, 6.0f / 255}) {
        const double ratio = grainRatio(shoot(0, noise, false, PixelType::U16));
        EXPECT_GT(ratio, 0.9) << noise * 255;
        EXPECT_LT(ratio, 1.1) << noise * 255;
    }
}

TEST(Grain, KeepsTheDetailInTheShadow) {
    const Shot quiet = shoot(0, 0, true, PixelType::U16);
    const Shot noisy = shoot(1.2f / 255, 0, true, PixelType::U8);
    EXPECT_GT(correlationOver(relit(quiet), quiet.clean, kTextureInside), 0.99);
    EXPECT_GT(correlationOver(relit(noisy), noisy.clean, kTextureInside), 0.95);
    EXPECT_NEAR(deviationOver(relit(noisy), kTextureInside) / deviationOver(noisy.clean, kTextureInside), 1.0,
                0.12);
    const double ratio = grainRatio(noisy);
    EXPECT_GT(ratio, 0.9);
    EXPECT_LT(ratio, 1.1);
}

TEST(Grain, IsNotTouchedWhereNothingIsBrightened) {
    Shot shot = shoot(4.0f / 255, 0, true, PixelType::U16);
    Photo without = shot.photo;
    without.metadata = nullptr;
    const Layer darker = testing::evenLayer(wholeOf(kSize), -0.4f, -0.4f, -0.4f);
    const LocalDarkroom darkroom;
    EXPECT_EQ(bytesOf(darkroom.flatten(shot.photo, std::vector{darker}, {})),
              bytesOf(darkroom.flatten(without, std::vector{darker}, {})));
    EXPECT_NE(bytesOf(darkroom.flatten(shot.photo, std::vector{shot.layer}, {})),
              bytesOf(darkroom.flatten(without, std::vector{shot.layer}, {})));
}

TEST(Grain, IsNotLookedForInAPictureWithoutAny) {
    EXPECT_TRUE(shoot(0, 0, false, PixelType::U16).photo.metadata->noise.isEmpty());
    EXPECT_TRUE(shoot(0, 0, false, PixelType::U8).photo.metadata->noise.isEmpty());
    EXPECT_FALSE(shoot(2.0f / 255, 0, false, PixelType::U8).photo.metadata->noise.isEmpty());
}

TEST(Grain, IsMeasuredAsStrongAsItIs) {
    const Shot shot = shoot(4.0f / 255, 0, false, PixelType::U16);
    const NoiseCurve& curve = shot.photo.metadata->noise;
    ASSERT_EQ(curve.channels, 3);
    // White noise loses a little in the high-pass: 1 - 2·w0² + sum w² = 0.888 of its variance with this
    // Gaussian.
    for (const int step : {60, 120}) {
        for (int c = 0; c < 3; ++c)
            EXPECT_NEAR(curve.sigma[c * NoiseCurve::kSteps + step] * 255, 4.0 * 0.94, 0.4);
    }
}

}  // namespace
}  // namespace engine
