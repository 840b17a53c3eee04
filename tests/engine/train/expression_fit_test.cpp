#include "engine/train/expression_fit.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/models/portrait_reader/mesh_mirror.h"

namespace engine {
namespace {

constexpr int kCheek = 205;

/// A face whose points lie on an even spiral, eyes and mouth where eyes and mouths are; the mouth `wider` and
/// `open`, the cheeks raised with it; anywhere in the picture, of any size and turn.
Portrait face(const std::string& person, double wider, double open, double size, double turn) {
    Portrait portrait;
    portrait.person_id = person;
    std::vector<cv::Point2d> points;
    for (int i = 0; i < kMeshPoints; ++i)
        points.emplace_back(1.2 * std::cos(2.4 * i), 0.6 + 1.3 * std::sin(2.4 * i));
    const auto mirrored = [&](int right, cv::Point2d place) {
        points[right] = place;
        points[kMeshMirror[right]] = {-place.x, place.y};
    };
    mirrored(33, {-0.75, 0});
    mirrored(133, {-0.25, 0});
    mirrored(kMouthRight, {-0.4 - wider / 2, 1.1 - wider / 3});
    mirrored(kCheek, {-0.7, 0.8 - wider / 4});
    points[13] = {0, 1.08};
    points[14] = {0, 1.08 + open};
    for (const cv::Point2d& p : points) {
        const cv::Point2d turned(p.x * std::cos(turn) - p.y * std::sin(turn),
                                 p.x * std::sin(turn) + p.y * std::cos(turn));
        portrait.mesh.emplace_back(160 + size * turned.x, 140 + size * turned.y);
    }
    return portrait;
}

std::vector<Portrait> people() {
    std::vector<Portrait> all;
    for (int i = 0; i < kFewestPairs + 2; ++i) {
        const std::string person = "p" + std::to_string(i);
        all.push_back(face(person, 0, 0.01 * (i % 3), 50 + i, 0.02 * i));
        all.push_back(face(person, 0.1 + 0.01 * i, 0.02 * (i % 4), 47 + 2 * i, -0.03 * i));
    }
    return all;
}

TEST(ExpressionFit, FindsWhatMovesWithAWiderMouthWhateverTheHeadDoes) {
    const auto fit = fitExpressions(people());
    ASSERT_TRUE(fit);
    EXPECT_GT(fit.value().explained, 0.98);
    const Expressions::Moves& smile = *fit.value().expressions.find("smiling");
    EXPECT_NEAR(smile[kMouthLeft].x - smile[kMouthRight].x, 0.25, 0.01);
    EXPECT_NEAR(smile[kMouthLeft].y, -0.25 / 3, 0.01);
    EXPECT_NEAR(smile[kMouthRight].y, -0.25 / 3, 0.01);
    EXPECT_NEAR(smile[kCheek].y, -0.25 / 4, 0.01);
    EXPECT_NEAR(smile[14].y - smile[13].y, 0, 0.01);  // the lips stay closed
    EXPECT_NEAR(smile[33].x, 0, 0.005);
}

TEST(ExpressionFit, SeriousIsTheOtherWay) {
    const auto fit = fitExpressions(people());
    ASSERT_TRUE(fit);
    const Expressions::Moves& serious = *fit.value().expressions.find("serious");
    EXPECT_LT(serious[kMouthLeft].x, -0.05);
    EXPECT_GT(serious[kMouthLeft].y, 0.03);
}

TEST(ExpressionFit, PeopleWithOnePictureTeachNothing) {
    std::vector<Portrait> strangers = people();
    for (std::size_t i = 0; i < strangers.size(); ++i) strangers[i].person_id = std::to_string(i);
    const auto fit = fitExpressions(strangers);
    ASSERT_FALSE(fit);
    EXPECT_NE(fit.error().message.find("pairs"), std::string::npos);
}

}  // namespace
}  // namespace engine
