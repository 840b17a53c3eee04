#include "engine/pipelines/pose/body_moves.h"

#include <gtest/gtest.h>

#include <cmath>

namespace engine {
namespace {

constexpr Size kPhoto{600, 500};
constexpr double kUnit = 60;

/// Neck and shoulders, as a portrait shows them.
Skeleton shoulders() {
    Skeleton pose;
    pose[JointName::Neck] = {{300, 300}, 1};
    pose[JointName::RightShoulder] = {{160, 330}, 1};
    pose[JointName::LeftShoulder] = {{440, 330}, 1};
    return pose;
}

Skeleton raised(double by) {
    Skeleton pose = shoulders();
    pose[JointName::LeftShoulder].at.y -= by;
    return pose;
}

TEST(BodyMoves, AJointTakesItsSurroundingsAlong) {
    const BodyMoves body(shoulders(), raised(60), kUnit, kPhoto);
    EXPECT_NEAR(body.movementAt({440, 330}).y, -60, 6);
    EXPECT_NEAR(body.movementAt({440, 330}).x, 0, 3);
    EXPECT_GT(body.movementAt({300, 300}).y, -12) << "the neck stays";
    EXPECT_NEAR(body.movementAt({160, 330}).y, 0, 3) << "so does the other shoulder";
}

TEST(BodyMoves, AnArmThatIsNotSeenHangsFromItsShoulder) {
    const BodyMoves body(shoulders(), raised(60), kUnit, kPhoto);
    EXPECT_LT(body.movementAt({440, 430}).y, -50);
    EXPECT_GT(body.movementAt({300, 430}).y, -15) << "the chest hangs from the neck";
    // An arm that is seen bends instead: its wrist stays.
    Skeleton from = shoulders(), to = raised(60);
    from[JointName::LeftElbow] = to[JointName::LeftElbow] = {{450, 440}, 1};
    const BodyMoves arm(from, to, kUnit, kPhoto);
    EXPECT_GT(arm.movementAt({450, 440}).y, -15);
}

TEST(BodyMoves, NothingComesInOverTheBorders) {
    const BodyMoves body(shoulders(), raised(60), kUnit, kPhoto);
    EXPECT_LT(std::abs(body.movementAt({440, 499.5}).y), 1);
    Skeleton out = shoulders();
    out[JointName::LeftShoulder].at = {590, 330};
    const BodyMoves wide(shoulders(), out, kUnit, kPhoto);
    EXPECT_LT(std::abs(wide.movementAt({599.5, 330}).x), 1);
    EXPECT_EQ(BodyMoves(shoulders(), shoulders(), kUnit, kPhoto).reach(), Rect());
}

TEST(BodyMoves, WhatIsRaisedIsStretchedAndNeverFolded) {
    const BodyMoves body(shoulders(), raised(120), kUnit, kPhoto);
    double last = -1e9;
    for (double y = 335; y < 499.5; y += 0.5) {
        const double arrived = y + body.movementAt({440, y}).y;
        EXPECT_GT(arrived, last) << "below the shoulder, at " << y;
        last = arrived;
    }
}

}  // namespace
}  // namespace engine
