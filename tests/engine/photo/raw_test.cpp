#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/photo/local_darkroom.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::readBytes;
using testing::ScratchFolder;
using testing::valueAt;
using testing::writeBytes;

/// A little-endian TIFF directory under construction: entries in the order of their tags.
class Directory {
public:
    void add(std::uint16_t tag, std::uint16_t type, const std::vector<std::uint32_t>& values) {
        std::vector<char> bytes;
        for (const std::uint32_t value : values) {
            const int width = type == 1 ? 1 : type == 3 ? 2 : 4;
            for (int i = 0; i < width; ++i) bytes.push_back(static_cast<char>(value >> 8 * i));
        }
        const bool fraction = type == 5 || type == 10;  // two numbers each
        put(tag, type, static_cast<std::uint32_t>(fraction ? values.size() / 2 : values.size()), bytes);
    }
    void add(std::uint16_t tag, std::string_view text) {
        std::vector<char> bytes(text.begin(), text.end());
        bytes.push_back('\0');
        put(tag, 2, static_cast<std::uint32_t>(bytes.size()), bytes);
    }

    /// The whole file; the entry of tag 273 is made to point to `pixels`.
    std::vector<char> file(const std::vector<char>& pixels) const {
        const std::size_t beyond = 8 + 2 + 12 * entries_.size() + 4;
        std::vector<char> head{'I', 'I', '*', 0};
        std::vector<char> body;
        const auto number = [&head](std::uint32_t value, int width) {
            for (int i = 0; i < width; ++i) head.push_back(static_cast<char>(value >> 8 * i));
        };
        std::size_t data = beyond;
        for (const Entry& entry : entries_) data += entry.bytes.size() > 4 ? entry.bytes.size() : 0;
        number(8, 4), number(static_cast<std::uint32_t>(entries_.size()), 2);
        for (const Entry& entry : entries_) {
            number(entry.tag, 2), number(entry.type, 2), number(entry.count, 4);
            if (entry.tag == 273) {
                number(static_cast<std::uint32_t>(data), 4);
            } else if (entry.bytes.size() > 4) {
                number(static_cast<std::uint32_t>(beyond + body.size()), 4);
                body.insert(body.end(), entry.bytes.begin(), entry.bytes.end());
            } else {
                for (std::size_t i = 0; i < 4; ++i)
                    head.push_back(i < entry.bytes.size() ? entry.bytes[i] : '\0');
            }
        }
        number(0, 4);
        head.insert(head.end(), body.begin(), body.end());
        head.insert(head.end(), pixels.begin(), pixels.end());
        return head;
    }

private:
    struct Entry {
        std::uint16_t tag, type;
        std::uint32_t count;
        std::vector<char> bytes;
    };
    void put(std::uint16_t tag, std::uint16_t type, std::uint32_t count, std::vector<char> bytes) {
        if (bytes.size() % 2 == 1 && bytes.size() > 4) bytes.push_back('\0');  // values begin at even places
        entries_.push_back({tag, type, count, std::move(bytes)});
    }
    std::vector<Entry> entries_;
};

