#include "engine/files/local_pose_files.h"

#include <fstream>
#include <sstream>

#include "engine/files/pose_file.h"
#include "tests/engine/files/temporary_folder.h"

namespace engine {
namespace {

using enum JointName;

Skeleton halfOfSomebody() {
    Skeleton skeleton;
    skeleton[Nose] = {{320.25, 160.5}, 0.5f};
    skeleton[Neck] = {{320, 240}, 0.75f};
    skeleton[LeftElbow] = {{-12.125, 900}, 1};
    return skeleton;
}

std::string textOf(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

TEST(LocalPoseFiles, WhatIsSavedOpensTheSameAndNamesItsCanvas) {
    const TemporaryFolder folder;
    const std::string path = folder.write("pose.json", "an older file");
    const LocalPoseFiles files;
    const auto saved = files.save(path, halfOfSomebody(), {640, 480});
    ASSERT_TRUE(saved) << saved.error().message;
    EXPECT_EQ(folder.count(), 1u) << "nothing is left beside it";
    const auto pose = files.open(path);
    ASSERT_TRUE(pose) << pose.error().message;
    for (std::size_t i = 0; i < kJointCount; ++i) {
        EXPECT_EQ(pose.value().joints[i].at, halfOfSomebody().joints[i].at) << i;
        EXPECT_EQ(pose.value().joints[i].confidence, halfOfSomebody().joints[i].confidence) << i;
    }
    EXPECT_EQ(readPoseFile(path).value().canvas, (Size{640, 480}));
}

TEST(LocalPoseFiles, OnePersonIsOpenedAndSeveralAreTurnedAway) {
    const TemporaryFolder folder;
    const std::string path =
        folder.write("two.json", poseText({{640, 480}, {halfOfSomebody(), halfOfSomebody()}, false, ""}));
    const auto pose = LocalPoseFiles().open(path);
    ASSERT_FALSE(pose);
    EXPECT_EQ(pose.error().code, ErrorCode::InvalidRequest);
    for (const char* part : {"One person was expected", "two.json", "found 2", "leave one"})
        EXPECT_NE(pose.error().message.find(part), std::string::npos) << pose.error().message;
    EXPECT_EQ(LocalPoseFiles().open(folder.write("broken.json", "{")).error().code,
              ErrorCode::InvalidRequest);
    EXPECT_EQ(LocalPoseFiles().open(folder.file("absent.json")).error().code, ErrorCode::FileUnreadable);
}

TEST(LocalPoseFiles, AFolderThatIsNotThereIsSaidAndAFileStaysWhenItsPlaceIsTaken) {
    const TemporaryFolder folder;
    const auto nowhere = LocalPoseFiles().save(folder.file("absent/pose.json"), halfOfSomebody(), {640, 480});
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, ErrorCode::FileUnwritable);
    std::filesystem::create_directory(folder.path() / "taken.json");
    const std::string inside = folder.write("taken.json/other", "kept");
    EXPECT_FALSE(LocalPoseFiles().save(folder.file("taken.json"), halfOfSomebody(), {640, 480}));
    EXPECT_EQ(textOf(inside), "kept");
    EXPECT_EQ(folder.count(), 1u);
}

}  // namespace
}  // namespace engine
