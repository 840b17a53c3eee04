#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "engine/photo/local_darkroom.h"
#include "engine/photo/open.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::colourfulPicture;
using testing::evenLayer;
using testing::picture;
using testing::valueAt;
using testing::wanderingLayer;

constexpr Size kSize{1100, 300};

/// A noisy photo with a painted mask: everything that could make a tile's edge visible.
struct Scene {
    Photo photo;
    std::vector<Layer> layers;
};

Scene noisyScene(IccProfile profile = nullptr) {
    std::uint32_t state = 1;
    Scene scene;
    scene.photo = photoOf(picture(
        kSize, 3, PixelType::U8,
        [&](int x, int y, int) {
            state = state * 1664525u + 1013904223u;
            const float noise = (static_cast<float>(state >> 8) / 16777216.0f - 0.5f) * 0.06f;
            return 0.3f + 0.1f * std::sin(0.01f * static_cast<float>(x + y)) + noise;
        },
        std::move(profile)));
    Layer layer = wanderingLayer({37, -20, 1000, 290}, {40, 12});
    auto stronger = std::make_shared<std::vector<float>>(*layer.change.field.log_gain);
    for (float& gain : *stronger) gain += 0.6f;
    layer.change.field.log_gain = stronger;
    layer.change.mask =
        picture(kSize, 1, PixelType::U8, [](int x, int y, int) { return (x * y) % 97 < 50 ? 0.7f : 0.0f; });
    scene.layers = {layer, evenLayer({200, 100, 333, 111}, 0.2f, 0.1f, -0.3f)};
    return scene;
}

TEST(Render, TilesEqualTheFlattenedPhoto) {
    const Scene scene = noisyScene();
    const LocalDarkroom darkroom;
    const Image whole = darkroom.flatten(scene.photo, scene.layers, std::stop_token());
    for (const Rect tile : {Rect{0, 0, 256, 256}, Rect{256, 0, 256, 256}, Rect{1024, 256, 256, 256},
                            Rect{333, 77, 41, 13}, Rect{36, 19, 700, 90}}) {
        const Image seen = darkroom.render(scene.photo, scene.layers, 0, tile, nullptr);
        const Rect inside = tile.intersected(wholeOf(kSize));
        for (int y = inside.y; y < inside.bottom(); ++y) {
            for (int x = inside.x; x < inside.right(); ++x) {
                for (int c = 0; c < 3; ++c) {
                    ASSERT_EQ(valueAt(seen, x - tile.x, y - tile.y, c), valueAt(whole, x, y, c))
                        << x << " " << y;
                }
            }
        }
    }
}

TEST(Render, TilesOfAWidePhotoAgreeWithEachOther) {
    const Scene scene = noisyScene(testing::displayP3());
    const LocalDarkroom darkroom;
    const Image large = darkroom.render(scene.photo, scene.layers, 0, {0, 0, 600, 200}, nullptr);
    const Image small = darkroom.render(scene.photo, scene.layers, 0, {131, 55, 77, 66}, nullptr);
    for (int y = 0; y < 66; ++y) {
        for (int x = 0; x < 77; ++x) ASSERT_EQ(valueAt(small, x, y, 1), valueAt(large, x + 131, y + 55, 1));
    }
}

TEST(Render, PixelsBeyondThePictureAreTransparent) {
    const Photo photo = photoOf(colourfulPicture({100, 80}, 3, PixelType::U8));
    const Image tile = LocalDarkroom().render(photo, {}, 0, {-10, 60, 64, 64}, nullptr);
    EXPECT_EQ(tile.size(), (Size{64, 64}));
    EXPECT_EQ(valueAt(tile, 9, 5, 3), 0.0f);
    EXPECT_EQ(valueAt(tile, 10, 5, 3), 1.0f);
    EXPECT_EQ(valueAt(tile, 20, 19, 3), 1.0f);
    EXPECT_EQ(valueAt(tile, 20, 20, 3), 0.0f);
    EXPECT_EQ(valueAt(tile, 12, 5, 0), valueAt(photo.image(), 2, 65, 0));
    const Image nowhere = LocalDarkroom().render(photo, {}, 0, {1000, 1000, 8, 8}, nullptr);
    EXPECT_EQ(valueAt(nowhere, 4, 4, 3), 0.0f);
}

