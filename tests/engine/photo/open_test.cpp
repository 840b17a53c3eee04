#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/photo/local_darkroom.h"
#include "engine/photo/open.h"
#include "engine/photo/orientation.h"
#include "engine/photo/pyramid.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::bytesOf;
using testing::colourfulPicture;
using testing::picture;
using testing::ScratchFolder;
using testing::valueAt;
using testing::writeFile;

constexpr Size kSize{60, 40};

Photo opened(const std::string& path) {
    Result<Photo> photo = LocalDarkroom().open(path);
    EXPECT_TRUE(photo) << photo.error().message;
    return photo ? std::move(photo).value() : Photo{};
}

TEST(Open, StopsWhenAsked) {
    const ScratchFolder folder;
    std::stop_source stop;
    stop.request_stop();
    for (const char* name : {"a.jpg", "a.png", "a.tif", "a.webp"}) {
        const Photo photo = photoOf(colourfulPicture(kSize, 3, PixelType::U8));
        ASSERT_TRUE(LocalDarkroom().save(photo, {}, folder.path(name), {}, {}, nullptr));
        const Result<Photo> opened = LocalDarkroom().open(folder.path(name), stop.get_token());
        ASSERT_FALSE(opened) << name;
        EXPECT_EQ(opened.error().code, ErrorCode::Cancelled) << name;
    }
}

TEST(Open, KeepsEveryLosslessDepthAndChannelCountExactly) {
    const ScratchFolder folder;
    struct Case {
        const char* name;
        int channels;
        PixelType type;
    };
    for (const Case& kind :
         {Case{"a.png", 1, PixelType::U8}, Case{"b.png", 2, PixelType::U8}, Case{"c.png", 3, PixelType::U8},
          Case{"d.png", 4, PixelType::U16}, Case{"e.tif", 3, PixelType::U8}, Case{"f.tif", 4, PixelType::U16},
          Case{"g.tif", 3, PixelType::F32}, Case{"h.tif", 1, PixelType::U16}}) {
        const Image image = colourfulPicture(kSize, kind.channels, kind.type);
        writeFile(folder.path(kind.name), image);
        const Photo photo = opened(folder.path(kind.name));
        ASSERT_FALSE(photo.isNull()) << kind.name;
        EXPECT_EQ(photo.image().channels(), kind.channels) << kind.name;
        EXPECT_EQ(photo.image().type(), kind.type) << kind.name;
        EXPECT_EQ(bytesOf(photo.image()), bytesOf(image)) << kind.name;
    }
}

TEST(Open, ReadsJpegAndWebpNearlyAsTheyWere) {
    const ScratchFolder folder;
    const Image image = colourfulPicture(kSize, 3, PixelType::U8);
    for (const char* name : {"a.jpg", "a.webp"}) {
        writeFile(folder.path(name), image);
        const Photo photo = opened(folder.path(name));
        ASSERT_EQ(photo.size(), kSize);
        for (int y = 0; y < kSize.height; y += 7) {
            EXPECT_NEAR(valueAt(photo.image(), 20, y, 1), valueAt(image, 20, y, 1), 0.03) << name;
        }
    }
    EXPECT_EQ(opened(folder.path("a.jpg")).format, "jpeg");
    EXPECT_EQ(opened(folder.path("a.webp")).format, "webp");
}

TEST(Open, GoesByContentNotBySuffix) {
    const ScratchFolder folder;
    writeFile(folder.path("a.png"), colourfulPicture(kSize, 3, PixelType::U16));
    std::filesystem::rename(folder.path("a.png"), folder.path("a.jpg"));
    const Photo photo = opened(folder.path("a.jpg"));
    EXPECT_EQ(photo.format, "png");
    EXPECT_EQ(photo.image().type(), PixelType::U16);
}

TEST(Open, TakesPathsInUtf8) {
    const ScratchFolder folder;
    writeFile(folder.path("肖像 ü.png"), colourfulPicture(kSize, 3, PixelType::U8));
    EXPECT_EQ(opened(folder.path("肖像 ü.png")).size(), kSize);
}

