#include <gtest/gtest.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>

#include "engine/models/pose_field/local_pose_field.h"
#include "engine/models/pose_field/pose_field_files.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/source_tree.h"

namespace engine {
namespace {

std::string starterField() {
    return (sourceRoot() / "resources/models/starter/pose_field").string();
}

/// Somebody seen from the front, down to the shoulders.
Skeleton portrait() {
    Skeleton pose;
    const auto place = [&](JointName joint, double x, double y) { pose[joint] = {{x, y}, 1}; };
    place(JointName::Nose, 160, 130);
    place(JointName::RightEye, 133, 105);
    place(JointName::LeftEye, 187, 105);
    place(JointName::RightEar, 92, 120);
    place(JointName::LeftEar, 228, 120);
    place(JointName::Neck, 160, 253);
    place(JointName::RightShoulder, 25, 250);
    place(JointName::LeftShoulder, 295, 250);
    return pose;
}

TEST(PoseField, DoesNotCareWhereAPoseIsNorHowLarge) {
    torch::manual_seed(4);
    PoseFieldModule net(16);
    const torch::Tensor places = torch::randn({1, kJointCount, 2}), seen = torch::ones({1, kJointCount});
    const torch::Tensor here = net->forward(places, seen),
                        there = net->forward(places * 300 + torch::tensor({1000.0f, -50.0f}), seen);
    EXPECT_GT(here.abs().max().item<float>(), 1e-3f);
    EXPECT_TRUE(torch::allclose(here, there, 1e-3, 1e-4));
}

TEST(PoseField, SaysNothingOfJointsThatAreMissing) {
    torch::manual_seed(4);
    PoseFieldModule net(16);
    torch::Tensor seen = torch::ones({1, kJointCount});
    seen[0][5] = 0;
    torch::Tensor places = torch::randn({1, kJointCount, 2});
    const torch::Tensor said = net->forward(places, seen);
    EXPECT_EQ(said[0][5].abs().sum().item<float>(), 0);
    places[0][5] = 1e6;
    EXPECT_TRUE(torch::equal(said, net->forward(places, seen))) << "nor do they count for the others";
}

TEST(PoseField, SaysWhatTheTrainedNetworkSays) {
    const LocalPoseField field(starterField());
    const auto module = loadPoseField(starterField());
    ASSERT_TRUE(module) << module.error().message;
    Skeleton pose = portrait();
    pose[JointName::Nose].at.x += 70;
    torch::Tensor places = torch::zeros({1, kJointCount, 2}), seen = torch::zeros({1, kJointCount});
    for (int i = 0; i < kJointCount; ++i) {
        const Joint& joint = pose.joints[static_cast<std::size_t>(i)];
        if (!(joint.confidence > 0)) continue;
        places[0][i][0] = joint.at.x;
        places[0][i][1] = joint.at.y;
        seen[0][i] = 1;
    }
    const torch::NoGradGuard no_gradients;
    const torch::Tensor said = PoseFieldModule(module.value())->forward(places, seen).norm(2, 2)[0];
    const auto distance = field.distance(pose);
    ASSERT_TRUE(distance);
    for (int i = 0; i < kJointCount; ++i) {
        EXPECT_NEAR(distance.value().of_joint[static_cast<std::size_t>(i)], said[i].item<double>(), 1e-5)
            << "joint " << i;
    }
}

TEST(PoseField, FindsTheJointThatIsOutOfPlace) {
    const LocalPoseField field(starterField());
    const auto real = field.distance(portrait());
    ASSERT_TRUE(real) << real.error().message;
    for (std::size_t i = 0; i < real.value().of_joint.size(); ++i)
        EXPECT_LT(real.value().of_joint[i], PoseField::kOdd) << "joint " << i;
    for (const JointName joint : {JointName::Nose, JointName::LeftEar, JointName::RightShoulder}) {
        Skeleton pose = portrait();
        pose[joint].at.y -= 90;
        const auto odd = field.distance(pose);
        ASSERT_TRUE(odd);
        const auto& each = odd.value().of_joint;
        EXPECT_GT(odd.value().whole, 3 * real.value().whole);
        EXPECT_EQ(std::max_element(each.begin(), each.end()) - each.begin(), static_cast<int>(joint));
        EXPECT_GT(each[static_cast<std::size_t>(joint)], PoseField::kOdd);
    }
}

TEST(PoseField, SnappingBringsAJointBackAndLeavesAPlausiblePoseAlone) {
    const LocalPoseField field(starterField());
    const auto same = field.snapped(portrait());
    ASSERT_TRUE(same) << same.error().message;
    EXPECT_EQ(same.value()[JointName::Neck].at, portrait()[JointName::Neck].at);
    Skeleton pose = portrait();
    pose[JointName::LeftEye].at.x += 80;
    const auto better = field.snapped(pose);
    ASSERT_TRUE(better);
    const auto away = [&](const Skeleton& p) {
        const ImagePoint at = p[JointName::LeftEye].at, home = portrait()[JointName::LeftEye].at;
        return std::hypot(at.x - home.x, at.y - home.y);
    };
    EXPECT_LT(away(better.value()), 25);
    EXPECT_FALSE(better.value().has(JointName::LeftAnkle)) << "what is missing stays missing";
}

TEST(PoseField, SnappingNeverGoesFurtherAway) {
    TemporaryFolder folder;
    torch::manual_seed(11);
    // Numbers of no meaning: the promise is the descent's, not the network's.
    ASSERT_TRUE(savePoseField(*PoseFieldModule(24), folder.path()));
    for (const std::string& model : {starterField(), folder.path().string()}) {
        const LocalPoseField field(model);
        for (int i = 0; i < 30; ++i) {
            Skeleton pose;
            const torch::Tensor places = torch::randn({kJointCount, 2});
            for (int j = 0; j < kJointCount; ++j) {
                pose.joints[static_cast<std::size_t>(j)] = {
                    {100 * places[j][0].item<double>(), 100 * places[j][1].item<double>()}, 1};
            }
            const auto before = field.distance(pose);
            const auto snapped = field.snapped(pose);
            ASSERT_TRUE(before);
            ASSERT_TRUE(snapped);
            const auto after = field.distance(snapped.value());
            ASSERT_TRUE(after);
            EXPECT_LE(after.value().whole, before.value().whole);
        }
    }
}

TEST(PoseField, HasNoOpinionOnTwoJoints) {
    const LocalPoseField field(starterField());
    Skeleton pose;
    pose[JointName::Nose] = {{5, 5}, 1};
    pose[JointName::Neck] = {{900, 5}, 1};
    const auto said = field.distance(pose);
    ASSERT_TRUE(said);
    EXPECT_EQ(said.value().whole, 0);
}

TEST(PoseField, SaysWhatIsMissing) {
    const LocalPoseField field("/nowhere/pose_field");
    const auto said = field.distance(portrait());
    ASSERT_FALSE(said);
    EXPECT_EQ(said.error().code, ErrorCode::ModelMissing);
    EXPECT_FALSE(field.snapped(portrait()));
}

}  // namespace
}  // namespace engine
