#include "engine/pipelines/pose/pose_drawing.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "engine/photo/local_darkroom.h"

namespace engine {
namespace {

using Colour = std::array<int, 3>;

constexpr Size kSize{192, 256};
constexpr Colour kBlack{0, 0, 0};

Skeleton standing() {
    constexpr std::array<ImagePoint, kJointCount> kPlaces = {{{96.3, 60.7},
                                                              {95.2, 110.4},
                                                              {60.9, 118.1},
                                                              {41.6, 165.5},
                                                              {58.4, 205.2},
                                                              {131.7, 116.3},
                                                              {150.1, 160.8},
                                                              {170.6, 120.2},
                                                              {72.5, 210.9},
                                                              {0, 0},
                                                              {0, 0},
                                                              {118.8, 212.2},
                                                              {121.4, 251.6},
                                                              {0, 0},
                                                              {87.9, 50.5},
                                                              {105.1, 51.3},
                                                              {75.6, 58.8},
                                                              {117.7, 57.4}}};
    Skeleton skeleton;
    for (int i = 0; i < kJointCount; ++i)
        skeleton.joints[i] = {kPlaces[i], kPlaces[i] == ImagePoint{0, 0} ? 0.0f : 1.0f};
    return skeleton;
}

Colour at(const Image& image, int x, int y) {
    const std::uint8_t* pixel = image.row<std::uint8_t>(y) + 3 * x;
    return {pixel[0], pixel[1], pixel[2]};
}

/// Two joints, 100 pixels apart.
Skeleton neckAndNose() {
    Skeleton skeleton;
    skeleton[JointName::Neck] = {{96, 180}, 1};
    skeleton[JointName::Nose] = {{96, 80}, 1};
    return skeleton;
}

TEST(PoseDrawing, IsThatOfTheUsualRendering) {
    // Written by Python and OpenCV 5 with the formulas of controlnet_aux.
    const auto expected =
        LocalDarkroom().open(PENUMBRA_SOURCE_DIR "/tests/fixtures/pose/openpose_rendering.png");
    ASSERT_TRUE(expected) << expected.error().message;
    const Image drawn = poseDrawing(standing(), wholeOf(kSize), kSize);
    ASSERT_EQ(expected.value().size(), kSize);
    int apart = 0;
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) apart += at(expected.value().image(), x, y) != at(drawn, x, y);
    }
    EXPECT_EQ(apart, 0);
}

TEST(PoseDrawing, BonesAreDarkerThanTheJointsOverThem) {
    const Image drawn = poseDrawing(neckAndNose(), wholeOf(kSize), kSize);
    EXPECT_EQ(at(drawn, 96, 180), (Colour{255, 85, 0}));     // neck
    EXPECT_EQ(at(drawn, 96, 80), (Colour{255, 0, 0}));       // nose
    EXPECT_EQ(at(drawn, 96, 130), (Colour{0, 0, 153}));      // 0.6 of blue
    EXPECT_EQ(at(drawn, 96 - 4, 130), (Colour{0, 0, 153}));  // the ellipse at its widest
    EXPECT_EQ(at(drawn, 96 - 6, 130), kBlack);
    EXPECT_EQ(at(drawn, 96 - 4, 180), (Colour{255, 85, 0}));
    EXPECT_EQ(at(drawn, 96 - 5, 180), kBlack);
    EXPECT_EQ(at(drawn, 0, 0), kBlack);
}

TEST(PoseDrawing, AMissingJointLeavesItsBonesOut) {
    Skeleton skeleton = neckAndNose();
    for (const float confidence : {0.0f, 0.2f, std::numeric_limits<float>::quiet_NaN()}) {
        skeleton[JointName::Nose].confidence = confidence;
        const Image drawn = poseDrawing(skeleton, wholeOf(kSize), kSize);
        EXPECT_EQ(at(drawn, 96, 80), kBlack);
        EXPECT_EQ(at(drawn, 96, 130), kBlack);
        EXPECT_EQ(at(drawn, 96, 180), (Colour{255, 85, 0}));
    }
}

TEST(PoseDrawing, PlacesAreThoseOfTheRegion) {
    const Rect region{1000, 2000, 2 * kSize.width, 2 * kSize.height};
    Skeleton skeleton = standing();
    for (Joint& joint : skeleton.joints) joint.at = {1000 + 2 * joint.at.x, 2000 + 2 * joint.at.y};
    const Image small = poseDrawing(standing(), wholeOf(kSize), kSize),
                large = poseDrawing(skeleton, region, kSize);
    EXPECT_EQ(at(large, 96, 60), (Colour{255, 0, 0}));
    int apart = 0;
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) apart += at(small, x, y) != at(large, x, y);
    }
    EXPECT_EQ(apart, 0);
}

TEST(PoseDrawing, ABoneThatLeavesThePictureIsCutOffAndOneFromNowhereIsNotThere) {
    Skeleton skeleton = neckAndNose();
    skeleton[JointName::Nose].at = {96, -120};
    EXPECT_EQ(at(poseDrawing(skeleton, wholeOf(kSize), kSize), 96, 10), (Colour{0, 0, 153}));
    for (const double far :
         {1e12, -1e300, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        skeleton[JointName::Nose].at = {far, far};
        EXPECT_EQ(at(poseDrawing(skeleton, wholeOf(kSize), kSize), 96, 130), kBlack);
    }
}

}  // namespace
}  // namespace engine
