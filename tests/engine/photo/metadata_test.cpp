#include "engine/photo/metadata.h"

#include <gtest/gtest.h>

#include "engine/photo/local_darkroom.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::colourfulPicture;
using testing::ScratchFolder;

OIIO::ImageSpec described() {
    OIIO::ImageSpec spec;
    spec.attribute("Make", "Lumix");
    spec.attribute("Model", "X1");
    spec.attribute("Copyright", "© the photographer");
    spec.attribute("ImageDescription", "A portrait");
    spec.attribute("Exif:LensModel", "85 mm");
    spec.attribute("ExposureTime", 0.01f);
    spec.attribute("IPTC:City", "Kyoto");
    spec.attribute("Orientation", 6);
    spec.attribute("Software", "a camera");
    return spec;
}

OIIO::ImageSpec headerOf(const std::string& path) {
    const auto input = OIIO::ImageInput::open(path);
    EXPECT_TRUE(input) << OIIO::geterror();
    return input ? input->spec() : OIIO::ImageSpec();
}

TEST(Metadata, IsKeptThroughOpenAndSave) {
    const ScratchFolder folder;
    const LocalDarkroom darkroom;
    testing::writeFile(folder.path("in.jpg"), colourfulPicture({64, 48}, 3, PixelType::U8), described());
    const Result<Photo> photo = darkroom.open(folder.path("in.jpg"));
    ASSERT_TRUE(photo);
    ExportOptions options;
    options.software_note = "Shadows removed";
    for (const char* name : {"out.jpg", "out.tif", "out.png"}) {
        ASSERT_TRUE(darkroom.save(photo.value(), {}, folder.path(name), options, {}, nullptr)) << name;
        const OIIO::ImageSpec spec = headerOf(folder.path(name));
        EXPECT_EQ(spec.get_string_attribute("Make"), "Lumix") << name;
        EXPECT_EQ(spec.get_string_attribute("Copyright"), "© the photographer") << name;
        EXPECT_EQ(spec.get_string_attribute("Exif:LensModel"), "85 mm") << name;
        EXPECT_EQ(spec.get_string_attribute("IPTC:City"), "Kyoto") << name;
        EXPECT_EQ(spec.get_int_attribute("Orientation", 1), 1) << name;
        const bool is_tiff = std::string(name) == "out.tif";
        EXPECT_EQ(spec.get_string_attribute("Software"), is_tiff ? "Penumbra: Shadows removed" : "Penumbra");
        EXPECT_EQ(spec.get_string_attribute("Exif:ImageHistory"), is_tiff ? "" : "Shadows removed") << name;
        EXPECT_EQ(spec.width, 48) << name;
    }
}

TEST(Metadata, IsKeptInWebpToo) {
    const ScratchFolder folder;
    const LocalDarkroom darkroom;
    testing::writeFile(folder.path("in.jpg"), colourfulPicture({64, 48}, 3, PixelType::U8), described());
    const Result<Photo> photo = darkroom.open(folder.path("in.jpg"));
    ASSERT_TRUE(photo);
    ASSERT_TRUE(darkroom.save(photo.value(), {}, folder.path("out.webp"), {}, {}, nullptr));
    const Result<Photo> again = darkroom.open(folder.path("out.webp"));
    ASSERT_TRUE(again) << again.error().message;
    OIIO::ImageSpec spec;
    spec.extra_attribs = again.value().metadata->attributes;
    EXPECT_EQ(spec.get_string_attribute("Make"), "Lumix");
    EXPECT_EQ(spec.get_string_attribute("Exif:LensModel"), "85 mm");
    EXPECT_EQ(again.value().size(), (Size{48, 64}));
}

TEST(Metadata, IsLeftOutWhenAsked) {
    const ScratchFolder folder;
    const LocalDarkroom darkroom;
    testing::writeFile(folder.path("in.jpg"), colourfulPicture({64, 48}, 3, PixelType::U8), described());
    const Result<Photo> photo = darkroom.open(folder.path("in.jpg"));
    ASSERT_TRUE(photo);
    ExportOptions options;
    options.keep_metadata = false;
    ASSERT_TRUE(darkroom.save(photo.value(), {}, folder.path("out.jpg"), options, {}, nullptr));
    const OIIO::ImageSpec spec = headerOf(folder.path("out.jpg"));
    EXPECT_EQ(spec.get_string_attribute("Make"), "");
    EXPECT_EQ(spec.get_string_attribute("Software"), "Penumbra");
}

TEST(Metadata, SaysNothingAboutTheOldPixels) {
    OIIO::ImageSpec spec = described();
    spec.attribute("Exif:PixelXDimension", 4000);
    spec.attribute("thumbnail_width", 160);
    spec.attribute("jpeg:subsampling", "4:2:0");
    spec.attribute("oiio:BitsPerSample", 8);
    const OIIO::ParamValueList kept = keptAttributes(spec);
    for (const char* gone : {"Orientation", "Exif:PixelXDimension", "thumbnail_width", "jpeg:subsampling",
                             "oiio:BitsPerSample", "Software"}) {
        EXPECT_FALSE(kept.contains(gone)) << gone;
    }
    EXPECT_TRUE(kept.contains("Make"));
}

}  // namespace
}  // namespace engine
