#include <gtest/gtest.h>

#include <cmath>

#include "engine/photo/local_darkroom.h"
#include "engine/photo/open.h"
#include "engine/photo/picture_writer.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::bytesOf;
using testing::colourfulPicture;
using testing::evenLayer;
using testing::picture;
using testing::ScratchFolder;
using testing::valueAt;

constexpr Size kSize{300, 640};

/// Saves, fails the test when that fails, and reads what was written.
Image savedAndRead(const Photo& photo, const std::vector<Layer>& layers, const std::string& path,
                   const ExportOptions& options = {}) {
    const Result<Done> saved = LocalDarkroom().save(photo, layers, path, options, std::stop_token(), nullptr);
    EXPECT_TRUE(saved) << saved.error().message;
    if (!saved) return {};
    const Result<Photo> read = LocalDarkroom().open(path);
    EXPECT_TRUE(read) << read.error().message;
    return read ? read.value().image() : Image();
}

TEST(Save, LosslessFilesHoldTheFlattenedPhotoExactly) {
    const ScratchFolder folder;
    struct Case {
        const char* name;
        PixelType type;
        int channels;
    };
    for (const Case& kind :
         {Case{"a.png", PixelType::U8, 3}, Case{"b.png", PixelType::U16, 4}, Case{"c.tif", PixelType::U8, 1},
          Case{"d.tiff", PixelType::U16, 3}, Case{"e.tif", PixelType::F32, 3},
          Case{"f.tif", PixelType::U16, 4}, Case{"g.png", PixelType::U8, 2}}) {
        const Photo photo = photoOf(colourfulPicture(kSize, kind.channels, kind.type,
                                                     kind.channels >= 3 ? testing::displayP3() : nullptr));
        const std::vector<Layer> layers{evenLayer({30, 100, 200, 300}, 0.3f, 0.2f, -0.1f)};
        const Image read = savedAndRead(photo, layers, folder.path(kind.name));
        const Image whole = LocalDarkroom().flatten(photo, layers, std::stop_token());
        ASSERT_FALSE(read.isNull());
        EXPECT_EQ(read.type(), kind.type) << kind.name;
        EXPECT_EQ(bytesOf(read), bytesOf(whole)) << kind.name;
        ASSERT_EQ(read.profile() != nullptr, whole.profile() != nullptr) << kind.name;
        if (read.profile()) {
            EXPECT_EQ(*read.profile(), *whole.profile()) << kind.name;
        }
    }
}

TEST(Save, JpegAndWebpKeepTheProfileAndTheLook) {
    const ScratchFolder folder;
    const Photo photo = photoOf(colourfulPicture(kSize, 3, PixelType::U16, testing::displayP3()));
    for (const char* name : {"a.jpg", "a.webp"}) {
        const Image read = savedAndRead(photo, {}, folder.path(name));
        ASSERT_FALSE(read.isNull());
        EXPECT_EQ(read.type(), PixelType::U8);
        ASSERT_TRUE(read.profile()) << name;
        EXPECT_EQ(*read.profile(), *photo.image().profile());
        for (int c = 0; c < 3; ++c)
            EXPECT_NEAR(valueAt(read, 99, 333, c), valueAt(photo.image(), 99, 333, c), 0.02) << name;
    }
}

TEST(Save, JpegIsWrittenWithoutChromaSubsampling) {
    const ScratchFolder folder;
    // Red and blue columns of one pixel each: halving the colour would make them purple.
    const Photo photo = photoOf(picture({64, 64}, 3, PixelType::U8,
                                        [](int x, int, int c) { return c == (x % 2) * 2 ? 0.9f : 0.1f; }));
    ExportOptions options;
    options.quality = 100;
    const Image read = savedAndRead(photo, {}, folder.path("a.jpg"), options);
    EXPECT_NEAR(valueAt(read, 30, 30, 0), 0.9f, 0.05);
    EXPECT_NEAR(valueAt(read, 31, 30, 0), 0.1f, 0.05);
}

TEST(Save, QualityChangesTheSize) {
    const ScratchFolder folder;
    const Photo photo = photoOf(picture({200, 200}, 3, PixelType::U8, [](int x, int y, int c) {
        return static_cast<float>((x * 31 + y * 17 + c * 7) % 64) / 64;
    }));
    for (const char* suffix : {".jpg", ".webp"}) {
        ExportOptions options;
        options.quality = 30;
        savedAndRead(photo, {}, folder.path(std::string("low") + suffix), options);
        options.quality = 95;
        savedAndRead(photo, {}, folder.path(std::string("high") + suffix), options);
        EXPECT_LT(std::filesystem::file_size(folder.path(std::string("low") + suffix)),
                  std::filesystem::file_size(folder.path(std::string("high") + suffix)));
    }
}

TEST(Save, AlphaStandsOnWhiteInJpegAndStaysInWebp) {
    const ScratchFolder folder;
    const Photo photo = photoOf(picture({64, 64}, 4, PixelType::U8, [](int x, int, int c) {
        return c == 3 ? (x < 32 ? 0.0f : 0.2f) : c == 0 ? 0.8f : 0.2f;
    }));
    const Image jpeg = savedAndRead(photo, {}, folder.path("a.jpg"));
    EXPECT_EQ(jpeg.channels(), 3);
    EXPECT_NEAR(valueAt(jpeg, 5, 20, 1), 1.0f, 0.02);
    EXPECT_NEAR(valueAt(jpeg, 50, 20, 1), 0.2f * 0.2f + 0.8f, 0.02);
    const Image webp = savedAndRead(photo, {}, folder.path("a.webp"));
    ASSERT_EQ(webp.channels(), 4);
    EXPECT_NEAR(valueAt(webp, 50, 20, 0), 0.8f, 0.03);
    EXPECT_NEAR(valueAt(webp, 50, 20, 3), 0.2f, 0.003);
    EXPECT_EQ(valueAt(webp, 5, 20, 3), 0.0f);
}

