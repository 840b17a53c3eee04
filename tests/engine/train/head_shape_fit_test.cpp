#include "engine/train/head_shape_fit.h"

#include <gtest/gtest.h>

#include "tests/engine/pipelines/pose/solid_face.h"

namespace engine {
namespace {

std::vector<Portrait> portraitsOf(const HeadShape& face, int count) {
    std::vector<Portrait> portraits(count);
    for (int i = 0; i < count; ++i) {
        portraits[i].head = {0.3f * std::sin(1.7f * static_cast<float>(i)),
                             0.2f * std::sin(2.9f * static_cast<float>(i) + 1),
                             0.1f * std::cos(static_cast<float>(i))};
        for (const ImagePoint& p : pictureOf(face, portraits[i].head, 50.0 + i, {150.0 + i, 130}))
            portraits[i].mesh.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
    }
    return portraits;
}

TEST(HeadShapeFit, FindsTheDepthThatPicturesOfATurnedFaceSpeakOf) {
    const HeadShape face = solidFace();
    const auto fit = fitHeadShape(portraitsOf(face, 2 * kFewestHeads));
    ASSERT_TRUE(fit);
    EXPECT_LT(fit.value().error, 0.01);
    for (const int point : {kNoseTip, kRightEar, kLeftEar, kChin, kForehead}) {
        EXPECT_NEAR(fit.value().shape.points()[point][2], face.points()[point][2], 0.05) << point;
    }
}

TEST(HeadShapeFit, NeedsMoreThanAFewPortraits) {
    const auto fit = fitHeadShape(portraitsOf(solidFace(), kFewestHeads - 1));
    ASSERT_FALSE(fit);
    EXPECT_NE(fit.error().message.find("portraits"), std::string::npos);
}

}  // namespace
}  // namespace engine
