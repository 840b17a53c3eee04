#include "ui/session/pose_fit.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/ui/session/pose_fixture.h"
#include "ui/session/joint_box.h"

namespace {

using engine::ImagePoint;
using engine::JointName;
using engine::Skeleton;

Skeleton person() {
    Skeleton skeleton;
    skeleton.joints = test::personReading().joints;
    return skeleton;
}

/// The same pose in a picture of another size, seen elsewhere.
Skeleton elsewhere(const Skeleton& skeleton, double scale, ImagePoint move) {
    Skeleton out = skeleton;
    for (engine::Joint& joint : out.joints) {
        joint.at = {joint.at.x * scale + move.x, joint.at.y * scale + move.y};
    }
    return out;
}

void expectAlike(const Skeleton& a, const Skeleton& b) {
    for (std::size_t i = 0; i < a.joints.size(); ++i) {
        ASSERT_EQ(a.joints[i].confidence > 0, b.joints[i].confidence > 0) << i;
        if (!(a.joints[i].confidence > 0)) continue;
        EXPECT_NEAR(a.joints[i].at.x, b.joints[i].at.x, 1e-6) << i;
        EXPECT_NEAR(a.joints[i].at.y, b.joints[i].at.y, 1e-6) << i;
    }
}

void leaveOut(Skeleton& skeleton, std::initializer_list<JointName> joints) {
    for (const JointName joint : joints) skeleton[joint].confidence = 0;
}

TEST(PoseFit, APoseOfAnotherPictureComesBackAsItWas) {
    for (const double scale : {0.1, 1.0, 7.5}) {
        const auto fit = ui::fitted(elsewhere(person(), scale, {-300, 1200}), person());
        ASSERT_TRUE(fit) << scale;
        expectAlike(*fit, person());
    }
}

TEST(PoseFit, NeckAndWidthOfTheShouldersAreThePersonsAndTheRestIsThePoses) {
    Skeleton pose = elsewhere(person(), 2, {50, 60});
    pose[JointName::RightWrist].at = {pose[JointName::Neck].at.x - 200, pose[JointName::Neck].at.y - 100};
    pose[JointName::Nose].at.x += 40;
    const auto fit = ui::fitted(pose, person());
    ASSERT_TRUE(fit);
    EXPECT_EQ((*fit)[JointName::Neck].at, person()[JointName::Neck].at);
    EXPECT_NEAR((*fit)[JointName::LeftShoulder].at.x - (*fit)[JointName::RightShoulder].at.x, 160, 1e-9);
    EXPECT_NEAR((*fit)[JointName::RightWrist].at.x, 220, 1e-9);
    EXPECT_NEAR((*fit)[JointName::RightWrist].at.y, 190, 1e-9);
    EXPECT_NEAR((*fit)[JointName::Nose].at.x, 340, 1e-9) << "half of what it was in the larger picture";
}

TEST(PoseFit, WithoutShouldersTheHeadsLieOnEachOther) {
    Skeleton pose = elsewhere(person(), 4, {10, 20});
    leaveOut(pose, {JointName::LeftShoulder});
    pose[JointName::RightElbow].at.y -= 400;
    const auto fit = ui::fitted(pose, person());
    ASSERT_TRUE(fit);
    EXPECT_NEAR((*fit)[JointName::Nose].at.x, 320, 1e-9);
    EXPECT_NEAR((*fit)[JointName::Nose].at.y, 160, 1e-9);
    EXPECT_NEAR((*fit)[JointName::RightElbow].at.y, 240, 1e-9);
}

TEST(PoseFit, ShouldersOnOnePlaceSayNoWidth) {
    Skeleton pose = elsewhere(person(), 3, {0, 0});
    pose[JointName::LeftShoulder].at = pose[JointName::RightShoulder].at;
    const auto fit = ui::fitted(pose, person());
    ASSERT_TRUE(fit);
    EXPECT_NEAR((*fit)[JointName::LeftEye].at.x, 340, 1e-9);
}

TEST(PoseFit, WithoutAHeadWhatBothHaveIsEnough) {
    Skeleton pose = elsewhere(person(), 3, {0, 0});
    leaveOut(pose, {JointName::Nose, JointName::LeftEye, JointName::RightEye, JointName::LeftShoulder});
    const auto fit = ui::fitted(pose, person());
    ASSERT_TRUE(fit);
    EXPECT_NEAR((*fit)[JointName::RightWrist].at.x, 220, 1e-6);
}

TEST(PoseFit, TooLittleInCommonOrNoSizeAtAllIsNoFit) {
    EXPECT_FALSE(ui::fitted({}, person()));
    EXPECT_FALSE(ui::fitted(person(), {}));
    Skeleton one;
    one[JointName::Nose] = {{5, 5}, 1};
    EXPECT_FALSE(ui::fitted(one, person()));
    EXPECT_FALSE(ui::fitted(elsewhere(person(), 0, {5, 5}), person()));
    EXPECT_FALSE(ui::fitted(elsewhere(person(), 1e6, {0, 0}), person()));
    Skeleton broken = person();
    broken[JointName::LeftShoulder].at.x = std::numeric_limits<double>::quiet_NaN();
    const auto fit = ui::fitted(broken, person());
    ASSERT_TRUE(fit);
    EXPECT_EQ((*fit)[JointName::Nose].at, person()[JointName::Nose].at) << "by the head";
}

TEST(JointBox, HoldsTheJointsThatAreThere) {
    const JointName arm[] = {JointName::RightElbow, JointName::RightWrist, JointName::LeftWrist};
    EXPECT_EQ(ui::boxOf(person(), arm), QRectF(210, 340, 10, 80));
    EXPECT_EQ(ui::boxOf(person(), std::span(arm, 1)), QRectF(210, 340, 0, 0));
    EXPECT_TRUE(ui::boxOf({}, arm).isNull());
}

}  // namespace
