#include "engine/photo/network_view.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/photo/open.h"
#include "engine/photo/render.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::picture;
using testing::valueAt;

Image grey(Size size, PixelType type, float value) {
    return picture(size, 3, type, [=](int, int, int) { return value; });
}

TEST(NetworkView, AConstantStaysOneAtEverySizeAndPlace) {
    const Photo photo = photoOf(grey({1301, 777}, PixelType::U16, 0.25f));
    for (const Rect region :
         {Rect{0, 0, 1301, 777}, Rect{-300, -200, 2000, 2000}, Rect{1290, 770, 64, 64}, Rect{5, 5, 9, 9}}) {
        for (const Size size : {Size{64, 64}, Size{257, 129}, Size{2000, 31}}) {
            const Image view = networkView(photo, region, size);
            ASSERT_EQ(view.size(), size);
            ASSERT_EQ(view.type(), PixelType::F32);
            for (int i = 0; i < 3 * size.width; ++i) {
                EXPECT_NEAR(view.row<float>(size.height / 2)[i], 0.25f, 2e-5);
            }
        }
    }
}

TEST(NetworkView, ARampKeepsItsPlacesWhateverTheLevel) {
    const Size size{2048, 600};
    const Photo photo = photoOf(picture(
        size, 3, PixelType::U16, [](int x, int, int) { return (static_cast<float>(x) + 0.5f) / 2048.0f; }));
    for (const int width : {40, 300, 512, 1000}) {
        const Rect region{512, 100, 1024, 400};
        const Image view = networkView(photo, region, {width, 40});
        for (int x = 2; x < width - 2; ++x) {
            EXPECT_NEAR(view.row<float>(20)[3 * x], 0.25f + 0.5f * (x + 0.5f) / width, 5e-4) << width;
        }
    }
    const Image enlarged = networkView(photo, {100, 100, 32, 32}, {256, 256});
    EXPECT_NEAR(enlarged.row<float>(128)[3 * 128], (100 + 32 * 128.5f / 256) / 2048.0f, 1e-4);
}

TEST(NetworkView, IsThePixelsThemselvesAtTheirOwnSize) {
    const Photo photo = photoOf(testing::colourfulPicture({300, 200}, 3, PixelType::F32));
    const Image view = networkView(photo, {40, 30, 64, 64}, {64, 64});
    for (int c = 0; c < 3; ++c) EXPECT_EQ(valueAt(view, 10, 20, c), valueAt(photo.image(), 50, 50, c));
}

TEST(NetworkView, ReflectsBeyondThePicture) {
    const Photo photo = photoOf(testing::colourfulPicture({120, 100}, 3, PixelType::F32));
    const Image view = networkView(photo, {-20, -10, 160, 120}, {160, 120});
    EXPECT_EQ(valueAt(view, 20 - 5, 10 + 40, 0), valueAt(photo.image(), 5, 40, 0));
    EXPECT_EQ(valueAt(view, 20 + 119 + 7, 10 + 40, 1), valueAt(photo.image(), 112, 40, 1));
    EXPECT_EQ(valueAt(view, 20 + 60, 10 - 3, 2), valueAt(photo.image(), 60, 3, 2));
}

TEST(NetworkView, IsSrgbClippedAndThreeChannels) {
    const auto green = [](int, int, int c) { return c == 1 ? 1.0f : 0.0f; };
    const Photo wide = photoOf(picture({64, 64}, 3, PixelType::U8, green, testing::displayP3()));
    const Image view = networkView(wide, {0, 0, 64, 64}, {32, 32});
    EXPECT_EQ(valueAt(view, 9, 9, 0), 0.0f);
    EXPECT_EQ(valueAt(view, 9, 9, 1), 1.0f);
    const Photo single =
        photoOf(picture({64, 64}, 2, PixelType::U8, [](int, int, int c) { return c == 0 ? 0.6f : 0.0f; }));
    const Image seen = networkView(single, {0, 0, 64, 64}, {32, 32});
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(valueAt(seen, 9, 9, c), 0.6f, 1e-5);
}

