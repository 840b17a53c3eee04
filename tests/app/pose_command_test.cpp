#include <cstring>
#include <nlohmann/json.hpp>

#include "tests/app/cli_fixture.h"
#include "tests/support/tiny_models.h"

namespace test {
namespace {

class PoseCommand : public CliTest {
protected:
    PoseCommand() { writeTinyModelsThatSeeFaces(models_); }
    Ending pose(const std::vector<std::string>& more) const {
        std::vector<std::string> all = {file("photo.png"), "-o", file("result.png")};
        all.insert(all.end(), more.begin(), more.end());
        return runCli(words("pose", all));
    }
    /// What `read` writes about the photo, with its joints moved.
    std::string poseFile(double by) {
        EXPECT_EQ(runCli(words("read", {file("photo.png"), "-o", file("seen")})).code, 0);
        nlohmann::json pose = nlohmann::json::parse(bytesOf(file("seen.pose.json")));
        for (auto& value : pose["people"][0]["pose_keypoints_2d"]) {
            if (value.get<double>() > 1) value = value.get<double>() + by;
        }
        folder_.write("to.json", pose.dump());
        return file("to.json");
    }
};

TEST_F(PoseCommand, TurnsAHead) {
    const Ending done = pose({"--yaw", "15", "--roll", "-5"});
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(readPicture(file("result.png")).size(), kPhoto);
    EXPECT_NE(bytesOf(file("result.png")), bytesOf(file("photo.png")));
}

TEST_F(PoseCommand, GoesToThePoseOfAFile) {
    const Ending done = pose({"--to", poseFile(4)});
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(readPicture(file("result.png")).size(), kPhoto);
}

TEST_F(PoseCommand, ThePoseThatIsThereLeavesEveryPixel) {
    ASSERT_EQ(pose({"--to", poseFile(0)}).code, 0);
    const engine::Image before = readPicture(file("photo.png")), after = readPicture(file("result.png"));
    ASSERT_EQ(before.byteCount(), after.byteCount());
    EXPECT_EQ(std::memcmp(before.data(), after.data(), before.byteCount()), 0);
}

TEST_F(PoseCommand, AsksForOneWayOfSayingThePose) {
    for (const std::vector<std::string>& said :
         {std::vector<std::string>{}, {"--to", file("to.json"), "--yaw", "3"}}) {
        const Ending done = pose(said);
        EXPECT_EQ(done.code, 2);
        expectSentence(done, "--to");
        EXPECT_FALSE(exists("result.png"));
    }
}

TEST_F(PoseCommand, BadPosesAreBadInputs) {
    folder_.write("short.json", R"({"people": [{"pose_keypoints_2d": [9, 9, 1]}]})");
    EXPECT_EQ(pose({"--to", file("short.json")}).code, 2);
    EXPECT_EQ(pose({"--to", file("nowhere.json")}).code, 2);
    folder_.write("no.json", R"({"people": []})");
    const Ending done = pose({"--to", file("no.json")});
    EXPECT_EQ(done.code, 2);
    expectSentence(done, "no.json");
    EXPECT_EQ(pose({"--yaw", "26"}).code, 2);
    EXPECT_EQ(pose({"--yaw", "nan"}).code, 2);
    EXPECT_FALSE(exists("result.png"));
}

TEST_F(PoseCommand, ACheckpointDrawsAnewAndTheSameSeedTheSame) {
    const std::filesystem::path source = PENUMBRA_SOURCE_DIR;
    const std::string golden = (source / "tests/fixtures/golden/").string();
    const auto drawn = [&](const std::string& name) {
        const Ending done = runCli({"pose",         (source / "resources/sample/portrait.jpg").string(),
                                    "-o",           file(name),
                                    "--yaw",        "10",
                                    "--models",     golden + "sd15_tiny",
                                    "--steps",      "2",
                                    "--seed",       "7",
                                    "--device",     "cpu",
                                    "--threads",    "1",
                                    "--prompt",     "a portrait",
                                    "--controlnet", golden + "controlnet_tiny"});
        EXPECT_EQ(done.code, 0) << done.err;
        return bytesOf(file(name));
    };
    const std::string one = drawn("one.png");
    EXPECT_EQ(drawn("two.png"), one);
    const std::filesystem::path moved = file("moved.png");
    ASSERT_EQ(runCli({"pose", (source / "resources/sample/portrait.jpg").string(), "-o", moved.string(),
                      "--yaw", "10"})
                  .code,
              0);
    EXPECT_NE(bytesOf(moved.string()), one);
}

TEST_F(PoseCommand, WhatNeedsACheckpointIsRefusedWithoutOne) {
    for (const std::vector<std::string>& option : {std::vector<std::string>{"--prompt", "a man"},
                                                   {"--negative", "hat"},
                                                   {"--strength", "0.5"},
                                                   {"--guidance", "3"},
                                                   {"--controlnet", "net"},
                                                   {"--lora", "x.safetensors"},
                                                   {"--scheduler", "ddim"},
                                                   {"--steps", "4"}}) {
        const Ending done = pose({"--yaw", "10", option[0], option[1]});
        EXPECT_EQ(done.code, 2) << option[0];
        expectSentence(done, option[0]);
        EXPECT_FALSE(exists("result.png"));
    }
}

TEST_F(PoseCommand, BadNumbersForACheckpointAreSentences) {
    models_ = PENUMBRA_SOURCE_DIR "/tests/fixtures/golden/sd15_tiny";
    for (const std::vector<std::string>& option : {std::vector<std::string>{"--strength", "1.5"},
                                                   {"--guidance", "nan"},
                                                   {"--steps", "0"},
                                                   {"--seed", "-1"}}) {
        const Ending done = pose({"--yaw", "10", option[0], option[1]});
        EXPECT_EQ(done.code, 2) << option[0];
        expectSentence(done, option[0]);
        EXPECT_FALSE(exists("result.png"));
    }
}

TEST_F(PoseCommand, WithoutAPersonNothingIsWritten) {
    writeTinyModels(models_);
    const Ending done = pose({"--yaw", "10"});
    EXPECT_EQ(done.code, 1);
    expectSentence(done, "face");
    EXPECT_FALSE(exists("result.png"));
}

TEST_F(PoseCommand, NeedsItsModel) {
    std::filesystem::remove_all(models_ + "/head_shape");
    const Ending done = pose({"--yaw", "10"});
    EXPECT_EQ(done.code, 3);
    expectSentence(done, "head_shape/config.json");
}

}  // namespace
}  // namespace test
