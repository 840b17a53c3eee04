#include "engine/files/pose_file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/engine/files/temporary_folder.h"

namespace engine {
namespace {

using nlohmann::json;
using enum JointName;

/// Joint i at (10 i + 5, 3 i + 7.25), as certain as the float nearest 0.8.
json keypoints(int joints) {
    json numbers = json::array();
    for (int i = 0; i < joints; ++i) {
        for (const double number : {10.0 * i + 5, 3 * i + 7.25, 0.8}) numbers.push_back(number);
    }
    return numbers;
}

json fileOf(const json& numbers) {
    return {{"people", {{{"pose_keypoints_2d", numbers}}}}, {"canvas_width", 512}, {"canvas_height", 768}};
}

PoseFile parsed(const json& file) {
    const auto pose = parsePoseFile(file.dump(), "pose.json");
    if (!pose) {
        ADD_FAILURE() << pose.error().message;
        return {};
    }
    return pose.value();
}

/// The sentence that `text` is turned away with.
std::string refusal(const std::string& text) {
    const auto pose = parsePoseFile(text, "pose.json");
    if (pose) return "it was accepted";
    EXPECT_EQ(pose.error().code, ErrorCode::InvalidRequest);
    for (const char* part : {"\"pose.json\"", "expected", "choose a file"})
        EXPECT_NE(pose.error().message.find(part), std::string::npos) << pose.error().message;
    EXPECT_LT(pose.error().message.size(), 500u);
    return pose.error().message;
}

void expectRefusal(const std::string& text, const std::string& saying) {
    const std::string sentence = refusal(text);
    EXPECT_NE(sentence.find(saying), std::string::npos) << sentence;
}

TEST(PoseFile, EighteenJointsAreReadInPixels) {
    const PoseFile pose = parsed(fileOf(keypoints(18)));
    EXPECT_EQ(pose.canvas, (Size{512, 768}));
    EXPECT_FALSE(pose.from_body25);
    ASSERT_EQ(pose.people.size(), 1u);
    EXPECT_EQ(pose.people[0][Nose].at, (ImagePoint{5, 7.25}));
    EXPECT_EQ(pose.people[0][LeftEar].at, (ImagePoint{175, 58.25}));
    EXPECT_EQ(pose.people[0][LeftEar].confidence, 0.8f);
}

TEST(PoseFile, WhatIsWrittenReadsTheSame) {
    PoseFile pose = parsed(fileOf(keypoints(18)));
    pose.people[0][LeftKnee] = {};
    pose.people[0][RightWrist].at = {-12.3456789, 901.1};
    pose.people.push_back(pose.people[0]);
    pose.people[1][Nose].confidence = 0.1f;
    for (const std::string& rest : {pose.rest, std::string()}) {
        PoseFile before = pose;
        before.rest = rest;
        const auto after = parsePoseFile(poseText(before), "written.json");
        ASSERT_TRUE(after) << after.error().message;
        EXPECT_EQ(after.value().canvas, pose.canvas);
        ASSERT_EQ(after.value().people.size(), 2u);
        for (std::size_t person = 0; person < 2; ++person) {
            for (std::size_t i = 0; i < kJointCount; ++i) {
                const Joint& was = pose.people[person].joints[i];
                EXPECT_EQ(after.value().people[person].joints[i].at, was.at) << i;
                EXPECT_EQ(after.value().people[person].joints[i].confidence, was.confidence) << i;
            }
        }
    }
}

TEST(PoseFile, JointsOfNoConfidenceOrAtTheCornerAreMissing) {
    json numbers = keypoints(18);
    numbers[2] = 0;
    numbers[3] = numbers[4] = 0;
    numbers[8] = -1;
    numbers[11] = 3;
    const Skeleton person = parsed(fileOf(numbers)).people[0];
    EXPECT_FALSE(person.has(Nose));
    EXPECT_EQ(person[Nose].at, (ImagePoint{0, 0}));
    EXPECT_FALSE(person.has(Neck));
    EXPECT_FALSE(person.has(RightShoulder));
    EXPECT_EQ(person[RightElbow].confidence, 1) << "more than certain is certain";
}

TEST(PoseFile, MissingJointsAreWrittenAsZeros) {
    PoseFile pose{{}, {Skeleton{}}, false, ""};
    pose.people[0][Neck] = {{4, 5}, 1};
    pose.people[0][Nose] = {{NAN, 5}, 1};
    pose.people[0][LeftEar] = {{40, 50}, 0};
    const json out = json::parse(poseText(pose));
    EXPECT_FALSE(out.contains("canvas_width"));
    const json& numbers = out["people"][0]["pose_keypoints_2d"];
    ASSERT_EQ(numbers.size(), 54u);
    EXPECT_EQ(json(numbers.begin(), numbers.begin() + 6), json({0.0, 0.0, 0.0, 4.0, 5.0, 1.0}));
    EXPECT_EQ(json(numbers.end() - 3, numbers.end()), json({0.0, 0.0, 0.0}));
}

TEST(PoseFile, Body25LosesTheMiddleOfTheHipsAndTheFeet) {
    const PoseFile pose = parsed(fileOf(keypoints(25)));
    EXPECT_TRUE(pose.from_body25);
    const Skeleton& person = pose.people[0];
    EXPECT_EQ(person[LeftWrist].at.x, 75);
    EXPECT_EQ(person[RightHip].at.x, 95) << "8 is the middle of the hips";
    EXPECT_EQ(person[LeftAnkle].at.x, 145);
    EXPECT_EQ(person[RightEye].at.x, 155);
    EXPECT_EQ(person[LeftEye].at.x, 165);
    EXPECT_EQ(person[RightEar].at.x, 175);
    EXPECT_EQ(person[LeftEar].at.x, 185);
    EXPECT_EQ(json::parse(poseText(pose))["people"][0]["pose_keypoints_2d"].size(), 54u);
}

TEST(PoseFile, PeopleKeepTheirOrder) {
    json file = fileOf(keypoints(18));
    file["people"].push_back({{"pose_keypoints_2d", keypoints(25)}});
    file["people"][1]["pose_keypoints_2d"][0] = 77;
    const PoseFile pose = parsed(file);
    ASSERT_EQ(pose.people.size(), 2u);
    EXPECT_EQ(pose.people[0][Nose].at.x, 5);
    EXPECT_EQ(pose.people[1][Nose].at.x, 77);
    EXPECT_TRUE(pose.from_body25);
}

TEST(PoseFile, AListOfPicturesIsReadAsItsPeople) {
    json second = fileOf(keypoints(18));
    second["people"][0]["pose_keypoints_2d"][0] = 77;
    second["canvas_width"] = 99;
    PoseFile pose = parsed(json::array({fileOf(keypoints(18)), second}));
    EXPECT_EQ(pose.canvas, (Size{512, 768}));
    ASSERT_EQ(pose.people.size(), 2u);
    EXPECT_EQ(pose.people[1][Nose].at.x, 77);

    pose.people[1][Nose].at.x = 78;
    const json out = json::parse(poseText(pose));
    ASSERT_TRUE(out.is_array());
    EXPECT_EQ(out[0]["people"][0]["pose_keypoints_2d"][0], 5);
    EXPECT_EQ(out[1]["people"][0]["pose_keypoints_2d"][0], 78);
    EXPECT_EQ(out[1]["canvas_width"], 99);
}

TEST(PoseFile, SharesOfTheCanvasBecomePixels) {
    json numbers = keypoints(18);
    for (std::size_t i = 0; i < numbers.size(); i += 3) {
        numbers[i] = numbers[i].get<double>() / 512;
        numbers[i + 1] = numbers[i + 1].get<double>() / 768;
    }
    json file = fileOf(numbers);
    file["people"][0]["face_keypoints_2d"] = {0.5, 0.25, 0.125};
    file["people"][0]["hand_left_keypoints_2d"] = {0.5, "odd"};
    const PoseFile pose = parsed(file);
    EXPECT_NEAR(pose.people[0][LeftEar].at.x, 175, 1e-9);
    EXPECT_NEAR(pose.people[0][LeftEar].at.y, 58.25, 1e-9);
    const json out = json::parse(poseText(pose))["people"][0];
    EXPECT_EQ(out["face_keypoints_2d"], json({256, 192, 0.125})) << "all of a file has one unit";
    EXPECT_EQ(out["hand_left_keypoints_2d"], json({0.5, "odd"}));

    file.erase("canvas_width");
    file.erase("canvas_height");
    EXPECT_LT(parsed(file).people[0][LeftEar].at.x, 1) << "shares of what?";
}

TEST(PoseFile, AFileWithoutJointsInPixelsIsNotTakenForShares) {
    json empty = fileOf(json(std::vector<double>(54, 0)));
    empty["people"][0]["face_keypoints_2d"] = {5, 6, 1};
    const PoseFile pose = parsed(json::array({fileOf(keypoints(18)), empty}));
    EXPECT_EQ(json::parse(poseText(pose))[1]["people"][0]["face_keypoints_2d"], json({5, 6, 1}));
}

TEST(PoseFile, HandsFaceAndStrangersSurviveAChangedSkeleton) {
    json file = fileOf(keypoints(25));
    const json person = {{"person_id", {-1}},
                         {"hand_left_keypoints_2d", {1.5, 2.25, 0.5}},
                         {"hand_right_keypoints_2d", nullptr},
                         {"face_keypoints_2d", {7, 8, 1}},
                         {"pose_keypoints_3d", json::array()}};
    file["people"][0].update(person);
    file["version"] = 1.3;
    file["animals"] = {{"deep", {{"er", "ネコ"}}}};
    PoseFile pose = parsed(file);
    pose.people[0][Nose].at = {300, 400};
    const json out = json::parse(poseText(pose));
    for (const auto& [key, value] : person.items()) EXPECT_EQ(out["people"][0][key], value) << key;
    EXPECT_EQ(out["version"], 1.3);
    EXPECT_EQ(out["animals"], file["animals"]);
    EXPECT_EQ(out["people"][0]["pose_keypoints_2d"][0], 300);
}

TEST(PoseFile, PeopleWhoComeAndGoLeaveTheOthersTheirHands) {
    json file = fileOf(keypoints(18));
    file["people"].push_back(file["people"][0]);
    file["people"][0]["face_keypoints_2d"] = {1, 2, 3};
    file["people"][1]["face_keypoints_2d"] = {4, 5, 6};
    PoseFile pose = parsed(file);
    pose.people.push_back(pose.people[0]);
    json out = json::parse(poseText(pose))["people"];
    ASSERT_EQ(out.size(), 3u);
    EXPECT_EQ(out[1]["face_keypoints_2d"], json({4, 5, 6}));
    EXPECT_FALSE(out[2].contains("face_keypoints_2d"));

    pose.people.resize(1);
    out = json::parse(poseText(pose))["people"];
    ASSERT_EQ(out.size(), 1u);
    EXPECT_EQ(out[0]["face_keypoints_2d"], json({1, 2, 3}));
}

TEST(PoseFile, BrokenFilesAreRefusedWithASentence) {
    const std::string good = fileOf(keypoints(18)).dump();
    expectRefusal("", "empty");
    expectRefusal("no pose", "JSON");
    expectRefusal(std::string("\0\0", 2), "JSON");
    expectRefusal(good.substr(0, good.size() / 2), "JSON");
    expectRefusal("{\"people\": \"\xff\"}", "UTF-8");
    expectRefusal(std::string(500'000, '['), "nesting");
    expectRefusal(R"({"people": [], "people": []})", "twice");
    for (const char* text : {"3", "null", "[]", "{}", "[{}]", R"({"people": null})", R"({"people": {}})",
                             R"([{"people": []}, 3])"}) {
        expectRefusal(text, "a list \"people\" was expected");
    }
    expectRefusal(R"({"people": []})", "no person in it");
    expectRefusal(R"([{"people": []}, {"people": []}])", "no person in it");
    expectRefusal(R"({"people": [3]})", "every person was expected");
    expectRefusal(R"({"people": [{"pose_keypoints_2d": null}]})", "but one has none");
    expectRefusal(R"({"people": [{"pose_keypoints_2d": "0 0 0"}]})", "\"0 0 0");
    expectRefusal(fileOf(json(std::vector<double>(54, 0))).dump(), "every joint is missing");
}

TEST(PoseFile, WrongCountsOfNumbersAreRefused) {
    for (const int joints : {0, 1, 17, 19, 24, 26, 1000}) {
        expectRefusal(fileOf(keypoints(joints)).dump(), "but one has " + std::to_string(3 * joints));
    }
    json numbers = keypoints(18);
    numbers.erase(numbers.begin());
    expectRefusal(fileOf(numbers).dump(), "but one has 53");
}

TEST(PoseFile, WhatIsNoNumberIsRefused) {
    const std::string good = fileOf(keypoints(18)).dump();
    const auto with = [&](const std::string& what) {
        std::string text = good;
        return text.replace(text.find("7.25"), 4, what);
    };
    ASSERT_EQ(refusal(with("8.5")), "it was accepted");
    for (const char* strange : {"NaN", "Infinity", "-Infinity", "inf"}) expectRefusal(with(strange), "JSON");
    expectRefusal(with("1e999"), "1e308");
    for (const char* strange : {"1e300", "-1e7", "null", "true", "\"7\"", "[7]", "{}"}) {
        expectRefusal(with(strange), "numbers up to 1000000");
    }
}

TEST(PoseFile, CanvasesThatNoPictureHasAreRefused) {
    for (const json& side : {json(0), json(-5), json(1e12), json("512"), json(true), json::array()}) {
        json file = fileOf(keypoints(18));
        file["canvas_height"] = side;
        expectRefusal(file.dump(), "\"canvas_height\" was expected");
    }
    json file = fileOf(keypoints(18));
    file["canvas_width"] = 512.0;
    EXPECT_EQ(parsed(file).canvas.width, 512);
    file["canvas_width"] = nullptr;
    expectRefusal(file.dump(), "expected together");
}

TEST(PoseFile, MillionsOfValuesAreRefused) {
    std::string text = R"({"people": [)";
    for (int i = 0; i < 1'000'001; ++i) text += "1,";
    expectRefusal(text + "1]}", "at most 1000000 values");
}

TEST(ReadPoseFile, ReadsAFileAndSaysWhatIsWrongWithOthers) {
    const TemporaryFolder folder;
    const auto pose = readPoseFile(folder.write("pose.json", fileOf(keypoints(18)).dump()));
    ASSERT_TRUE(pose);
    EXPECT_EQ(pose.value().people.size(), 1u);

    const auto absent = readPoseFile(folder.file("absent.json"));
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().code, ErrorCode::FileUnreadable);
    EXPECT_NE(absent.error().message.find("choose the pose's file"), std::string::npos);
    EXPECT_EQ(readPoseFile(folder.path().string()).error().code, ErrorCode::FileUnreadable);

    const auto large = readPoseFile(folder.write("large.json", std::string(16'000'001, ' ')));
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().code, ErrorCode::FileUnsupported);
    EXPECT_NE(large.error().message.find("16 MB"), std::string::npos);
}

}  // namespace
}  // namespace engine