TEST(Open, TurnsThePictureUpright) {
    const ScratchFolder folder;
    // Where the stored picture's first pixel and the one right of it are seen, by EXIF's definition.
    struct Case {
        int orientation;
        int first_x, first_y, second_x, second_y;
    };
    const int w = kSize.width - 1;
    const int h = kSize.height - 1;
    for (const Case& turn :
         {Case{1, 0, 0, 1, 0}, Case{2, w, 0, w - 1, 0}, Case{3, w, h, w - 1, h}, Case{4, 0, h, 1, h},
          Case{5, 0, 0, 0, 1}, Case{6, h, 0, h, 1}, Case{7, h, w, h, w - 1}, Case{8, 0, w, 0, w - 1}}) {
        const Image stored = picture(kSize, 3, PixelType::U8, [](int x, int y, int) {
            return y == 0 && x == 0 ? 1.0f : y == 0 && x == 1 ? 0.6f : 0.2f;
        });
        OIIO::ImageSpec attributes;
        attributes.attribute("Orientation", turn.orientation);
        writeFile(folder.path("a.tif"), stored, attributes);
        const Photo photo = opened(folder.path("a.tif"));
        ASSERT_FALSE(photo.isNull());
        EXPECT_EQ(photo.size(), turn.orientation < 5 ? kSize : (Size{kSize.height, kSize.width}));
        EXPECT_NEAR(valueAt(photo.image(), turn.first_x, turn.first_y, 0), 1.0f, 0.01) << turn.orientation;
        EXPECT_NEAR(valueAt(photo.image(), turn.second_x, turn.second_y, 0), 0.6f, 0.01) << turn.orientation;
    }
}

TEST(Open, TurnsAJpegByItsExifOrientation) {
    const ScratchFolder folder;
    OIIO::ImageSpec attributes;
    attributes.attribute("Orientation", 6);
    writeFile(folder.path("a.jpg"), colourfulPicture(kSize, 3, PixelType::U8), attributes);
    EXPECT_EQ(opened(folder.path("a.jpg")).size(), (Size{kSize.height, kSize.width}));
}

TEST(Open, KeepsTheProfileOfEveryFormat) {
    const ScratchFolder folder;
    const IccProfile profile = testing::displayP3();
    for (const char* name : {"a.jpg", "a.png", "a.tif"}) {
        writeFile(folder.path(name), colourfulPicture(kSize, 3, PixelType::U8, profile));
        const Photo photo = opened(folder.path(name));
        ASSERT_TRUE(photo.image().profile()) << name;
        EXPECT_EQ(*photo.image().profile(), *profile) << name;
        EXPECT_EQ(photo.levels.back().profile(), photo.image().profile());
    }
}

TEST(Open, TakesADamagedProfileForNone) {
    const ScratchFolder folder;
    const auto garbage = std::make_shared<const std::vector<std::uint8_t>>(600, std::uint8_t{7});
    writeFile(folder.path("a.tif"), colourfulPicture(kSize, 3, PixelType::U8, garbage));
    EXPECT_FALSE(opened(folder.path("a.tif")).image().profile());
}

TEST(Open, ReadsWhatIsNoNumberAsBlack) {
    const ScratchFolder folder;
    const Image image = picture(kSize, 3, PixelType::F32, [](int x, int y, int) {
        if (x == 3 && y == 4) return std::numeric_limits<float>::quiet_NaN();
        if (x == 5 && y == 4) return std::numeric_limits<float>::infinity();
        return 1.5f;
    });
    writeFile(folder.path("a.tif"), image);
    const Photo photo = opened(folder.path("a.tif"));
    EXPECT_EQ(valueAt(photo.image(), 3, 4, 0), 0.0f);
    EXPECT_EQ(valueAt(photo.image(), 5, 4, 2), 0.0f);
    EXPECT_EQ(valueAt(photo.image(), 4, 4, 1), 1.5f);
}

TEST(Pyramid, HalvesDownToAboutFiveHundredPixels) {
    const std::vector<Image> levels = pyramidOf(colourfulPicture({2501, 1300}, 3, PixelType::U8));
    ASSERT_EQ(levels.size(), 4u);
    EXPECT_EQ(levels[1].size(), (Size{1251, 650}));
    EXPECT_EQ(levels[2].size(), (Size{626, 325}));
    EXPECT_EQ(levels[3].size(), (Size{313, 163}));
}

TEST(Pyramid, AveragesFourPixelsInEveryDepth) {
    for (const PixelType type : {PixelType::U8, PixelType::U16, PixelType::F32}) {
        for (int channels = 1; channels <= 4; ++channels) {
            const Image image = colourfulPicture({601, 33}, channels, type);
            const Image half = pyramidOf(image)[1];
            const float step = type == PixelType::U8 ? 1.0f / 255 : 1.0f / 65535;
            for (int c = 0; c < channels; ++c) {
                const float mean = (valueAt(image, 84, 10, c) + valueAt(image, 85, 10, c) +
                                    valueAt(image, 84, 11, c) + valueAt(image, 85, 11, c)) /
                                   4;
                EXPECT_NEAR(valueAt(half, 42, 5, c), mean, 0.51f * step);
                const float corner = valueAt(image, 600, 32, c);
                EXPECT_NEAR(valueAt(half, 300, 16, c), corner, 0.51f * step);
            }
        }
    }
}

}  // namespace
}  // namespace engine
