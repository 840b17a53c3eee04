#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "engine/photo/local_darkroom.h"
#include "engine/photo/metadata.h"
#include "engine/photo/network_view.h"
#include "engine/photo/open.h"
#include "engine/photo/strip_source.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::bytesOf;
using testing::colourfulPicture;
using testing::evenLayer;
using testing::expectChangedFrom;
using testing::flat;
using testing::photoWith;
using testing::picture;
using testing::valueAt;
using testing::wanderingLayer;

constexpr Size kSize{700, 320};

/// Moves `region` by so many pixels: each place takes its picture from place + (x, y).
Layer shift(Rect region, float x, float y) {
    Layer layer;
    layer.change.region = region;
    layer.change.warp = {{1, 1},
                         std::make_shared<const std::vector<float>>(std::vector<float>{
                             x / static_cast<float>(region.width), y / static_cast<float>(region.height)})};
    return layer;
}

/// A warp that bends everything, by up to `pixels`.
Layer bend(Rect region, float pixels, float phase) {
    const Size size{24, 16};
    std::vector<float> offset;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            offset.push_back(pixels / static_cast<float>(region.width) *
                             std::sin(0.5f * x + 0.3f * y + phase));
            offset.push_back(pixels / static_cast<float>(region.height) * std::cos(0.4f * x - 0.6f * y));
        }
    }
    Layer layer;
    layer.change.region = region;
    layer.change.warp = {size, std::make_shared<const std::vector<float>>(std::move(offset))};
    return layer;
}

Image maskOf(const std::function<float(int, int)>& value) {
    return picture(kSize, 1, PixelType::U8, [&](int x, int y, int) { return value(x, y); });
}

/// Grain over soft shapes, as opened from a file: with a noise curve. `blur`: grain spread over neighbours.
Photo grainyPhoto(float sigma, bool blur, IccProfile profile = nullptr) {
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    const Size wide{kSize.width + 1, kSize.height + 1};
    std::vector<float> grain(static_cast<std::size_t>(wide.area()) * 3);
    for (float& value : grain) value = sigma * normal(random);
    const auto at = [&](int x, int y, int c) { return grain[3 * (y * wide.width + x) + c]; };
    return photoOf(picture(
        kSize, 3, PixelType::U16,
        [&](int x, int y, int c) {
            const float clean = 0.45f + 0.15f * std::sin(0.01f * static_cast<float>(x + 2 * y));
            if (!blur) return clean + at(x, y, c);
            return clean + (at(x, y, c) + at(x + 1, y, c) + at(x, y + 1, c) + at(x + 1, y + 1, c)) / 2;
        },
        std::move(profile)));
}

/// Deviation of what a Gaussian of sigma 2 takes away.
double grainOver(const Image& image, Rect rect) {
    double square = 0;
    int count = 0;
    for (int y = rect.y; y < rect.bottom(); y += 2) {
        for (int x = rect.x; x < rect.right(); x += 2, ++count) {
            double mean = 0, sum = 0;
            for (int j = -5; j <= 5; ++j) {
                for (int i = -5; i <= 5; ++i) {
                    const double weight = std::exp(-(i * i + j * j) / 8.0);
                    mean += weight * valueAt(image, x + i, y + j, 1);
                    sum += weight;
                }
            }
            const double high = valueAt(image, x, y, 1) - mean / sum;
            square += high * high;
        }
    }
    return std::sqrt(square / count);
}

double largestDifference(const Image& a, const Image& b, Rect rect) {
    double largest = 0;
    for (int y = rect.y; y < rect.bottom(); ++y) {
        for (int x = rect.x; x < rect.right(); ++x) {
            for (int c = 0; c < 3; ++c) {
                largest = std::max<double>(largest, std::abs(valueAt(a, x, y, c) - valueAt(b, x, y, c)));
            }
        }
    }
    return largest;
}

TEST(Warp, LeavesPixelsOutsideTheMaskBitForBit) {
    for (const IccProfile& profile : {IccProfile(), testing::displayP3()}) {
        for (const PixelType type : {PixelType::U8, PixelType::U16, PixelType::F32}) {
            const Image image = picture(
                kSize, 3, type,
                [](int x, int y, int c) {
                    return x % 5 == 0 ? -0.0f : 0.5f + 0.8f * std::sin(0.1f * x + y + c);
                },
                profile);
            Layer layer = bend(wholeOf(kSize), 9, 0);
            layer.change.mask = maskOf([](int x, int) { return x < 300 ? 0.0f : (x - 300) / 400.0f; });
            const Image result = flat(photoWith(image), {layer});
            expectChangedFrom(300, image, result);
        }
    }
}

