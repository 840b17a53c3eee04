#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "tests/engine/api/skeletons.h"

namespace engine {
namespace {

using enum JointName;

constexpr std::array kHead = {Nose, RightEye, LeftEye, RightEar, LeftEar};

Skeleton dragLocked(const Skeleton& skeleton, JointName joint, ImagePoint to) {
    return dragged(skeleton, joint, to, BoneLengths::Locked);
}

/// Whether the middle joint lies on the same side of the line from the first to the last as before.
double sideOf(const Skeleton& skeleton, JointName first, JointName middle, JointName last) {
    const ImagePoint a = skeleton[first].at, b = skeleton[middle].at, c = skeleton[last].at;
    return (c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x);
}

/// Every bone of which both ends are there is as long as in `before`, and the head has kept its shape.
void expectSameLengths(const Skeleton& before, const Skeleton& after) {
    const auto expectSame = [&](JointName a, JointName b) {
        if (!before.has(a) || !before.has(b)) return;
        const double was = distance(before[a].at, before[b].at);
        EXPECT_NEAR(distance(after[a].at, after[b].at), was, 1e-6 * was + 1e-9)
            << "between joints " << static_cast<int>(a) << " and " << static_cast<int>(b);
    };
    for (const Bone& bone : bones()) expectSame(bone.from, bone.to);
    for (const JointName a : kHead) {
        for (const JointName b : kHead) expectSame(a, b);
    }
    for (std::size_t i = 0; i < kJointCount; ++i) {
        EXPECT_EQ(after.has(jointAt(i)), before.has(jointAt(i)));
        EXPECT_TRUE(std::isfinite(after.joints[i].at.x) && std::isfinite(after.joints[i].at.y)) << i;
    }
}

TEST(Drag, LockedBonesKeepTheirLengthsWhateverIsDraggedWherever) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> anywhere(-500, 1500);
    const Skeleton first = standing();
    Skeleton now = first;
    for (int i = 0; i < 2000; ++i) {
        const ImagePoint to = {anywhere(random), anywhere(random)};
        now = dragLocked(now, jointAt(random() % kJointCount), to);
        expectSameLengths(first, now);
        if (HasFailure()) FAIL() << "after " << i << " drags";
    }
}

TEST(Drag, LockedBonesKeepTheirLengthsWhenJointsAreMissingOrCoincide) {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> anywhere(-500, 1500);
    for (int i = 0; i < 2000; ++i) {
        Skeleton before = standing();
        for (Joint& joint : before.joints) {
            if (random() % 4 == 0) joint = {};
            if (random() % 8 == 0) joint.at = {500, 300};
        }
        const JointName joint = jointAt(random() % kJointCount);
        if (!before.has(joint)) continue;
        const ImagePoint to = random() % 4 == 0 ? before.joints[random() % kJointCount].at
                                                : ImagePoint{anywhere(random), anywhere(random)};
        expectSameLengths(before, dragLocked(before, joint, to));
        if (HasFailure()) FAIL() << "at drag " << i;
    }
}

TEST(Drag, FreeMovesExactlyOneJoint) {
    for (std::size_t i = 0; i < kJointCount; ++i) {
        Skeleton expected = standing();
        expected.joints[i].at = {12, 34};
        EXPECT_EQ(farthestApart(dragged(standing(), jointAt(i), {12, 34}, BoneLengths::Free), expected), 0);
    }
}

TEST(Drag, AMissingJointIsPlacedWithFullConfidence) {
    const Skeleton before = without(standing(), {LeftElbow});
    for (const BoneLengths lengths : {BoneLengths::Free, BoneLengths::Locked}) {
        const Skeleton after = dragged(before, LeftElbow, {640, 420}, lengths);
        EXPECT_EQ(after[LeftElbow].at, (ImagePoint{640, 420}));
        EXPECT_EQ(after[LeftElbow].confidence, 1);
        EXPECT_EQ(farthestApart(without(after, {LeftElbow}), before), 0);
    }
}

TEST(Drag, PlacesThatNoPhotoHasChangeNothing) {
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInf = std::numeric_limits<double>::infinity();
    for (const ImagePoint to : {ImagePoint{kNan, 3}, {3, kNan}, {kInf, 0}, {0, -kInf}, {1e300, 1e300}}) {
        for (const BoneLengths lengths : {BoneLengths::Free, BoneLengths::Locked}) {
            const Skeleton before = without(standing(), {LeftEar});
            EXPECT_EQ(farthestApart(dragged(before, Nose, to, lengths), before), 0);
            EXPECT_EQ(farthestApart(dragged(before, LeftEar, to, lengths), before), 0);
        }
    }
}

TEST(Drag, TheNeckTakesEverythingWithIt) {
    const Skeleton after = dragLocked(standing(), Neck, {510, 320});
    for (std::size_t i = 0; i < kJointCount; ++i) {
        const ImagePoint was = standing().joints[i].at;
        EXPECT_LT(distance(after.joints[i].at, {was.x + 10, was.y + 20}), 1e-9);
    }
}

TEST(Drag, AnElbowTurnsTheUpperArmAndCarriesTheForearmRigidly) {
    const Skeleton before = standing();
    const Skeleton after = dragLocked(before, LeftElbow, {580 + 300, 301});
    EXPECT_NEAR(after[LeftElbow].at.y, 301, 1e-9);
    EXPECT_GT(after[LeftElbow].at.x, 580);
    EXPECT_NEAR(distance(after[LeftShoulder].at, after[LeftWrist].at),
                distance(before[LeftShoulder].at, before[LeftWrist].at), 1e-9);
    EXPECT_EQ(farthestApart(without(after, {LeftElbow, LeftWrist}), without(before, {LeftElbow, LeftWrist})),
              0);
}

TEST(Drag, AWristWithinReachEndsUnderThePointer) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> share(0, 1), turn(0, 6.283);
    const Skeleton before = standing();
    const ImagePoint root = before[RightHip].at;
    const double upper = distance(root, before[RightKnee].at);
    const double lower = distance(before[RightKnee].at, before[RightAnkle].at);
    for (int i = 0; i < 500; ++i) {
        const double least = std::abs(upper - lower), most = upper + lower;
        const double radius = least + (most - least) * share(random), angle = turn(random);
        const ImagePoint to = {root.x + radius * std::cos(angle), root.y + radius * std::sin(angle)};
        const Skeleton after = dragLocked(before, RightAnkle, to);
        EXPECT_LT(distance(after[RightAnkle].at, to), 1e-9) << radius;
        EXPECT_EQ(after[RightHip].at, root);
        EXPECT_GT(
            sideOf(after, RightHip, RightKnee, RightAnkle) * sideOf(before, RightHip, RightKnee, RightAnkle),
            0)
            << "the knee has changed sides";
    }
}

