#include "engine/api/skeleton.h"

#include <gtest/gtest.h>

#include <limits>
#include <numbers>
#include <set>

#include "tests/engine/api/skeletons.h"

namespace engine {
namespace {

using enum JointName;

TEST(Bones, AreATreeThatHangsOnTheNeck) {
    ASSERT_EQ(bones().size(), 17u);
    std::set<JointName> reached = {Neck};
    for (const Bone& bone : bones()) {
        EXPECT_TRUE(reached.contains(bone.from)) << "a bone comes before the one that it hangs on";
        EXPECT_TRUE(reached.insert(bone.to).second) << "a joint ends two bones";
    }
    EXPECT_EQ(reached.size(), static_cast<std::size_t>(kJointCount));
}

TEST(Bones, AreSymmetric) {
    std::set<std::pair<JointName, JointName>> ends;
    for (const Bone& bone : bones()) ends.emplace(bone.from, bone.to);
    for (const Bone& bone : bones()) {
        EXPECT_TRUE(ends.contains({mirrorOf(bone.from), mirrorOf(bone.to)}));
    }
}

TEST(Bones, HaveOpenPosesColours) {
    using Colour = std::array<std::uint8_t, 3>;
    EXPECT_EQ(bones()[0].colour, (Colour{255, 0, 0}));
    EXPECT_EQ(bones()[2].to, RightElbow);
    EXPECT_EQ(bones()[2].colour, (Colour{255, 170, 0}));
    EXPECT_EQ(bones()[12].to, Nose);
    EXPECT_EQ(bones()[12].colour, (Colour{0, 0, 255}));
    EXPECT_EQ(colourOf(Nose), (Colour{255, 0, 0}));
    EXPECT_EQ(colourOf(LeftEar), (Colour{255, 0, 85}));
    std::set<Colour> colours;
    for (std::size_t i = 0; i < kJointCount; ++i) colours.insert(colourOf(jointAt(i)));
    EXPECT_EQ(colours.size(), static_cast<std::size_t>(kJointCount));
}

TEST(Skeleton, EveryJointIsTheMirrorOfItsMirror) {
    for (std::size_t i = 0; i < kJointCount; ++i) EXPECT_EQ(mirrorOf(mirrorOf(jointAt(i))), jointAt(i));
    EXPECT_EQ(mirrorOf(Nose), Nose);
    EXPECT_EQ(mirrorOf(Neck), Neck);
    EXPECT_EQ(mirrorOf(LeftKnee), RightKnee);
    EXPECT_EQ(mirrorOf(RightEar), LeftEar);
}

TEST(Mirrored, ExchangesLeftAndRightAboutTheNeck) {
    Skeleton before = standing();
    before[LeftWrist].confidence = 0.25f;
    const Skeleton after = mirrored(before);
    EXPECT_EQ(after[Neck].at, before[Neck].at);
    EXPECT_EQ(after[RightWrist].at, (ImagePoint{1000 - 597, 535}));
    EXPECT_EQ(after[RightWrist].confidence, 0.25f);
    EXPECT_EQ(after[Nose].at, (ImagePoint{497, 210}));
}

TEST(Mirrored, TwiceIsNothing) {
    for (const Skeleton& skeleton : {standing(), without(standing(), {Neck}),
                                     without(standing(), {Neck, LeftEar, RightWrist}), Skeleton{}}) {
        const Skeleton twice = mirrored(mirrored(skeleton));
        EXPECT_LT(farthestApart(twice, skeleton), 1e-9);
        for (std::size_t i = 0; i < kJointCount; ++i)
            EXPECT_EQ(twice.joints[i].confidence, skeleton.joints[i].confidence);
    }
}

TEST(Mirrored, WithoutANeckTheMiddleOfTheJointsCounts) {
    Skeleton eyes;
    eyes[RightEye] = {{100, 50}, 1};
    eyes[LeftEye] = {{140, 60}, 1};
    const Skeleton after = mirrored(eyes);
    EXPECT_EQ(after[RightEye].at, (ImagePoint{100, 60}));
    EXPECT_EQ(after[LeftEye].at, (ImagePoint{140, 50}));
    EXPECT_FALSE(after.has(Nose));
}

TEST(Symmetrised, IsItsOwnMirrorImage) {
    for (const Skeleton& skeleton : {standing(), without(standing(), {Neck}), without(standing(), {LeftEar}),
                                     without(standing(), {Neck, LeftEar, RightWrist, RightElbow})}) {
        const Skeleton even = symmetrised(skeleton);
        EXPECT_LT(farthestApart(mirrored(even), even), 1e-9);
        for (std::size_t i = 0; i < kJointCount; ++i)
            EXPECT_EQ(even.joints[i].confidence, even[mirrorOf(jointAt(i))].confidence);
    }
}

TEST(Symmetrised, IsTheMeanAndFillsWhatOneSideLacks) {
    const Skeleton even = symmetrised(without(standing(), {LeftEar, LeftKnee, RightKnee}));
    EXPECT_EQ(even[RightShoulder].at, (ImagePoint{420, 303}));
    EXPECT_EQ(even[LeftShoulder].at, (ImagePoint{580, 303}));
    EXPECT_EQ(even[Nose].at, (ImagePoint{500, 210}));
    EXPECT_EQ(even[LeftEar].at, (ImagePoint{540, 200}));
    EXPECT_EQ(even[LeftEar].confidence, 0.9f);
    EXPECT_FALSE(even.has(LeftKnee));
}

TEST(Placed, MovesTurnsAndScalesTheChosenJointsOnly) {
    const Skeleton before = without(standing(), {LeftEar});
    const std::array chosen = {RightShoulder, LeftEar, RightShoulder};
    const Skeleton moved = placed(before, chosen, {0, 0}, {.move = {5, -7}});
    EXPECT_EQ(moved[RightShoulder].at, (ImagePoint{425, 298}));
    EXPECT_FALSE(moved.has(LeftEar));
    EXPECT_EQ(moved[LeftShoulder].at, before[LeftShoulder].at);

    // The shoulder lies left of the neck; a quarter turn clockwise brings it above.
    const Skeleton turned = placed(before, chosen, {500, 305}, {.angle = std::numbers::pi / 2, .scale = 2});
    EXPECT_LT(distance(turned[RightShoulder].at, {500, 305 - 160}), 1e-9);
}

TEST(Placed, ChangesNothingWhenTheNumbersAreNotFinite) {
    for (const double bad : {std::numeric_limits<double>::quiet_NaN(), 1e300}) {
        const Skeleton after = placed(standing(), std::array{Nose}, {500, 300}, {.scale = bad});
        EXPECT_EQ(farthestApart(after, standing()), 0);
    }
}

}  // namespace
}  // namespace engine