TEST(Save, ConvertsToSrgbWhenAsked) {
    const ScratchFolder folder;
    const auto red = [](int, int, int c) { return c == 0 ? 1.0f : 0.0f; };
    const Image image = picture({64, 64}, 3, PixelType::U16, red);
    // The same red, written in P3 numbers and asked back as sRGB.
    const Photo wide = photoOf(picture(
        {64, 64}, 3, PixelType::U16,
        [](int, int, int c) { return c == 0   ? 0.917488f
                                     : c == 1 ? 0.200287f
                                              : 0.138561f; },
        testing::displayP3()));
    ExportOptions options;
    options.to_srgb = true;
    const Image read = savedAndRead(wide, {}, folder.path("a.tif"), options);
    EXPECT_FALSE(read.profile());
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(valueAt(read, 3, 3, c), valueAt(image, 3, 3, c), 0.01);
}

TEST(Save, ReducesDepthByRounding) {
    const ScratchFolder folder;
    const Photo photo =
        photoOf(picture({16, 16}, 3, PixelType::U16, [](int x, int, int) { return (x * 10 + 0.4f) / 255; }));
    ExportOptions options;
    options.bit_depth = 8;
    const Image read = savedAndRead(photo, {}, folder.path("a.png"), options);
    ASSERT_EQ(read.type(), PixelType::U8);
    for (int x = 0; x < 16; ++x) EXPECT_EQ(read.row<std::uint8_t>(3)[3 * x], x * 10);
    const Photo deep = photoOf(colourfulPicture({16, 16}, 3, PixelType::F32));
    EXPECT_EQ(savedAndRead(deep, {}, folder.path("b.png")).type(), PixelType::U16);
}

TEST(Save, RefusesADepthOrQualityThatDoesNotExist) {
    const ScratchFolder folder;
    const Photo photo = photoOf(colourfulPicture({16, 16}, 3, PixelType::U16));
    ExportOptions deep;
    deep.bit_depth = 16;
    const Result<Done> jpeg = LocalDarkroom().save(photo, {}, folder.path("a.jpg"), deep, {}, nullptr);
    ASSERT_FALSE(jpeg);
    EXPECT_EQ(jpeg.error().code, ErrorCode::InvalidRequest);
    ExportOptions loud;
    loud.quality = 101;
    EXPECT_FALSE(LocalDarkroom().save(photo, {}, folder.path("a.jpg"), loud, {}, nullptr));
    EXPECT_TRUE(folder.files().empty());
}

TEST(Save, FitsIntoASizeAndKeepsTheAspect) {
    const ScratchFolder folder;
    const Photo photo = photoOf(picture({800, 600}, 3, PixelType::U16, [](int x, int y, int c) {
        return c == 0 ? (x + 0.5f) / 800 : c == 1 ? (y + 0.5f) / 600 : 0.5f;
    }));
    for (const Size wanted : {Size{200, 200}, Size{333, 1000}, Size{1600, 1600}}) {
        ExportOptions options;
        options.size = wanted;
        options.overwrite = true;
        const Image read = savedAndRead(photo, {}, folder.path("a.tif"), options);
        ASSERT_FALSE(read.isNull());
        EXPECT_EQ(read.width(), std::min(wanted.width, wanted.height * 4 / 3));
        EXPECT_NEAR(read.height(), read.width() * 0.75, 1);
        for (int x = 9; x < read.width() - 9; x += 10) {
            const int y = read.height() / 3;
            EXPECT_NEAR(valueAt(read, x, y, 0), (x + 0.5f) / read.width(), 2e-3);
            EXPECT_NEAR(valueAt(read, x, y, 1), (y + 0.5f) / read.height(), 2e-3);
            EXPECT_NEAR(valueAt(read, x, y, 2), 0.5f, 1e-4);
        }
    }
}

TEST(Save, ProgressRunsToTheEnd) {
    const ScratchFolder folder;
    const Photo photo = photoOf(colourfulPicture(kSize, 3, PixelType::U8));
    std::vector<double> heard;
    ASSERT_TRUE(LocalDarkroom().save(photo, {}, folder.path("a.png"), {}, {},
                                     [&](double part) { heard.push_back(part); }));
    ASSERT_GE(heard.size(), 2u);
    EXPECT_TRUE(std::is_sorted(heard.begin(), heard.end()));
    EXPECT_EQ(heard.back(), 1.0);
}

TEST(PictureWriter, PutsAJpegOnTheDiskWhileItIsEncoded) {
    const ScratchFolder folder;
    const Image noise = testing::picture({1000, 1000}, 3, PixelType::U8, [](int x, int y, int c) {
        return static_cast<float>((x * 7919 + y * 104729 + c * 31 + x * y * 17) % 256) / 255.0f;
    });
    auto file = NewFile::create(folder.path("a.jpg"), false);
    ASSERT_TRUE(file);
    auto writer = PictureWriter::open(*file.value(), formatFor("a.jpg").value(),
                                      {noise.size(), 3, PixelType::U8, nullptr}, 95, OIIO::ImageSpec(), {});
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer.value()->write(noise.data(), 0, 500));
    const std::size_t half = file.value()->size();
    EXPECT_GT(half, 100'000u) << "what is encoded does not wait in memory";
    ASSERT_TRUE(writer.value()->write(noise.row<std::byte>(500), 500, 500));
    ASSERT_TRUE(writer.value()->close());
    EXPECT_NEAR(static_cast<double>(half) / static_cast<double>(file.value()->size()), 0.5, 0.2);
}

}  // namespace
}  // namespace engine
