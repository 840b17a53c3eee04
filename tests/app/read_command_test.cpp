#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/app/cli_fixture.h"
#include "tests/support/tiny_models.h"

namespace test {
namespace {

using nlohmann::json;

class ReadCommand : public CliTest {
protected:
    ReadCommand() { writeTinyModelsThatSeeFaces(models_); }

    Ending read(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> all = words("read", {file("photo.png"), "-o", file("seen")});
        all.insert(all.end(), more.begin(), more.end());
        return runCli(all);
    }
};

TEST_F(ReadCommand, WritesPartsPersonAndPose) {
    const Ending done = read();
    ASSERT_EQ(done.code, 0) << done.err;
    for (const char* name : {"seen.parts.png", "seen.person.png"}) {
        const engine::Image picture = readPicture(file(name));
        EXPECT_EQ(picture.size(), kPhoto) << name;
        EXPECT_EQ(picture.channels(), 1) << name;
        EXPECT_EQ(picture.type(), engine::PixelType::U8) << name;
    }
    EXPECT_TRUE(leftovers().empty());
}

TEST_F(ReadCommand, ThePoseIsOpenPosesInPixels) {
    ASSERT_EQ(read().code, 0);
    const json pose = json::parse(bytesOf(file("seen.pose.json")));
    EXPECT_EQ(pose["canvas_width"], kPhoto.width);
    EXPECT_EQ(pose["canvas_height"], kPhoto.height);
    ASSERT_EQ(pose["people"].size(), 1u);
    const json& joints = pose["people"][0]["pose_keypoints_2d"];
    ASSERT_EQ(joints.size(), 54u);
    EXPECT_GT(joints[2], 0.5) << "the nose was seen";
    EXPECT_EQ(joints[3 * 10], 0) << "an ankle was not";
    EXPECT_EQ(joints[3 * 10 + 2], 0);
    ASSERT_EQ(pose["face_landmarks"].size(), 478u);
    EXPECT_EQ(pose["face_landmarks"][7].size(), 2u);
    for (const char* angle : {"yaw", "pitch", "roll"}) EXPECT_TRUE(pose["head"][angle].is_number()) << angle;
    ASSERT_FALSE(pose["faces"].empty());
    EXPECT_GT(pose["faces"][0]["w"], 0);
    EXPECT_GT(pose["faces"][0]["confidence"], 0.5);
}

TEST_F(ReadCommand, TheLabelsAreParts) {
    ASSERT_EQ(read().code, 0);
    const engine::Image parts = readPicture(file("seen.parts.png"));
    for (int y = 0; y < parts.height(); ++y) {
        for (int x = 0; x < parts.width(); ++x) ASSERT_LT(parts.row<std::uint8_t>(y)[x], 8);
    }
}

TEST_F(ReadCommand, TellsMachinesWhatItWrote) {
    const Ending done = read({"--json", "--quiet"});
    const json line = json::parse(done.out);
    EXPECT_EQ(line["event"], "done");
    EXPECT_EQ(line["output"].size(), 3u);
}

TEST_F(ReadCommand, WritesNothingWhenOneOfTheThreeExists) {
    for (const char* name : {"seen.parts.png", "seen.person.png", "seen.pose.json"}) {
        std::ofstream(file(name)) << "mine";
        const Ending done = read();
        EXPECT_EQ(done.code, 2);
        expectSentence(done, "--overwrite");
        EXPECT_EQ(bytesOf(file(name)), "mine");
        std::filesystem::remove(file(name));
        EXPECT_FALSE(exists("seen.parts.png") || exists("seen.person.png") || exists("seen.pose.json"));
    }
}

TEST_F(ReadCommand, ReplacesTheThreeWhenTold) {
    std::ofstream(file("seen.pose.json")) << "mine";
    ASSERT_EQ(read({"--overwrite"}).code, 0);
    EXPECT_NE(bytesOf(file("seen.pose.json")), "mine");
}

TEST_F(ReadCommand, SaysWhenThereIsNoFace) {
    writeTinyModels(models_);
    const Ending done = read();
    EXPECT_EQ(done.code, 1);
    expectSentence(done, "No face");
    EXPECT_FALSE(exists("seen.parts.png"));
}

}  // namespace
}  // namespace test
