#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/photo/local_darkroom.h"
#include "engine/photo/network_view.h"
#include "engine/photo/open.h"
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

constexpr Size kSize{700, 320};

/// One colour over `region`, covering `cover` of what is there.
Layer painted(Rect region, std::array<float, 3> colour, float cover) {
    Layer layer;
    layer.change.region = region;
    layer.change.paint = {{1, 1},
                          std::make_shared<const std::vector<float>>(
                              std::vector<float>{colour[0], colour[1], colour[2], cover})};
    return layer;
}

/// A picture that wanders, with a cover that does too.
Layer wanderingPaint(Rect region) {
    const Size size{9, 7};
    std::vector<float> rgba;
    for (int i = 0; i < size.width * size.height; ++i) {
        for (int c = 0; c < 3; ++c) rgba.push_back(0.5f + 0.4f * std::sin(0.7f * i + c));
        rgba.push_back(0.5f + 0.5f * std::cos(0.9f * i));
    }
    Layer layer;
    layer.change.region = region;
    layer.change.paint = {size, std::make_shared<const std::vector<float>>(std::move(rgba))};
    return layer;
}

Layer shifted(Rect region, float x) {
    Layer layer;
    layer.change.region = region;
    layer.change.warp = {{1, 1},
                         std::make_shared<const std::vector<float>>(
                             std::vector<float>{x / static_cast<float>(region.width), 0})};
    return layer;
}

TEST(Paint, TakesThePlaceOfThePhotoAndNothingElseDoes) {
    for (const PixelType type : {PixelType::U8, PixelType::U16, PixelType::F32}) {
        const Image image = colourfulPicture(kSize, 3, type);
        Layer layer = painted(wholeOf(kSize), {0.2f, 0.6f, 0.4f}, 1);
        layer.change.mask = picture(kSize, 1, PixelType::U8, [](int x, int, int) { return x < 300 ? 0 : 1; });
        const Image result = flat(photoWith(image), {layer});
        expectChangedFrom(300, image, result);
        EXPECT_NEAR(valueAt(result, 400, 50, 0), 0.2, 0.003);
        EXPECT_NEAR(valueAt(result, 699, 319, 1), 0.6, 0.003);
    }
}

TEST(Paint, IsSrgbWhateverThePhotosProfile) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::F32, testing::displayP3()));
    const Image view =
        networkView(photo, {{painted(wholeOf(kSize), {0.2f, 0.6f, 0.4f}, 1)}}, wholeOf(kSize), {70, 32});
    EXPECT_NEAR(valueAt(view, 30, 20, 0), 0.2, 1e-3);
    EXPECT_NEAR(valueAt(view, 30, 20, 1), 0.6, 1e-3);
    const Image result = flat(photo, {painted(wholeOf(kSize), {0.2f, 0.6f, 0.4f}, 1)});
    const Image seen = networkView(photoWith(result), wholeOf(kSize), {70, 32});
    EXPECT_NEAR(valueAt(seen, 30, 20, 0), 0.2, 2e-3);
    EXPECT_NEAR(valueAt(seen, 30, 20, 1), 0.6, 2e-3);
}

TEST(Paint, CoverMaskAndOpacityMixIt) {
    const Photo photo = photoWith(picture(kSize, 3, PixelType::F32, [](int, int, int) { return 0.3f; }));
    Layer layer = painted(wholeOf(kSize), {0.7f, 0.7f, 0.7f}, 0.5f);
    layer.opacity = 0.5f;
    layer.change.mask = picture(kSize, 1, PixelType::F32, [](int, int, int) { return 0.8f; });
    EXPECT_NEAR(valueAt(flat(photo, {layer}), 100, 100, 1), 0.3 + 0.2 * 0.4, 1e-5);
    // What is not covered gets the gain of the same change.
    layer.change.field = evenLayer(wholeOf(kSize), 0.5f, 0.5f, 0.5f).change.field;
    const double gained = (0.3 + 0.02) * std::exp(0.5) - 0.02;
    EXPECT_NEAR(valueAt(flat(photo, {layer}), 100, 100, 1), 0.3 + 0.4 * ((0.7 + gained) / 2 - 0.3), 1e-4);
}

TEST(Paint, APixelThatGainAndCoverWouldCancelIsPaintedAllTheSame) {
    const Photo photo = photoWith(picture(kSize, 3, PixelType::F32, [](int, int, int) { return 0.3f; }));
    Layer layer = painted(wholeOf(kSize), {0.7f, 0.7f, 0.7f}, 0.5f);
    const float twice = std::log(2.0f);  // (1 − c)·(2 − 1) − c = 0: the factor of the photo is 1
    layer.change.field = evenLayer(wholeOf(kSize), twice, twice, twice).change.field;
    EXPECT_NEAR(valueAt(flat(photo, {layer}), 100, 100, 1), (0.62 + 0.7) / 2, 1e-4);
}

