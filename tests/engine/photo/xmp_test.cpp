#include "engine/photo/xmp_packet.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/photo/container_bytes.h"
#include "engine/photo/local_darkroom.h"
#include "engine/photo/metadata.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::colourfulPicture;
using testing::ScratchFolder;

constexpr const char* kFormats[] = {"jpg", "png", "tif", "webp"};

/// Structure that no flat list of attributes could keep, and an orientation.
std::string packet(const std::string& orientation = "6") {
    return "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
           "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
           "xmlns:tiff=\"http://ns.adobe.com/tiff/1.0/\" xmlns:my=\"http://example.org/my/\" "
           "tiff:Orientation=\"" +
           orientation +
           "\"><my:steps><rdf:Seq><rdf:li my:x=\"1\">影</rdf:li><rdf:li/></rdf:Seq></my:steps>"
           "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

OIIO::ImageSpec described() {
    OIIO::ImageSpec spec;
    spec.attribute("Make", "Lumix");
    spec.attribute("IPTC:City", "Kyoto");
    spec.attribute("Orientation", 6);
    return spec;
}

class Xmp : public ::testing::Test {
protected:
    /// A photo with EXIF and IPTC, and `xmp` as its packet.
    Photo photoWith(std::string xmp) {
        testing::writeFile(folder.path("in.jpg"), colourfulPicture({64, 48}, 3, PixelType::U8), described());
        Photo photo = darkroom.open(folder.path("in.jpg")).value();
        auto metadata = std::make_shared<PhotoMetadata>(*photo.metadata);
        metadata->xmp = std::move(xmp);
        photo.metadata = metadata;
        return photo;
    }
    Photo savedAndOpened(const Photo& photo, const std::string& name, ExportOptions options = {}) {
        options.overwrite = true;
        const Result<Done> saved = darkroom.save(photo, {}, folder.path(name), options, {}, nullptr);
        EXPECT_TRUE(saved) << name;
        Result<Photo> opened = darkroom.open(folder.path(name));
        EXPECT_TRUE(opened) << name;
        return opened ? std::move(opened).value() : Photo();
    }
    static std::string attribute(const Photo& photo, const char* name) {
        OIIO::ImageSpec spec;
        spec.extra_attribs = photo.metadata->attributes;
        return std::string(spec.get_string_attribute(name));
    }

    ScratchFolder folder;
    LocalDarkroom darkroom;
};

TEST_F(Xmp, GoesFromEveryFormatToEveryOtherByteForByte) {
    const Photo first = photoWith(packet("1"));
    for (const std::string from : kFormats) {
        const Photo photo = savedAndOpened(first, "a." + from);
        ASSERT_TRUE(photo.metadata);
        EXPECT_EQ(photo.metadata->xmp, packet("1")) << from;
        for (const std::string to : kFormats) {
            const Photo again = savedAndOpened(photo, "b." + to);
            ASSERT_TRUE(again.metadata);
            EXPECT_EQ(again.metadata->xmp, packet("1")) << from << " to " << to;
            EXPECT_EQ(attribute(again, "Make"), "Lumix") << from << " to " << to;
            const bool holds_iptc = to != "webp" && from != "webp";
            EXPECT_EQ(attribute(again, "IPTC:City"), holds_iptc ? "Kyoto" : "") << from << " to " << to;
        }
    }
}

TEST_F(Xmp, LeavesThePixelsAndSixteenBitsAlone) {
    Photo photo = photoWith(packet("1"));
    photo.levels = {colourfulPicture({301, 77}, 3, PixelType::U16)};
    for (const std::string to : {"png", "tif"}) {
        const Photo again = savedAndOpened(photo, "a." + to);
        EXPECT_EQ(testing::bytesOf(again.image()), testing::bytesOf(photo.image())) << to;
        EXPECT_EQ(again.metadata->xmp, packet("1")) << to;
    }
}

TEST_F(Xmp, IsThereOnce) {
    const Photo photo = photoWith(packet("1"));
    for (const std::string to : kFormats) {
        savedAndOpened(photo, "a." + to);
        const std::vector<char> bytes = testing::readBytes(folder.path("a." + to));
        const std::string whole(bytes.begin(), bytes.end());
        const std::size_t at = whole.find("<x:xmpmeta");
        ASSERT_NE(at, std::string::npos) << to;
        EXPECT_EQ(whole.find("<x:xmpmeta", at + 1), std::string::npos) << to;
    }
}

TEST_F(Xmp, IsLeftOutWhenMetadataIs) {
    ExportOptions options;
    options.keep_metadata = false;
    for (const std::string to : kFormats) {
        EXPECT_EQ(savedAndOpened(photoWith(packet()), "a." + to, options).metadata->xmp, "") << to;
    }
}

TEST_F(Xmp, SaysUprightOnceThePixelsAre) {
    const Photo turned = savedAndOpened(photoWith(packet("6")), "a.png");
    EXPECT_EQ(turned.metadata->xmp, packet("1"));
    EXPECT_EQ(uprightXmp("<tiff:Orientation>8</tiff:Orientation>"), "<tiff:Orientation>1</tiff:Orientation>");
    EXPECT_EQ(uprightXmp("tiff:Orientation='3'"), "tiff:Orientation='1'");
    for (const char* odd : {"tiff:Orientation", "tiff:Orientation=", "tiff:OrientationX=\"6\"", ""}) {
        EXPECT_EQ(uprightXmp(odd), odd);
    }
}

TEST_F(Xmp, APacketTooLongForAJpegSegmentLosesItsPaddingThenItsPlace) {
    std::string padded = packet("1");
    padded.insert(padded.rfind("<?xpacket end"), 70'000, ' ');
    EXPECT_EQ(savedAndOpened(photoWith(padded), "a.jpg").metadata->xmp, packet("1"));
    EXPECT_EQ(savedAndOpened(photoWith(padded), "a.tif").metadata->xmp, padded);
    std::string large = packet("1");
    large.insert(large.find("影"), 70'000, 'x');
    EXPECT_EQ(savedAndOpened(photoWith(large), "a.jpg").metadata->xmp, "");
    EXPECT_EQ(savedAndOpened(photoWith(large), "a.png").metadata->xmp, large);
}

TEST_F(Xmp, DamagedContainersAreReadAsHavingNone) {
    for (const std::string format : {"jpg", "png", "tif"}) {
        savedAndOpened(photoWith(packet("1")), "a." + format);
        const std::vector<char> good = testing::readBytes(folder.path("a." + format));
        for (std::size_t i = 0; i < std::min<std::size_t>(good.size(), 400); ++i) {
            std::vector<char> bad = good;
            bad[i] = static_cast<char>(0xFF);
            testing::writeBytes(folder.path("bad"), bad);
            PatchedFile file(folder.path("bad"));
            for (const auto& read : {jpegXmp, pngXmp, tiffXmp}) EXPECT_LE(read(file).size(), bad.size());
        }
    }
}

}  // namespace
}  // namespace engine