TEST(Warp, ByWholePixelsMovesThemToTheBit) {
    for (const IccProfile& profile : {IccProfile(), testing::displayP3()}) {
        for (const PixelType type : {PixelType::U8, PixelType::U16, PixelType::F32}) {
            for (const int channels : {1, 3}) {
                const Image image = colourfulPicture(kSize, channels, type, profile);
                const Image result = flat(photoWith(image), {shift(wholeOf(kSize), 13, -7)});
                const std::size_t pixel = image.rowBytes() / image.width();
                for (int y = 0; y < kSize.height; ++y) {
                    const std::byte* from = image.row<std::byte>(std::max(0, y - 7));
                    const std::byte* to = result.row<std::byte>(y);
                    ASSERT_TRUE(std::equal(from + 13 * pixel, from + 700 * pixel, to)) << y;
                    // Beyond the picture its border is repeated.
                    ASSERT_TRUE(std::equal(from + 699 * pixel, from + 700 * pixel, to + 695 * pixel)) << y;
                }
            }
        }
    }
}

TEST(Warp, BetweenPixelsFollowsThePicture) {
    const auto wave = [](float x, float y) { return 0.5f + 0.3f * std::sin(0.6f * x + 0.4f * y); };
    const Photo photo = photoWith(picture(kSize, 3, PixelType::F32, [&](int x, int y, int) {
        return wave(static_cast<float>(x), static_cast<float>(y));
    }));
    const Image result = flat(photo, {shift(wholeOf(kSize), 3.5f, 2.25f)});
    for (int y = 10; y < 300; y += 7) {
        for (int x = 10; x < 680; x += 3) {
            EXPECT_NEAR(valueAt(result, x, y, 1), wave(x + 3.5f, y + 2.25f), 0.006) << x << " " << y;
        }
    }
}

TEST(Warp, DoesNotRingAtEdges) {
    const Photo photo =
        photoWith(picture(kSize, 3, PixelType::F32, [](int x, int, int) { return x < 350 ? 0.2f : 0.8f; }));
    const Image result = flat(photo, {shift(wholeOf(kSize), 0.4f, 0.3f)});
    for (int x = 0; x < kSize.width; ++x) {
        EXPECT_GE(valueAt(result, x, 100, 0), 0.2f - 1e-6f);
        EXPECT_LE(valueAt(result, x, 100, 0), 0.8f + 1e-6f);
    }
}

TEST(Warp, ASoftMaskAndOpacityMoveLess) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::F32));
    Layer soft = shift(wholeOf(kSize), 20, 10);
    soft.opacity = 0.5f;
    soft.change.mask = picture(kSize, 1, PixelType::F32, [](int, int, int) { return 0.2f; });
    EXPECT_LT(
        largestDifference(flat(photo, {soft}), flat(photo, {shift(wholeOf(kSize), 2, 1)}), {0, 0, 690, 310}),
        1e-4);
}

TEST(Warp, KeepsAlphaWhereItIs) {
    const Photo photo = photoWith(colourfulPicture(kSize, 4, PixelType::U16));
    const Image result = flat(photo, {shift(wholeOf(kSize), 9, 4)});
    EXPECT_EQ(valueAt(result, 60, 140, 2), valueAt(photo.image(), 69, 144, 2));
    EXPECT_EQ(valueAt(result, 60, 140, 3), valueAt(photo.image(), 60, 140, 3));
}

TEST(Warp, OverOtherLayersMovesWhatTheyMade) {
    for (const IccProfile& profile : {IccProfile(), testing::displayP3()}) {
        const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::F32, profile));
        const Layer gains = wanderingLayer({50, 20, 500, 250}, {12, 8});
        const std::vector<Layer> below{gains, bend({150, 40, 400, 250}, 8, 1)};
        const Layer above = bend({30, 30, 600, 280}, 14, 0);
        std::vector<Layer> all = below;
        all.push_back(above);
        const Image at_once = flat(photo, all);
        const Image in_turn = flat(photoWith(flat(photo, below)), {above});
        // Away from the hard edges of the regions, which one reading keeps sharper than two.
        EXPECT_LT(largestDifference(at_once, in_turn, {180, 70, 340, 170}), 1.0 / 255);
        EXPECT_GT(largestDifference(at_once, flat(photo, below), {180, 70, 340, 170}), 4.0 / 255);
    }
}