TEST(Paint, OverAndUnderOtherLayersIsWhatEachMakesInTurn) {
    for (const IccProfile& profile : {IccProfile(), testing::displayP3()}) {
        const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::F32, profile));
        const std::vector<Layer> all{wanderingPaint({40, 30, 500, 200}),
                                     evenLayer({100, 50, 400, 200}, 0.2f, -0.3f, 0.1f),
                                     wanderingPaint({200, 10, 300, 280}), shifted(wholeOf(kSize), 12),
                                     wanderingPaint({60, 60, 350, 150})};
        Image in_turn = photo.image();
        for (const Layer& layer : all) in_turn = flat(photoWith(in_turn), {layer});
        const Image at_once = flat(photo, all);
        for (int y = 2; y < kSize.height; y += 9) {
            for (int x = 2; x < kSize.width - 20; x += 7) {
                for (int c = 0; c < 3; ++c)
                    ASSERT_NEAR(valueAt(at_once, x, y, c), valueAt(in_turn, x, y, c), 2e-3) << x << " " << y;
            }
        }
    }
}

TEST(Paint, TilesAndTheWholePictureAgree) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::U16));
    for (const std::vector<Layer>& layers :
         {std::vector<Layer>{wanderingPaint({40, 30, 500, 200})},
          std::vector<Layer>{wanderingPaint({40, 30, 500, 200}), shifted({10, 10, 600, 250}, 7)}}) {
        const Image whole = flat(photo, layers);
        const Image tile = LocalDarkroom().render(photo, layers, 0, {150, 40, 300, 200}, nullptr);
        for (int y = 0; y < 200; y += 3) {
            for (int x = 0; x < 300; x += 5)
                ASSERT_NEAR(valueAt(tile, x, y, 1), valueAt(whole, 150 + x, 40 + y, 1), 1.0 / 255);
        }
    }
}

TEST(Paint, GreyPhotosGetItsLuma) {
    const Photo photo = photoWith(colourfulPicture(kSize, 1, PixelType::F32));
    const Image result = flat(photo, {painted(wholeOf(kSize), {0.2f, 0.6f, 0.4f}, 1)});
    EXPECT_NEAR(valueAt(result, 300, 100, 0), 0.2126 * 0.2 + 0.7152 * 0.6 + 0.0722 * 0.4, 1e-4);
}

TEST(Paint, GetsThePhotosGrain) {
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    const Photo photo = photoOf(
        picture(kSize, 3, PixelType::U16, [&](int, int, int) { return 0.5f + 0.02f * normal(random); }));
    const Image result = flat(photo, {painted({350, 0, 350, 320}, {0.5f, 0.5f, 0.5f}, 1)});
    const auto grain = [&](int left) {
        double square = 0;
        for (int y = 10; y < 310; ++y) {
            for (int x = left; x < left + 300; ++x) {
                const double high = valueAt(result, x, y, 1) -
                                    (valueAt(result, x - 1, y, 1) + valueAt(result, x + 1, y, 1)) / 2;
                square += high * high;
            }
        }
        return std::sqrt(square / (300.0 * 300));
    };
    EXPECT_NEAR(grain(375) / grain(25), 1, 0.12);
    // The same place gets the same grain.
    EXPECT_EQ(bytesOf(result), bytesOf(flat(photo, {painted({350, 0, 350, 320}, {0.5f, 0.5f, 0.5f}, 1)})));
}

TEST(Paint, IsSeenByNetworks) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::U8));
    for (const bool moved : {false, true}) {
        std::vector<Layer> layers{painted({100, 100, 200, 100}, {1, 0, 0.5f}, 1)};
        if (moved) layers.push_back(shifted(wholeOf(kSize), 3));
        const Image view = networkView(photo, layers, {120, 120, 100, 50}, {50, 25});
        EXPECT_NEAR(valueAt(view, 25, 12, 0), 1, 0.005);
        EXPECT_NEAR(valueAt(view, 25, 12, 1), 0, 0.005);
        EXPECT_NEAR(valueAt(view, 25, 12, 2), 0.5, 0.005);
    }
}

TEST(Paint, WhatIsNoPictureIsNotPainted) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::U8));
    Layer layer = painted(wholeOf(kSize), {1, 1, 1}, 1);
    layer.change.paint.size = {2, 1};
    EXPECT_EQ(bytesOf(flat(photo, {layer})), bytesOf(photo.image()));
    layer = painted(wholeOf(kSize), {1, 1, 1}, std::nanf(""));
    EXPECT_EQ(bytesOf(flat(photo, {layer})), bytesOf(photo.image()));
}

}  // namespace
}  // namespace engine
