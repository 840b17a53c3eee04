#include "engine/train/edit_samples.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace engine {
namespace {

using Place = EditClause::Place;

constexpr int kSide = 320;

/// Brown hair over a round face before a blue ground.
Portrait drawnPortrait() {
    Portrait portrait;
    portrait.picture = cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar(90, 110, 160));
    portrait.person = cv::Mat(kSide, kSide, CV_8U, cv::Scalar(0));
    portrait.parts = cv::Mat(kSide, kSide, CV_8U, cv::Scalar(0));
    cv::rectangle(portrait.picture, {90, 60, 140, 60}, cv::Scalar(70, 45, 30), -1);
    cv::rectangle(portrait.parts, {90, 60, 140, 60}, cv::Scalar(static_cast<int>(Part::Hair)), -1);
    cv::rectangle(portrait.picture, {90, 120, 140, 120}, cv::Scalar(200, 160, 140), -1);
    cv::rectangle(portrait.parts, {90, 120, 140, 120}, cv::Scalar(static_cast<int>(Part::Skin)), -1);
    cv::rectangle(portrait.person, {90, 60, 140, 180}, cv::Scalar(255), -1);
    portrait.mesh.assign(kMeshPoints, {160, 160});
    return portrait;
}

cv::Scalar meanLab(const cv::Mat& rgb, const cv::Mat& mask) {
    cv::Mat lab;
    cv::cvtColor(rgb, lab, cv::COLOR_RGB2Lab);
    return cv::mean(lab, mask);
}

class EditSamplesTest : public testing::Test {
protected:
    EditSample answer(const EditClause& clause) {
        return EditSampler(portraits_, 1).answer(0, clause, kSide);
    }
    const std::vector<Portrait> portraits_ = {drawnPortrait()};
};

TEST_F(EditSamplesTest, AColourWordMovesItsPlaceThereAndNothingElse) {
    EditClause clause{Place::Hair, {"blond", "hair"}, {}};
    clause.change.towards = colourOf("blond", Place::Hair);
    const EditSample sample = answer(clause);
    const cv::Mat hair = portraits_[0].parts == static_cast<int>(Part::Hair);
    const cv::Scalar mean = meanLab(sample.light.clean, hair);
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(mean[c], (*clause.change.towards)[c], 2);
    cv::Mat elsewhere;
    cv::dilate(hair, elsewhere, {}, {-1, -1}, 3);
    cv::Mat untouched;
    sample.light.seen.copyTo(untouched, ~elsewhere);
    cv::Mat after;
    sample.light.clean.copyTo(after, ~elsewhere);
    EXPECT_EQ(cv::norm(untouched, after, cv::NORM_INF), 0);
}

TEST_F(EditSamplesTest, WarmerMeansMoreYellowAndCoolerLess) {
    for (const auto& [shift, sign] :
         {std::pair{cv::Vec3d(0, 3, 11), 1}, std::pair{cv::Vec3d(0, -3, -11), -1}}) {
        EditClause clause{Place::Picture, {}, {}};
        clause.change.shift = shift;
        const EditSample sample = answer(clause);
        EXPECT_GT(sign * (meanLab(sample.light.clean, {})[2] - meanLab(sample.light.seen, {})[2]), 3);
    }
}

TEST_F(EditSamplesTest, AMissingPlaceLeavesThePictureAlone) {
    EditClause clause{Place::Lips, {"red", "lips"}, {}};
    clause.change.towards = colourOf("red", Place::Lips);
    const EditSample sample = answer(clause);
    EXPECT_EQ(cv::norm(sample.light.seen, sample.light.clean, cv::NORM_INF), 0);
}

TEST_F(EditSamplesTest, SamplesStayPicturesAndTheSameSeedDrawsTheSame) {
    EditSampler one(portraits_, 5), two(portraits_, 5);
    for (int i = 0; i < 40; ++i) {
        const EditSample a = one.draw(64), b = two.draw(64);
        EXPECT_EQ(a.asked.concepts, b.asked.concepts);
        EXPECT_EQ(cv::norm(a.light.clean, b.light.clean, cv::NORM_INF), 0);
        EXPECT_TRUE(cv::checkRange(a.light.clean, true, nullptr, -1e-6, 1 + 1e-6));
        if (a.asked.concepts.empty()) {
            EXPECT_EQ(cv::norm(a.light.seen, a.light.clean, cv::NORM_INF), 0);
        }
        EXPECT_EQ(a.parts.size(), cv::Size(16, 16));
    }
}

TEST_F(EditSamplesTest, DrawingLeavesThePortraitsAsTheyAre) {
    const cv::Mat picture = portraits_[0].picture.clone(), person = portraits_[0].person.clone();
    EditSampler sampler(portraits_, 2);
    for (int i = 0; i < 10; ++i) sampler.draw(64);
    EXPECT_EQ(cv::norm(picture, portraits_[0].picture, cv::NORM_INF), 0);
    EXPECT_EQ(cv::norm(person, portraits_[0].person, cv::NORM_INF), 0);
}

TEST_F(EditSamplesTest, EveryColourThatIsDrawnHasAName) {
    Random random(3);
    for (int i = 0; i < 500; ++i) {
        const EditClause clause = drawClause(random, Place::Clothes);
        EXPECT_FALSE(clause.concepts.empty());
        if (!clause.change.towards) continue;
        const bool named =
            std::any_of(clause.concepts.begin(), clause.concepts.end(),
                        [](const std::string& word) { return colourOf(word, Place::Clothes).has_value(); });
        EXPECT_TRUE(named);
    }
}

}  // namespace
}  // namespace engine