TEST(NetworkView, SeesThePhotoWithTheLayersOverItUnrounded) {
    const Size size{800, 600};
    for (const IccProfile& profile : {IccProfile(), testing::displayP3()}) {
        // Colours that sRGB has too: others lose something on their way into the photo's profile and back.
        const auto wave = [](int x, int y, int c) {
            return 0.4f + 0.03f * static_cast<float>(c) +
                   0.15f * std::sin(0.01f * static_cast<float>(x + 2 * y));
        };
        const Photo photo = photoOf(picture(size, 3, PixelType::F32, wave, profile));
        // Borders on the pixels of every level that is looked at.
        const std::vector<Layer> layers{testing::wanderingLayer({96, 48, 512, 400}, {16, 16}),
                                        testing::evenLayer({0, 0, 304, 600}, 0.3f, -0.2f, 0.1f)};
        ColourCache colours;
        const Photo edited = photoOf(flattened(photo, layers, {}, colours));
        for (const Rect region : {Rect{0, 0, 800, 600}, Rect{90, 40, 200, 200}, Rect{-50, -50, 300, 300}}) {
            const Image seen = networkView(photo, layers, region, {64, 64});
            const Image wanted = networkView(edited, region, {64, 64});
            const Image bare = networkView(photo, region, {64, 64});
            double largest = 0, change = 0;
            for (int i = 0; i < 3 * 64 * 64; ++i) {
                const double difference = seen.row<float>(0)[i] - wanted.row<float>(0)[i];
                const double changed = seen.row<float>(0)[i] - bare.row<float>(0)[i];
                largest = std::max(largest, std::abs(difference));
                change = std::max(change, std::abs(changed));
            }
            EXPECT_LT(largest, 0.006);
            EXPECT_GT(change, 0.05);
        }
    }
}

TEST(NetworkView, IsTheSameToTheBitUnderLayersThatChangeNothing) {
    const Photo photo = photoOf(testing::colourfulPicture({300, 200}, 3, PixelType::U8));
    const std::vector<Layer> layers{testing::evenLayer({0, 0, 300, 200}, 0, 0, 0)};
    EXPECT_EQ(testing::bytesOf(networkView(photo, layers, {10, 10, 99, 77}, {64, 32})),
              testing::bytesOf(networkView(photo, {10, 10, 99, 77}, {64, 32})));
}

TEST(MaskView, CutsDocumentMasksAndScalesSmallOnes) {
    const Size document{400, 300};
    const Image painted =
        picture(document, 1, PixelType::U8, [](int x, int, int) { return x < 200 ? 0.0f : 1.0f; });
    const Image cut = maskView(painted, document, {100, 0, 200, 200}, {50, 50});
    EXPECT_EQ(valueAt(cut, 24, 10, 0), 0.0f);
    EXPECT_EQ(valueAt(cut, 25, 10, 0), 1.0f);
    const Image found =
        picture({20, 20}, 1, PixelType::U16, [](int x, int, int) { return x < 10 ? 0.0f : 1.0f; });
    const Image scaled = maskView(found, document, {100, 0, 200, 200}, {10, 10});
    EXPECT_EQ(valueAt(scaled, 4, 5, 0), 0.0f);
    EXPECT_EQ(valueAt(scaled, 5, 5, 0), 1.0f);
}

TEST(MaskBounds, HoldEveryValueAboveZero) {
    EXPECT_FALSE(maskBounds(Image()));
    for (const PixelType type : {PixelType::U8, PixelType::U16, PixelType::F32}) {
        EXPECT_FALSE(maskBounds(picture({100, 50}, 1, type, [](int, int, int) { return 0.0f; })));
        EXPECT_EQ(maskBounds(picture({100, 50}, 1, type, [](int, int, int) { return 1.0f; })),
                  (Rect{0, 0, 100, 50}));
        const Image two = picture({100, 50}, 1, type, [](int x, int y, int) {
            return (x == 17 && y == 8) || (x == 60 && y == 31) ? 0.004f : 0.0f;
        });
        EXPECT_EQ(maskBounds(two), (Rect{17, 8, 44, 24}));
    }
}

}  // namespace
}  // namespace engine