/// A camera raw picture of its own making: a Bayer mosaic of a red left half and a blue right half.
std::vector<char> dng(Size size, std::uint32_t orientation) {
    std::vector<char> mosaic;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const bool left = x < size.width / 2;
            const bool red = y % 2 == 0 && x % 2 == 0;
            const bool blue = y % 2 == 1 && x % 2 == 1;
            const std::uint16_t level = (red && left) || (blue && !left) ? 40'000 : 8'000;
            mosaic.push_back(static_cast<char>(level));
            mosaic.push_back(static_cast<char>(level >> 8));
        }
    }
    const auto width = static_cast<std::uint32_t>(size.width);
    const auto height = static_cast<std::uint32_t>(size.height);
    Directory directory;
    directory.add(254, 4, {0});
    directory.add(256, 4, {width});
    directory.add(257, 4, {height});
    directory.add(258, 3, {16});
    directory.add(259, 3, {1});      // not compressed
    directory.add(262, 3, {32803});  // a colour filter array
    directory.add(271, "Maker");
    directory.add(272, "Camera");
    directory.add(273, 4, {0});
    directory.add(274, 3, {orientation});
    directory.add(277, 3, {1});
    directory.add(278, 4, {height});
    directory.add(279, 4, {static_cast<std::uint32_t>(mosaic.size())});
    directory.add(33421, 3, {2, 2});
    directory.add(33422, 1, {0, 1, 1, 2});  // red, green; green, blue
    directory.add(50706, 1, {1, 4, 0, 0});  // DNG 1.4
    directory.add(50708, "Maker Camera");
    directory.add(50714, 3, {0});       // black
    directory.add(50717, 4, {65'535});  // white
    // XYZ to camera, of a camera whose colours are sRGB's; in 1/10 000.
    std::vector<std::uint32_t> matrix;
    for (const int value : {32405, -15371, -4985, -9693, 18760, 416, 556, -2040, 10572}) {
        matrix.push_back(static_cast<std::uint32_t>(value));
        matrix.push_back(10'000);
    }
    directory.add(50721, 10, matrix);
    directory.add(50728, 5, {1, 1, 1, 1, 1, 1});  // neutral
    directory.add(50778, 3, {21});                // D65
    return directory.file(mosaic);
}

class RawTest : public ::testing::Test {
protected:
    void SetUp() override {
        if (!OIIO::ImageInput::create("raw")) GTEST_SKIP() << "this OpenImageIO was built without LibRaw";
    }
    Result<Photo> open(const std::vector<char>& bytes, const std::string& name = "a.dng") {
        writeBytes(folder.path(name), bytes);
        return LocalDarkroom().open(folder.path(name));
    }
    ScratchFolder folder;
};

TEST_F(RawTest, IsDevelopedIn16Bits) {
    const Result<Photo> photo = open(dng({64, 48}, 1));
    ASSERT_TRUE(photo) << photo.error().message;
    const Image& image = photo.value().image();
    EXPECT_EQ(photo.value().format, "raw");
    EXPECT_EQ(image.size(), (Size{64, 48}));
    EXPECT_EQ(image.type(), PixelType::U16);
    ASSERT_EQ(image.channels(), 3);
    EXPECT_GT(valueAt(image, 12, 24, 0), 2 * valueAt(image, 12, 24, 2)) << "the left is red";
    EXPECT_GT(valueAt(image, 52, 24, 2), 2 * valueAt(image, 52, 24, 0)) << "the right is blue";
}

TEST_F(RawTest, StandsUprightOnce) {
    const Result<Photo> photo = open(dng({64, 48}, 6));  // the camera was turned to the left
    ASSERT_TRUE(photo) << photo.error().message;
    const Image& image = photo.value().image();
    ASSERT_EQ(image.size(), (Size{48, 64}));
    EXPECT_GT(valueAt(image, 24, 12, 0), valueAt(image, 24, 12, 2)) << "what was left is above";
}

TEST_F(RawTest, IsExportedAsTiffAndNeverAsRaw) {
    const Result<Photo> photo = open(dng({64, 48}, 1));
    ASSERT_TRUE(photo) << photo.error().message;
    const LocalDarkroom darkroom;
    ASSERT_TRUE(darkroom.save(photo.value(), {}, folder.path("b.tif"), {}, {}, {}));
    const Result<Photo> again = darkroom.open(folder.path("b.tif"));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again.value().image().type(), PixelType::U16);
    EXPECT_EQ(valueAt(again.value().image(), 12, 24, 0), valueAt(photo.value().image(), 12, 24, 0));
    const Result<Done> refused = darkroom.save(photo.value(), {}, folder.path("b.dng"), {}, {}, {});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find(".tif"), std::string::npos) << refused.error().message;
    EXPECT_FALSE(std::filesystem::exists(folder.path("b.dng")));
}

TEST_F(RawTest, ThatIsCutShortIsSaidToBeSo) {
    std::vector<char> bytes = dng({64, 48}, 1);
    bytes.resize(bytes.size() / 2);
    const Result<Photo> photo = open(bytes);
    ASSERT_FALSE(photo);
    EXPECT_EQ(photo.error().code, ErrorCode::FileUnreadable);
}

TEST_F(RawTest, OfAnUnknownCameraNamesTheWayOut) {
    std::vector<char> bytes(4000, 'x');
    const std::string_view magic = "FUJIFILMCCD-RAW 0201";
    std::copy(magic.begin(), magic.end(), bytes.begin());
    const Result<Photo> photo = open(bytes, "a.raf");
    ASSERT_FALSE(photo);
    EXPECT_EQ(photo.error().code, ErrorCode::FileUnsupported) << photo.error().message;
    EXPECT_NE(photo.error().message.find("DNG"), std::string::npos) << photo.error().message;
}

}  // namespace
}  // namespace engine