TEST(Drag, AWristOutOfReachComesAsNearAsTheArmIsLong) {
    const Skeleton before = standing();
    const ImagePoint shoulder = before[LeftShoulder].at;
    const double arm =
        distance(shoulder, before[LeftElbow].at) + distance(before[LeftElbow].at, before[LeftWrist].at);
    const Skeleton after = dragLocked(before, LeftWrist, {shoulder.x + 4000, shoulder.y});
    EXPECT_LT(distance(after[LeftWrist].at, {shoulder.x + arm, shoulder.y}), 1e-9);

    const double fold = std::abs(distance(shoulder, before[LeftElbow].at) -
                                 distance(before[LeftElbow].at, before[LeftWrist].at));
    EXPECT_NEAR(distance(dragLocked(before, LeftWrist, shoulder)[LeftWrist].at, shoulder), fold, 1e-9);
    const Skeleton folded = dragLocked(before, LeftWrist, {shoulder.x + fold / 4, shoulder.y});
    EXPECT_LT(distance(folded[LeftWrist].at, {shoulder.x + fold, shoulder.y}), 1e-9);
}

TEST(Drag, AStraightArmBendsAwayFromTheNeck) {
    Skeleton before = standing();
    before[LeftShoulder].at = {580, 300};
    before[LeftElbow].at = {580, 400};
    before[LeftWrist].at = {580, 500};
    const Skeleton hanging = dragLocked(before, LeftWrist, {580, 450});
    EXPECT_GT(hanging[LeftElbow].at.x, 600);
    EXPECT_LT(distance(hanging[LeftWrist].at, {580, 450}), 1e-9);

    before[LeftElbow].at = {680, 300};
    before[LeftWrist].at = {780, 300};
    EXPECT_GT(dragLocked(before, LeftWrist, {700, 300})[LeftElbow].at.y, 320) << "in line: downwards";
}

TEST(Drag, AShoulderTurnsAboutTheNeckAndItsArmKeepsItsDirection) {
    const Skeleton before = standing();
    const Skeleton after = dragLocked(before, LeftShoulder, {600, 200});
    const ImagePoint by = {after[LeftShoulder].at.x - before[LeftShoulder].at.x,
                           after[LeftShoulder].at.y - before[LeftShoulder].at.y};
    EXPECT_NEAR(after[LeftShoulder].at.x - 500, 300 - after[LeftShoulder].at.y, 1e-9);
    EXPECT_LT(distance(after[LeftWrist].at, {597 + by.x, 535 + by.y}), 1e-9);
    EXPECT_EQ(after[RightShoulder].at, before[RightShoulder].at);
}

TEST(Drag, TheHeadTurnsAboutTheNeckAsAWhole) {
    const Skeleton before = standing();
    for (const JointName held : kHead) {
        const Skeleton after = dragLocked(before, held, {900, 300});
        EXPECT_NEAR(after[held].at.y, 300, 1e-9);
        EXPECT_GT(after[held].at.x, 500);
        for (const JointName other : kHead) {
            EXPECT_NEAR(distance(after[other].at, after[Neck].at),
                        distance(before[other].at, before[Neck].at), 1e-9);
        }
        EXPECT_EQ(after[LeftWrist].at, before[LeftWrist].at);
    }
}

TEST(Drag, WhatHangsOnNothingJustMoves) {
    const Skeleton arm = without(standing(), {LeftShoulder});
    const Skeleton moved = dragLocked(arm, LeftElbow, {632, 415});
    EXPECT_EQ(moved[LeftElbow].at, (ImagePoint{632, 415}));
    EXPECT_EQ(moved[LeftWrist].at, (ImagePoint{607, 540}));

    const Skeleton head = dragLocked(without(standing(), {Neck}), LeftEar, {550, 203});
    EXPECT_EQ(head[Nose].at, (ImagePoint{508, 210}));
    EXPECT_EQ(head[RightEar].at, (ImagePoint{465, 200}));

    const Skeleton hand = dragLocked(without(standing(), {LeftElbow}), LeftWrist, {1, 2});
    EXPECT_EQ(hand[LeftWrist].at, (ImagePoint{1, 2}));
}

}  // namespace
}  // namespace engine