TEST(Render, ShowsEveryDepthAndChannelCount) {
    for (const PixelType type : {PixelType::U8, PixelType::U16, PixelType::F32}) {
        for (int channels = 1; channels <= 4; ++channels) {
            const Photo photo = photoOf(colourfulPicture({90, 70}, channels, type));
            const Image tile = LocalDarkroom().render(photo, {}, 0, {0, 0, 90, 70}, nullptr);
            const int colours = channels >= 3 ? 3 : 1;
            for (int c = 0; c < 3; ++c) {
                EXPECT_NEAR(valueAt(tile, 44, 33, c),
                            valueAt(photo.image(), 44, 33, std::min(c, colours - 1)), 0.51 / 255);
            }
            const float alpha = channels % 2 == 0 ? valueAt(photo.image(), 44, 33, channels - 1) : 1.0f;
            EXPECT_NEAR(valueAt(tile, 44, 33, 3), alpha, 0.51 / 255);
        }
    }
}

TEST(Render, ConvertsToTheDisplay) {
    const auto red = [](int, int, int c) { return c == 0 ? 1.0f : 0.0f; };
    const Photo photo = photoOf(picture({64, 64}, 3, PixelType::U8, red));
    const Image tile = LocalDarkroom().render(photo, {}, 0, {0, 0, 64, 64}, testing::displayP3());
    // sRGB's red in Display P3 (both D65): 0.9175, 0.2003, 0.1386.
    EXPECT_NEAR(valueAt(tile, 9, 9, 0), 0.9175f, 0.01);
    EXPECT_NEAR(valueAt(tile, 9, 9, 1), 0.2003f, 0.01);
    EXPECT_NEAR(valueAt(tile, 9, 9, 2), 0.1386f, 0.01);
    const Photo wide = photoOf(picture({64, 64}, 3, PixelType::U16, red, testing::displayP3()));
    EXPECT_EQ(valueAt(LocalDarkroom().render(wide, {}, 0, {0, 0, 8, 8}, testing::displayP3()), 1, 1, 0),
              1.0f);
    EXPECT_EQ(valueAt(LocalDarkroom().render(wide, {}, 0, {0, 0, 8, 8}, nullptr), 1, 1, 1), 0.0f);
}

TEST(Render, CoarseLevelsShowTheSameChange) {
    const Photo photo = photoOf(picture({1000, 700}, 3, PixelType::U8, [](int, int, int) { return 0.3f; }));
    ASSERT_EQ(photo.levels.size(), 2u);
    Layer layer = evenLayer({0, 0, 1000, 700}, 0.5f, 0.5f, 0.5f);
    layer.change.mask =
        picture({1000, 700}, 1, PixelType::U8, [](int x, int, int) { return x < 500 ? 0.0f : 1.0f; });
    const Image tile = LocalDarkroom().render(photo, std::vector{layer}, 1, {0, 0, 500, 350}, nullptr);
    EXPECT_NEAR(valueAt(tile, 249, 100, 0), 0.3f, 0.51 / 255);
    EXPECT_NEAR(valueAt(tile, 250, 100, 0), 0.32f * std::exp(0.5f) - 0.02f, 1.0 / 255);
    EXPECT_NEAR(valueAt(tile, 499, 349, 0), 0.32f * std::exp(0.5f) - 0.02f, 1.0 / 255);
}

TEST(Render, AnOddPhotosLastColumnChangesOnCoarseLevelsToo) {
    const Photo photo = photoOf(picture({1001, 601}, 3, PixelType::U8, [](int, int, int) { return 0.3f; }));
    const std::vector<Layer> layers{evenLayer({0, 0, 1001, 601}, 0.5f, 0.5f, 0.5f)};
    const Image tile = LocalDarkroom().render(photo, layers, 1, {0, 0, 501, 301}, nullptr);
    EXPECT_EQ(valueAt(tile, 500, 300, 0), valueAt(tile, 10, 10, 0));
}

TEST(Render, ManyThreadsMayAskAtOnce) {
    const Scene scene = noisyScene(testing::adobeRgb());
    const LocalDarkroom darkroom;
    const Image wanted = darkroom.render(scene.photo, scene.layers, 0, {100, 50, 128, 128}, nullptr);
    std::vector<Image> seen(4);
    {
        std::vector<std::jthread> threads;
        for (Image& image : seen) {
            threads.emplace_back([&] {
                image = darkroom.render(scene.photo, scene.layers, 0, {100, 50, 128, 128}, nullptr);
            });
        }
    }
    for (const Image& image : seen) EXPECT_EQ(testing::bytesOf(image), testing::bytesOf(wanted));
}

}  // namespace
}  // namespace engine
