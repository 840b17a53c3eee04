#include "engine/train/repair_samples.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace engine {
namespace {

constexpr int kSide = RepairSample::kSide, kCells = RepairSample::kCells;

HeadShape bowl() {
    std::vector<HeadShape::Point> points;
    for (int i = 0; i < kMeshPoints; ++i) {
        const double x = 0.9 * std::cos(2.4 * i), y = 0.6 + 1.2 * std::sin(2.4 * i);
        points.push_back({x, y, 0.4 * (x * x + y * y)});
    }
    return HeadShape(std::move(points));
}

/// Somebody before a soft pattern, so that a place tells where it came from.
Portrait somebody() {
    Portrait portrait;
    portrait.picture = cv::Mat(320, 320, CV_8UC3);
    for (int y = 0; y < 320; ++y) {
        for (int x = 0; x < 320; ++x) {
            portrait.picture.at<cv::Vec3b>(y, x) =
                cv::Vec3b(cv::saturate_cast<uchar>(40 + x / 2), cv::saturate_cast<uchar>(40 + y / 2),
                          cv::saturate_cast<uchar>(128 + 60 * std::sin(x * 0.03) * std::cos(y * 0.04)));
        }
    }
    portrait.parts = cv::Mat(320, 320, CV_8U, cv::Scalar(0));
    cv::rectangle(portrait.parts, {20, 250, 280, 70}, static_cast<int>(Part::Clothes), -1);
    cv::ellipse(portrait.parts, {160, 150}, {60, 80}, 0, 0, 360, static_cast<int>(Part::Skin), -1);
    for (const HeadShape::Point& p : bowl().points())
        portrait.mesh.push_back({static_cast<float>(160 + 60 * p[0]), static_cast<float>(115 + 60 * p[1])});
    return portrait;
}

class RepairSamples : public testing::Test {
protected:
    const std::vector<Portrait> portraits_{somebody()};
    const HeadShape shape_ = bowl();
};

TEST_F(RepairSamples, TheSameSeedDrawsTheSame) {
    RepairSampler one(portraits_, shape_, 3), two(portraits_, shape_, 3), other(portraits_, shape_, 4);
    for (int i = 0; i < 4; ++i) {
        const RepairSample a = one.draw(), b = two.draw(), c = other.draw();
        EXPECT_EQ(cv::norm(a.truth, b.truth), 0);
        EXPECT_EQ(cv::norm(a.source, b.source), 0);
        EXPECT_EQ(cv::norm(a.from, b.from), 0);
        EXPECT_EQ(cv::norm(a.moved, b.moved), 0);
        EXPECT_EQ(cv::norm(a.known, b.known), 0);
        EXPECT_GT(cv::norm(a.moved, c.moved), 0);
    }
}

TEST_F(RepairSamples, WhatIsKnownIsNearTheTruthAndTheRestIsCutOff) {
    RepairSampler sampler(portraits_, shape_, 7);
    double known_error = 0, places = 0, unknown = 0;
    for (int i = 0; i < 24; ++i) {
        const RepairSample sample = sampler.draw();
        ASSERT_EQ(sample.known.size(), cv::Size(kCells, kCells));
        cv::Mat known, difference;
        cv::resize(sample.known, known, {kSide, kSide}, 0, 0, cv::INTER_NEAREST);
        cv::absdiff(sample.moved, sample.truth, difference);
        const cv::Mat sure = known > 0.999;
        known_error += cv::mean(difference, sure)[0] * cv::countNonZero(sure);
        places += cv::countNonZero(sure);
        unknown += cv::countNonZero(sample.known < 0.5) / 24.0 / (kCells * kCells);
        // Beyond the photo's borders lies nothing but its own outermost pixels.
        for (int y = sample.photo.br().y; y < kSide; ++y)
            EXPECT_EQ(cv::norm(sample.source.row(y), sample.source.row(sample.photo.br().y - 1)), 0);
    }
    EXPECT_LT(known_error / places, 0.02);
    EXPECT_GT(unknown, 0.03) << "there is something to learn";
    EXPECT_LT(unknown, 0.6);
}

TEST_F(RepairSamples, EveryPlaceSaysWhereItCameFrom) {
    RepairSampler sampler(portraits_, shape_, 9);
    for (int i = 0; i < 6; ++i) {
        const RepairSample sample = sampler.draw();
        cv::Mat map, fetched;
        cv::resize(sample.from, map, {kSide, kSide}, 0, 0, cv::INTER_LINEAR);
        map = (map + cv::Scalar::all(1)) * (kSide / 2.0) - cv::Scalar::all(0.5);
        cv::remap(sample.source, fetched, map, {}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
        cv::Mat known, difference;
        cv::resize(sample.known, known, {kSide, kSide}, 0, 0, cv::INTER_NEAREST);
        cv::absdiff(fetched, sample.moved, difference);
        EXPECT_LT(cv::mean(difference, known > 0.999)[0], 0.01);
    }
}

}  // namespace
}  // namespace engine
