#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>

#include "engine/photo/local_darkroom.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::colourfulPicture;
using testing::readBytes;
using testing::ScratchFolder;
using testing::writeBytes;
using testing::writeFile;

/// The error of opening `path`; fails the test when there is none or when its sentence is empty.
ErrorCode errorOf(const std::string& path) {
    const Result<Photo> photo = LocalDarkroom().open(path);
    EXPECT_FALSE(photo) << path;
    if (photo) return ErrorCode::Internal;
    EXPECT_NE(photo.error().message.find(path), std::string::npos) << photo.error().message;
    EXPECT_TRUE(photo.error().message.ends_with('.')) << photo.error().message;
    return photo.error().code;
}

void cut(const std::string& path, double part) {
    std::vector<char> bytes = readBytes(path);
    bytes.resize(static_cast<std::size_t>(bytes.size() * part));
    writeBytes(path, bytes);
}

void bigEndian(std::vector<char>& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

/// A PNG whose header is right, check sum and all, and whose pixels do not begin.
std::vector<char> pngHeader(std::uint32_t width, std::uint32_t height) {
    std::vector<char> chunk{'I', 'H', 'D', 'R'};
    bigEndian(chunk, width);
    bigEndian(chunk, height);
    for (const char value : {8, 2, 0, 0, 0}) chunk.push_back(value);  // 8 bits, RGB
    std::uint32_t crc = ~0u;
    for (char byte : chunk) {
        crc ^= static_cast<std::uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    std::vector<char> file{'\x89', 'P', 'N', 'G', '\r', '\n', '\x1a', '\n'};
    bigEndian(file, 13);
    for (const char byte : chunk) file.push_back(byte);
    bigEndian(file, ~crc);
    bigEndian(file, 1000);
    file.insert(file.end(), {'I', 'D', 'A', 'T'});
    file.resize(file.size() + 100);
    return file;
}

TEST(BadFiles, AMissingFileAFolderAndAnEmptyFileAreSaidToBeSo) {
    const ScratchFolder folder;
    EXPECT_EQ(errorOf(folder.path("nothing.jpg")), ErrorCode::FileUnreadable);
    std::filesystem::create_directory(folder.path("folder.jpg"));
    EXPECT_EQ(errorOf(folder.path("folder.jpg")), ErrorCode::FileUnreadable);
    writeBytes(folder.path("empty.jpg"), {});
    EXPECT_EQ(errorOf(folder.path("empty.jpg")), ErrorCode::FileUnreadable);
}

TEST(BadFiles, AFileThatMayNotBeReadIsSaidToBeSo) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
    const ScratchFolder folder;
    writeFile(folder.path("a.png"), colourfulPicture({20, 20}, 3, PixelType::U8));
    std::filesystem::permissions(folder.path("a.png"), std::filesystem::perms::none);
    EXPECT_EQ(errorOf(folder.path("a.png")), ErrorCode::FileUnreadable);
}

TEST(BadFiles, TextIsNoPicture) {
    const ScratchFolder folder;
    const std::string text = "Dear retoucher, this is not a picture.";
    writeBytes(folder.path("letter.jpg"), {text.begin(), text.end()});
    EXPECT_EQ(errorOf(folder.path("letter.jpg")), ErrorCode::FileUnreadable);
}

TEST(BadFiles, PicturesOfOtherKindsAreNamed) {
    const ScratchFolder folder;
    writeFile(folder.path("a.gif"), colourfulPicture({20, 20}, 3, PixelType::U8));
    EXPECT_EQ(errorOf(folder.path("a.gif")), ErrorCode::FileUnsupported);
    EXPECT_NE(LocalDarkroom().open(folder.path("a.gif")).error().message.find("GIF"), std::string::npos);
}

TEST(BadFiles, ATruncatedFileIsAnErrorAndNotGrey) {
    const ScratchFolder folder;
    for (const char* name : {"a.jpg", "a.png", "a.tif", "a.webp"}) {
        for (const double part : {0.9, 0.5, 0.1}) {
            writeFile(folder.path(name),
                      testing::picture({300, 200}, 3, PixelType::U8, [](int x, int y, int c) {
                          return static_cast<float>((x * 7919 + y * 104729 + c * 31) % 251) / 250.0f;
                      }));
            cut(folder.path(name), part);
            EXPECT_EQ(errorOf(folder.path(name)), ErrorCode::FileUnreadable) << name << " " << part;
        }
    }
}

TEST(BadFiles, DamagedBytesNeverEndTheProgram) {
    const ScratchFolder folder;
    std::uint32_t state = 1;
    const auto random = [&] { return state = state * 1664525u + 1013904223u; };
    for (const char* name : {"a.jpg", "a.png", "a.tif", "a.webp"}) {
        OIIO::ImageSpec attributes;
        attributes.attribute("Exif:LensModel", "85 mm");
        attributes.attribute("Copyright", "the photographer");
        attributes.attribute("IPTC:City", "Kyoto");
        writeFile(folder.path(name), colourfulPicture({64, 48}, 3, PixelType::U8, testing::displayP3()),
                  attributes);
        const std::vector<char> good = readBytes(folder.path(name));
        for (int i = 0; i < 60; ++i) {
            std::vector<char> bad = good;
            for (int k = 0; k < 4; ++k) bad[(random() >> 8) % bad.size()] = static_cast<char>(random() >> 24);
            writeBytes(folder.path(name), bad);
            const Result<Photo> photo = LocalDarkroom().open(folder.path(name));
            EXPECT_TRUE(photo || !photo.error().message.empty());
        }
    }
}

TEST(BadFiles, SizesAreJudgedBeforeMemoryIsTaken) {
    const ScratchFolder folder;
    writeBytes(folder.path("huge.png"), pngHeader(40'000, 40'000));
    EXPECT_EQ(errorOf(folder.path("huge.png")), ErrorCode::FileUnsupported);
    writeBytes(folder.path("long.png"), pngHeader(70'000, 100));
    EXPECT_EQ(errorOf(folder.path("long.png")), ErrorCode::FileUnsupported);
    writeBytes(folder.path("dot.png"), pngHeader(1, 1));
    EXPECT_EQ(errorOf(folder.path("dot.png")), ErrorCode::FileUnsupported);
    writeBytes(folder.path("nothing.png"), pngHeader(0, 0));
    EXPECT_EQ(errorOf(folder.path("nothing.png")), ErrorCode::FileUnreadable);
}

TEST(BadFiles, AHugeWebpCanvasIsJudgedToo) {
    const ScratchFolder folder;
    writeFile(folder.path("a.webp"), colourfulPicture({64, 48}, 3, PixelType::U8));
    const std::vector<char> simple = readBytes(folder.path("a.webp"));
    std::vector<char> huge(simple.begin(), simple.begin() + 12);
    const std::vector<char> header{'V', 'P', '8', 'X',    10,     0, 0,      0,      0,
                                   0,   0,   0,   '\x3f', '\x9c', 0, '\x3f', '\x9c', 0};
    huge.insert(huge.end(), header.begin(), header.end());
    huge.insert(huge.end(), simple.begin() + 12, simple.end());
    writeBytes(folder.path("a.webp"), huge);
    EXPECT_EQ(errorOf(folder.path("a.webp")), ErrorCode::FileUnsupported);
}

/// A one-strip TIFF of `samples` channels with the given photometric interpretation, written by hand because
/// OpenImageIO writes only RGB and grey.
std::vector<char> handMadeTiff(int side, int samples, int photometric,
                               const std::vector<std::uint16_t>& colour_map) {
    std::vector<char> file{'I', 'I', '*', 0, 8, 0, 0, 0};
    const auto u16 = [&](std::uint32_t v) {
        file.insert(file.end(), {static_cast<char>(v), static_cast<char>(v >> 8)});
    };
    const auto u32 = [&](std::uint32_t v) { u16(v & 0xffff), u16(v >> 16); };
    const auto entry = [&](int tag, int type, std::uint32_t count, std::uint32_t value) {
        u16(tag), u16(type), u32(count), u32(value);
    };
    const int entries = colour_map.empty() ? 9 : 10;
    const std::uint32_t data = 8 + 2 + 12 * entries + 4;
    const std::uint32_t pixels = side * side * samples;
    u16(entries);
    entry(256, 3, 1, side), entry(257, 3, 1, side);
    if (samples == 4) {
        entry(258, 3, 4, data + pixels);
    } else {
        entry(258, 3, 1, 8);
    }
    entry(259, 3, 1, 1), entry(262, 3, 1, photometric), entry(273, 4, 1, data), entry(277, 3, 1, samples);
    entry(278, 3, 1, side), entry(279, 4, 1, pixels);
    if (!colour_map.empty()) entry(320, 3, static_cast<std::uint32_t>(colour_map.size()), data + pixels);
    u32(0);
    for (std::uint32_t i = 0; i < pixels; ++i) file.push_back(static_cast<char>(i % 3));
    if (samples == 4) file.insert(file.end(), {8, 0, 8, 0, 8, 0, 8, 0});
    for (std::uint16_t value : colour_map) u16(value);
    return file;
}

TEST(BadFiles, ACmykPictureIsRefusedWithTheWayOut) {
    const ScratchFolder folder;
    writeBytes(folder.path("print.tif"), handMadeTiff(16, 4, 5, {}));
    EXPECT_EQ(errorOf(folder.path("print.tif")), ErrorCode::FileUnsupported);
    EXPECT_NE(LocalDarkroom().open(folder.path("print.tif")).error().message.find("CMYK"), std::string::npos);
}

TEST(BadFiles, APaletteBecomesRgb) {
    const ScratchFolder folder;
    std::vector<std::uint16_t> map(3 * 256, 0);
    map[0] = 0xffff;            // 0: red
    map[256 + 1] = 0xffff;      // 1: green
    map[2 * 256 + 2] = 0xffff;  // 2: blue
    writeBytes(folder.path("palette.tif"), handMadeTiff(16, 1, 3, map));
    const Result<Photo> photo = LocalDarkroom().open(folder.path("palette.tif"));
    ASSERT_TRUE(photo) << photo.error().message;
    ASSERT_EQ(photo.value().image().channels(), 3);
    EXPECT_EQ(testing::valueAt(photo.value().image(), 0, 0, 0), 1.0f);
    EXPECT_EQ(testing::valueAt(photo.value().image(), 1, 0, 1), 1.0f);
    EXPECT_EQ(testing::valueAt(photo.value().image(), 2, 0, 2), 1.0f);
}

}  // namespace
}  // namespace engine
