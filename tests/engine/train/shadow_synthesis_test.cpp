#include "engine/train/shadow_synthesis.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "engine/train/light_batch.h"
#include "engine/train/shadow_shapes.h"

namespace engine {
namespace {

constexpr int kSide = 320;

/// A round grey face on a blue ground, with a mesh whose outline points lie on its rim.
Portrait drawnPortrait() {
    Portrait portrait;
    portrait.picture = cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar(90, 110, 160));
    portrait.person = cv::Mat(kSide, kSide, CV_8U, cv::Scalar(0));
    cv::ellipse(portrait.picture, {160, 160}, {60, 80}, 0, 0, 360, cv::Scalar(200, 160, 140), -1);
    cv::ellipse(portrait.person, {160, 160}, {60, 80}, 0, 0, 360, 255, -1);
    portrait.mesh.assign(kMeshPoints, {160, 160});
    portrait.mesh[10] = {160, 80};
    portrait.mesh[152] = {160, 240};
    portrait.mesh[234] = {100, 160};
    portrait.mesh[454] = {220, 160};
    portrait.evenly_lit = true;
    return portrait;
}

double largestDifference(const cv::Mat& a, const cv::Mat& b) {
    return cv::norm(a.reshape(1), b.reshape(1), cv::NORM_INF);
}

TEST(ShadowSynthesis, LinearLightAndBackIsTheSamePictureInEveryChannel) {
    cv::Mat picture(16, 16, CV_32FC3);
    cv::RNG(1).fill(picture, cv::RNG::UNIFORM, 0, 1);
    EXPECT_LT(largestDifference(toSrgb(toLinear(picture)), picture), 1e-5);
    const cv::Mat grey(1, 1, CV_32FC3, cv::Scalar::all(0.5));
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(toLinear(grey).at<cv::Vec3f>(0, 0)[c], 0.21404, 1e-4);
}

TEST(ShadowSynthesis, ShapesStayBetweenZeroAndOneAndCastSomething) {
    Random random(5);
    for (int i = 0; i < 60; ++i) {
        const cv::Mat shape = randomShape(random);
        double low = 0, high = 0;
        cv::minMaxLoc(shape, &low, &high);
        EXPECT_GE(low, 0);
        EXPECT_LE(high, 1);
        EXPECT_GT(cv::mean(shape)[0], 0);
    }
}

TEST(ShadowSynthesis, NothingDarkensWhereNoShadowFalls) {
    const std::vector<Portrait> people = {drawnPortrait()};
    LightSampler sampler(people, 3, 40);
    int shadowed = 0;
    for (int i = 0; i < 20; ++i) {
        const LightSample s = sampler.shadowOver(0, 160);
        for (int y = 0; y < 160; ++y) {
            for (int x = 0; x < 160; ++x) {
                const cv::Vec3f seen = s.seen.at<cv::Vec3f>(y, x), clean = s.clean.at<cv::Vec3f>(y, x);
                if (s.change.at<float>(y, x) == 0) {
                    for (int c = 0; c < 3; ++c) ASSERT_NEAR(seen[c], clean[c], 1e-4);
                } else if (s.change.at<float>(y, x) > 0.9f) {
                    ASSERT_LT(seen[0] + seen[1] + seen[2], clean[0] + clean[1] + clean[2]);
                    ++shadowed;
                }
            }
        }
    }
    EXPECT_GT(shadowed, 1000);
}

TEST(ShadowSynthesis, TheSameSeedDrawsTheSamePictures) {
    const std::vector<Portrait> people = {drawnPortrait()};
    LightSampler one(people, 7, 20), same(people, 7, 20), other(people, 8, 20);
    const LightSample a = one.shadow(64), b = same.shadow(64), c = other.shadow(64);
    EXPECT_EQ(largestDifference(a.seen, b.seen), 0);
    EXPECT_GT(largestDifference(a.seen, c.seen), 0);
}

TEST(ShadowSynthesis, RelightingChangesThePersonAlone) {
    const std::vector<Portrait> people = {drawnPortrait()};
    LightSampler sampler(people, 9, 1);
    for (int i = 0; i < 10; ++i) {
        const LightSample s = sampler.relit(96);
        // Half of the samples carry sensor noise of at most 1.2 % everywhere.
        const cv::Mat outside = s.person == 0;
        cv::Mat difference = cv::abs(s.seen - s.clean);
        EXPECT_LT(cv::mean(difference, outside)[0], 0.013);
    }
}

TEST(LightBatch, OneChannelPicturesOutliveTheirSample) {
    const std::vector<Portrait> people = {drawnPortrait()};
    LightSampler sampler(people, 11, 10);
    const LightBatch batch = stacked(3, [&] { return sampler.shadow(64); });
    EXPECT_EQ(batch.change.sizes(), (std::vector<std::int64_t>{3, 1, 64, 64}));
    EXPECT_GE(batch.change.min().item<float>(), 0);
    EXPECT_LE(batch.change.max().item<float>(), 1.0001f);
    EXPECT_TRUE(batch.person.isfinite().all().item<bool>());
}

TEST(LightBatch, NoGainIsTheSamePictureAndAnEvenErrorHasNoEdges) {
    const torch::Tensor picture = torch::rand({1, 3, 8, 8});
    EXPECT_TRUE(torch::allclose(withGain(picture, torch::zeros_like(picture)), picture, 1e-6, 1e-6));
    EXPECT_EQ(edgesOf(torch::full({1, 3, 8, 8}, 0.3f)).item<float>(), 0);
}

}  // namespace
}  // namespace engine
