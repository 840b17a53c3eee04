#include "engine/pipelines/reading/read_portrait.h"

#include <gtest/gtest.h>

#include "engine/models/portrait_reader/mesh_mirror.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/models/tiny_networks.h"
#include "tests/support/tiny_models.h"

namespace engine {
namespace {

/// A grey photo with a brighter half, with its levels.
Photo greyPhoto(Size size) {
    Photo photo;
    photo.format = "png";
    for (int step = 1;; step *= 2) {
        const Size level{(size.width + step - 1) / step, (size.height + step - 1) / step};
        ImageBuilder pixels(level, 3, PixelType::U8);
        for (int y = 0; y < level.height; ++y) {
            std::uint8_t* row = pixels.row<std::uint8_t>(y);
            for (int i = 0; i < 3 * level.width; ++i) row[i] = 2 * y < level.height ? 90 : 140;
        }
        photo.levels.push_back(std::move(pixels).finish());
        if (std::max(level.width, level.height) <= 512) return photo;
    }
}

class ReadPortraitTest : public testing::Test {
protected:
    Result<Reading> read(const Photo& photo, int face, TinyAnswer answer = TinyAnswer::Always) {
        saveTinyReader(folder_.file("reader"), answer);
        saveTinyFinder(folder_.file("finder"), answer);
        test::writeTinyStructureStyle(folder_.file("structure_style"));
        const auto reader = PortraitReader::load(folder_.file("reader"));
        const auto finder = FaceFinder::load(folder_.file("finder"));
        const auto structure_style = StructureStyle::load(folder_.file("structure_style"), Compute{});
        EXPECT_TRUE(reader && finder && structure_style);
        JobContext job(JobId{1}, stop_.get_token(), mailbox_);
        return readPortrait(photo, face, reader.value(), finder.value(), structure_style.value(), job);
    }
    TemporaryFolder folder_;
    std::stop_source stop_;
    Mailbox mailbox_;
};

TEST_F(ReadPortraitTest, SaysWhatToDoWhenThereIsNoFace) {
    const auto reading = read(greyPhoto({400, 300}), 0, TinyAnswer::Never);
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code, ErrorCode::NoFace);
    EXPECT_EQ(reading.error().message,
              "No face was found in this photo; paint a mask over the part to change, or choose a photo with "
              "a face of "
              "at least 60 pixels.");
}

TEST_F(ReadPortraitTest, RefusesAFaceThatIsNotThereAndSaysHowManyAre) {
    const auto reading = read(greyPhoto({400, 300}), 5000);
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code, ErrorCode::InvalidRequest);
    EXPECT_NE(reading.error().message.find("5000"), std::string::npos);
    EXPECT_FALSE(read(greyPhoto({400, 300}), -1));
}

TEST_F(ReadPortraitTest, RefusesAPhotoThatIsNotThere) {
    const auto reading = read(Photo{}, 0);
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code, ErrorCode::InvalidRequest);
}

TEST_F(ReadPortraitTest, ReadsTheChosenFaceInASquareInsideThePhoto) {
    const auto read_it = read(greyPhoto({400, 300}), 0);
    ASSERT_TRUE(read_it) << read_it.error().message;
    const Reading& reading = read_it.value();
    EXPECT_EQ(reading.region.width, reading.region.height);
    EXPECT_EQ(reading.region.intersected({0, 0, 400, 300}), reading.region);
    EXPECT_EQ(reading.parts.channels(), 1);
    EXPECT_EQ(reading.parts.type(), PixelType::U8);
    for (int y = 0; y < reading.parts.height(); ++y) {
        const auto part = static_cast<Part>(reading.parts.row<std::uint8_t>(y)[y]);
        EXPECT_TRUE(part == Part::Hair || part == Part::Skin || part == Part::Lips ||
                    part == Part::Background)
            << "as the network of the regions says, at row " << y;
    }
    ASSERT_EQ(reading.mesh.size(), static_cast<std::size_t>(kMeshPoints));
    // The tiny reader's face lies in the middle of whatever it is shown.
    EXPECT_NEAR(reading.mesh[kNoseTip].x, reading.region.x + reading.region.width / 2.0,
                0.03 * reading.region.width);
}

TEST_F(ReadPortraitTest, GivesTheSameReadingTwice) {
    const Photo photo = greyPhoto({500, 700});
    const auto first = read(photo, 0), second = read(photo, 0);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first.value().mesh, second.value().mesh);
    EXPECT_EQ(first.value().faces.size(), second.value().faces.size());
}

TEST_F(ReadPortraitTest, StopsWhenTheJobIsCancelled) {
    stop_.request_stop();
    EXPECT_THROW(static_cast<void>(read(greyPhoto({400, 300}), 0)), JobCancelled);
}

TEST_F(ReadPortraitTest, ReadsPhotosOfOnePixelWithoutFallingOver) {
    for (const Size size : {Size{1, 1}, {1, 900}, {700, 2}}) {
        const auto reading = read(greyPhoto(size), 0);
        if (reading) {
            EXPECT_EQ(reading.value().mesh.size(), static_cast<std::size_t>(kMeshPoints));
        }
    }
}

}  // namespace
}  // namespace engine