TEST(Warp, UnderAGainIsBrightenedWhereItArrives) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::F32));
    const Layer warp = bend(wholeOf(kSize), 10, 0);
    const Layer gain = wanderingLayer({100, 50, 400, 200}, {20, 10});
    Layer both = warp;
    both.change.field = {{1, 1}, std::make_shared<const std::vector<float>>(3, 0.4f)};
    const Image moved = flat(photo, {warp});
    EXPECT_LT(largestDifference(flat(photo, {warp, gain}), flat(photoWith(moved), {gain}), wholeOf(kSize)),
              1e-5);
    EXPECT_LT(largestDifference(flat(photo, {both}),
                                flat(photoWith(moved), {evenLayer(wholeOf(kSize), 0.4f, 0.4f, 0.4f)}),
                                wholeOf(kSize)),
              1e-5);
}

TEST(Warp, TilesAndStripsEqualTheFlattenedPhoto) {
    for (const IccProfile& profile : {IccProfile(), testing::displayP3()}) {
        const Photo photo = grainyPhoto(3.0f / 255, false, profile);
        ASSERT_FALSE(photo.metadata->noise.isEmpty());
        Layer gain = evenLayer({40, -30, 500, 300}, 0.5f, 0.4f, 0.3f);
        gain.change.mask = maskOf([](int x, int y) { return (x * y) % 97 < 50 ? 0.7f : 0.0f; });
        const std::vector<Layer> layers{bend({-40, 20, 600, 270}, 25, 2), gain,
                                        bend({90, 10, 580, 400}, 40, 0)};
        const LocalDarkroom darkroom;
        const Image whole = flat(photo, layers);
        ColourCache colours;
        for (const Rect rect : {Rect{0, 0, 256, 256}, Rect{256, 0, 256, 256}, Rect{512, 256, 188, 64},
                                Rect{333, 77, 41, 13}, Rect{36, 19, 600, 90}, Rect{0, 64, 700, 1}}) {
            std::vector<std::byte> part(whole.rowBytes() / kSize.width * rect.size().area());
            Painter(photo, layers, 0, colours).paint(rect, part.data());
            const std::size_t row_bytes = part.size() / rect.height;
            for (int y = 0; y < rect.height; ++y) {
                const std::byte* row = whole.row<std::byte>(rect.y + y) + rect.x * row_bytes / rect.width;
                ASSERT_TRUE(std::equal(row, row + row_bytes, part.data() + y * row_bytes))
                    << rect.x << " " << y;
            }
        }
        const Image tile = darkroom.render(photo, layers, 0, {200, 100, 128, 128}, profile);
        EXPECT_NEAR(valueAt(tile, 5, 6, 1), valueAt(whole, 205, 106, 1), 0.51 / 255);
    }
}

TEST(Warp, CoarseLevelsShowTheSameMovement) {
    const Size size{1400, 1000};
    const Photo photo = photoWith(picture(size, 3, PixelType::U16, [](int x, int y, int c) {
        return 0.4f + 0.1f * std::sin(0.05f * x + c) + 0.1f * std::cos(0.04f * y);
    }));
    ASSERT_EQ(photo.levels.size(), 3u);
    const std::vector<Layer> layers{bend({100, 100, 1200, 800}, 40, 1), wanderingLayer(wholeOf(size), {9, 7}),
                                    bend(wholeOf(size), 20, 0)};
    const Photo edited = photoWith(flat(photo, layers));
    ColourCache colours;
    const Image& wanted = edited.levels[2];
    std::vector<std::byte> seen(wanted.byteCount());
    Painter(photo, layers, 2, colours).paint(wholeOf(wanted.size()), seen.data());
    ImageBuilder builder(wanted.size(), 3, PixelType::U16);
    std::copy(seen.begin(), seen.end(), builder.data());
    const Image shown = std::move(builder).finish();
    const Rect inner{40, 40, 270, 170};
    EXPECT_LT(largestDifference(shown, wanted, inner), 1.0 / 255);
    EXPECT_GT(largestDifference(photo.levels[2], wanted, inner), 0.05);
}

TEST(Warp, KeepsGrainAsStrongAsItIsAround) {
    constexpr Rect kMiddle{200, 60, 300, 200};
    for (const bool blur : {false, true}) {
        for (const float sigma : {1.5f / 255, 4.0f / 255}) {
            for (const IccProfile& profile : {IccProfile(), testing::displayP3()}) {
                const Photo photo = grainyPhoto(sigma, blur, profile);
                ASSERT_FALSE(photo.metadata->noise.isEmpty());
                const double before = grainOver(photo.image(), kMiddle);
                const double half = grainOver(flat(photo, {shift(wholeOf(kSize), 2.5f, 1.5f)}), kMiddle);
                const double bent = grainOver(flat(photo, {bend(wholeOf(kSize), 12, 0)}), kMiddle);
                EXPECT_NEAR(half / before, 1.0, 0.05) << blur << sigma;
                EXPECT_NEAR(bent / before, 1.0, 0.05) << blur << sigma;
            }
        }
    }
}

