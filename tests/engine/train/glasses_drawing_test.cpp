#include "engine/train/glasses_drawing.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "engine/api/reading.h"
#include "engine/train/glasses_samples.h"

namespace engine {
namespace {

constexpr double kFaint = 0.06;  ///< a difference that may be left where nothing is said to be touched

/// Points on a bowl around the eyes, with the eyes, the nose bridge and its base where a face has them.
HeadShape drawnHead() {
    std::vector<HeadShape::Point> points;
    for (int i = 0; i < kMeshPoints; ++i) {
        const double x = std::cos(2.4 * i), y = 0.7 * std::sin(2.4 * i);
        points.push_back({x, y, 0.6 * (x * x + y * y) * (i % 7) / 7 - 0.3});
    }
    points[33] = {-0.7, 0, 0.07};
    points[263] = {0.7, 0, 0.07};
    points[168] = {0, -0.1, -0.4};
    points[2] = {0, 0.7, -0.7};
    return HeadShape(std::move(points));
}

cv::Point2f inPortrait(const HeadShape::Point& p) {
    return {static_cast<float>(160 + 62 * p[0]), static_cast<float>(150 + 62 * p[1])};
}

Portrait drawnPerson(int brightness) {
    Portrait portrait;
    portrait.picture = cv::Mat(320, 320, CV_8UC3, cv::Scalar(90, 110, 160));
    portrait.person = cv::Mat(320, 320, CV_8U, cv::Scalar(0));
    cv::ellipse(portrait.picture, {160, 160}, {80, 110}, 0, 0, 360, cv::Scalar::all(brightness), -1);
    cv::ellipse(portrait.person, {160, 160}, {80, 110}, 0, 0, 360, 255, -1);
    portrait.parts = portrait.person / 255;
    const HeadShape head = drawnHead();
    for (const HeadShape::Point& p : head.points()) portrait.mesh.push_back(inPortrait(p));
    return portrait;
}

double mostWhere(const cv::Mat& difference, const cv::Mat& where) {
    std::vector<cv::Mat> channels;
    cv::split(cv::abs(difference), channels);
    double most = 0;
    for (const cv::Mat& channel : channels) {
        double high = 0;
        cv::minMaxLoc(channel, nullptr, &high, nullptr, nullptr, where);
        most = std::max(most, high);
    }
    return most;
}

TEST(HeadInPicture, LaysTheHeadWhereItsMeshLies) {
    const HeadShape shape = drawnHead();
    const HeadInPicture head(shape, drawnPerson(150).mesh);
    EXPECT_NEAR(head.scale(), 62, 0.1);
    const cv::Point2f at = head.at({0.5f, 0.25f, 1.0f});
    EXPECT_NEAR(at.x, 191, 0.2);
    EXPECT_NEAR(at.y, 165.5, 0.2);
}

TEST(GlassesDrawing, ThePairsOfASeedAreTheSame) {
    Random one(7), other(7);
    for (int i = 0; i < 20; ++i) {
        const Glasses a = randomGlasses(one), b = randomGlasses(other);
        EXPECT_EQ(a.outline, b.outline);
        EXPECT_EQ(a.rim, b.rim);
        EXPECT_EQ(a.material.colour, b.material.colour);
    }
}

TEST(GlassesDrawing, EverythingThatChangesIsCoveredOrTouched) {
    const std::vector<Portrait> people = {drawnPerson(170)};
    const HeadShape shape = drawnHead();
    GlassesSampler sampler(people, shape, 3);
    for (int i = 0; i < 40; ++i) {
        const FaceWithGlasses face = sampler.over(0);
        EXPECT_LT(mostWhere(face.seen - face.clean, face.touched == 0), kFaint) << i;
        EXPECT_GT(cv::countNonZero(face.cover > 0.5), 80) << i;
        EXPECT_EQ(cv::countNonZero(face.cover > face.touched), 0) << i;
    }
}

TEST(GlassesDrawing, BothEyesWearTheSame) {
    const std::vector<Portrait> people = {drawnPerson(170)};
    const HeadShape shape = drawnHead();
    GlassesSampler sampler(people, shape, 5);
    const cv::Mat cover = sampler.over(0).cover;
    const double left = cv::sum(cover.colRange(0, cover.cols / 2))[0],
                 right = cv::sum(cover.colRange(cover.cols / 2, cover.cols))[0];
    EXPECT_NEAR(left / right, 1, 0.25);
}

TEST(GlassesSampler, ABareFaceIsItsOwnAnswer) {
    const std::vector<Portrait> people = {drawnPerson(170)};
    const HeadShape shape = drawnHead();
    GlassesSampler sampler(people, shape, 11);
    int bare = 0;
    for (int i = 0; i < 60; ++i) {
        const auto sample = sampler.draw();
        EXPECT_EQ(cv::norm(sample.cover, cv::NORM_INF) == 0, sample.bare);
        if (!sample.bare) continue;
        ++bare;
        EXPECT_EQ(cv::norm(sample.seen.reshape(1), sample.clean.reshape(1), cv::NORM_INF), 0);
    }
    EXPECT_GT(bare, 3);
}

TEST(GlassesSampler, WhoIsLeftOutIsNotDrawnFrom) {
    const std::vector<Portrait> people = {drawnPerson(40), drawnPerson(200)};
    const HeadShape shape = drawnHead();
    GlassesSampler sampler(people, shape, 13);
    sampler.leaveOut(0, true);
    for (int i = 0; i < 30; ++i) EXPECT_EQ(sampler.draw().portrait, 1);
    sampler.leaveOut(0, false);
    int first = 0;
    for (int i = 0; i < 30; ++i) first += sampler.draw().portrait == 0;
    EXPECT_GT(first, 0);
}

}  // namespace
}  // namespace engine
