#include <gtest/gtest.h>

#include "engine/photo/local_darkroom.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::bytesOf;
using testing::colourfulPicture;
using testing::ScratchFolder;
using testing::valueAt;

TEST(MaskFile, ComesBackAsItWasSaved) {
    const ScratchFolder folder;
    const LocalDarkroom darkroom;
    for (const PixelType type : {PixelType::U8, PixelType::U16}) {
        const Image mask = colourfulPicture({70, 50}, 1, type);
        const Result<Done> saved = darkroom.saveMask(mask, folder.path("mask.png"), true);
        ASSERT_TRUE(saved) << saved.error().message;
        const Result<Image> read = darkroom.openMask(folder.path("mask.png"));
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_EQ(read.value().type(), type);
        EXPECT_EQ(bytesOf(read.value()), bytesOf(mask));
    }
    EXPECT_EQ(folder.files(), std::vector<std::string>{"mask.png"});
}

TEST(MaskFile, ColourBecomesLuma) {
    const ScratchFolder folder;
    const Image green =
        testing::picture({20, 20}, 4, PixelType::U8, [](int, int, int c) { return c == 1 ? 1.0f : 0.0f; });
    testing::writeFile(folder.path("a.png"), green);
    const Result<Image> mask = LocalDarkroom().openMask(folder.path("a.png"));
    ASSERT_TRUE(mask);
    EXPECT_EQ(mask.value().channels(), 1);
    EXPECT_NEAR(valueAt(mask.value(), 3, 3, 0), 0.7152f, 0.003);
}

TEST(MaskFile, RefusesOtherNamesOtherPicturesAndReplacing) {
    const ScratchFolder folder;
    const LocalDarkroom darkroom;
    const Image mask = colourfulPicture({70, 50}, 1, PixelType::U8);
    EXPECT_EQ(darkroom.saveMask(mask, folder.path("mask.jpg"), false).error().code,
              ErrorCode::FileUnsupported);
    EXPECT_EQ(darkroom.saveMask(colourfulPicture({70, 50}, 3, PixelType::U8), folder.path("m.png"), false)
                  .error()
                  .code,
              ErrorCode::InvalidRequest);
    ASSERT_TRUE(darkroom.saveMask(mask, folder.path("mask.png"), false));
    EXPECT_EQ(darkroom.saveMask(mask, folder.path("mask.png"), false).error().code,
              ErrorCode::FileUnwritable);
}

}  // namespace
}  // namespace engine