TEST(Warp, MovesFineDetailBetweenPixelsDespiteGrain) {
    const auto texture = [](float x, float y) {
        return 0.5f + 0.15f * std::sin(1.1f * x + 0.3f * y) * std::sin(0.8f * y);
    };
    std::mt19937 random(9);
    std::normal_distribution<float> normal;
    const Photo photo = photoOf(picture(kSize, 3, PixelType::U16, [&](int x, int y, int) {
        const bool flat_part = x >= 350;
        return (flat_part ? 0.5f : texture(static_cast<float>(x), static_cast<float>(y))) +
               1.5f / 255 * normal(random);
    }));
    ASSERT_FALSE(photo.metadata->noise.isEmpty());
    const Image result = flat(photo, {shift(wholeOf(kSize), 0.5f, 0.5f)});
    double error = 0, signal = 0;
    for (int y = 20; y < 300; ++y) {
        for (int x = 20; x < 330; ++x) {
            const double wanted = texture(x + 0.5f, y + 0.5f);
            error += std::pow(valueAt(result, x, y, 1) - wanted, 2);
            signal += std::pow(wanted - 0.5, 2);
        }
    }
    EXPECT_LT(std::sqrt(error / signal), 0.15);
}

TEST(Warp, IncompleteOrMeaninglessFieldsMoveNothing) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::U8));
    Layer short_field = shift(wholeOf(kSize), 5, 5);
    short_field.change.warp.size = {2, 2};
    Layer outside = shift({5000, 5000, 10, 10}, 2, 2);
    Layer transparent = shift(wholeOf(kSize), 5, 5);
    transparent.opacity = 0;
    Layer no_number = shift(wholeOf(kSize), std::numeric_limits<float>::quiet_NaN(),
                            std::numeric_limits<float>::infinity());
    Layer still = shift(wholeOf(kSize), 0, 0);
    EXPECT_EQ(bytesOf(flat(photo, {short_field, outside, transparent, no_number, still})),
              bytesOf(photo.image()));
}

TEST(Warp, OfAnyLengthStaysWithinAQuarterOfTheRegionAndInThePicture) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::F32));
    const Image far = flat(photo, {shift({-200, -100, 400, 400}, 1e9f, -1e9f)});
    EXPECT_EQ(valueAt(far, 30, 120, 0), valueAt(photo.image(), 130, 20, 0));
    EXPECT_EQ(valueAt(far, 30, 40, 0), valueAt(photo.image(), 130, 0, 0));
}

TEST(Warp, AloneLeavesGainsAsTheyWere) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::U16));
    const Layer gain = wanderingLayer(wholeOf(kSize), {9, 7});
    Layer still = shift(wholeOf(kSize), 0, 0);
    EXPECT_EQ(bytesOf(flat(photo, {gain, still})), bytesOf(flat(photo, {gain})));
}

TEST(Warp, IsSeenByNetworks) {
    const Size size{1000, 800};
    for (const IccProfile& profile : {IccProfile(), testing::displayP3()}) {
        const Photo photo = photoWith(picture(
            size, 3, PixelType::F32,
            [](int x, int y, int c) {
                return 0.45f + 0.1f * std::sin(0.05f * x + c) + 0.1f * std::cos(0.04f * y);
            },
            profile));
        const std::vector<Layer> layers{wanderingLayer({96, 48, 512, 400}, {16, 16}),
                                        bend(wholeOf(size), 40, 0)};
        const Photo edited = photoWith(flat(photo, layers));
        for (const Rect region : {Rect{200, 100, 400, 300}, Rect{-50, -50, 900, 700}}) {
            const Image seen = networkView(photo, layers, region, {128, 96});
            const Image wanted = networkView(edited, region, {128, 96});
            const Image bare = networkView(photo, region, {128, 96});
            double sum = 0, change = 0;
            for (int i = 0; i < 3 * 128 * 96; ++i) {
                sum += std::abs(seen.row<float>(0)[i] - wanted.row<float>(0)[i]);
                change += std::abs(seen.row<float>(0)[i] - bare.row<float>(0)[i]);
            }
            EXPECT_LT(sum / (3 * 128 * 96), 0.5 / 255);
            EXPECT_GT(change / (3 * 128 * 96), 5.0 / 255);
        }
    }
}

}  // namespace
}  // namespace engine
