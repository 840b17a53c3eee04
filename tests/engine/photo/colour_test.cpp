#include "engine/photo/colour.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

TEST(Colour, NoProfileAndSrgbNeedNoConversion) {
    EXPECT_TRUE(SrgbView(nullptr, 3).isIdentity());
    EXPECT_TRUE(SrgbView(nullptr, 1).isIdentity());
    EXPECT_TRUE(SrgbView(testing::builtInSrgb(), 3).isIdentity());
}

TEST(Colour, OtherProfilesAreConvertedAndBack) {
    for (const IccProfile& profile : {testing::displayP3(), testing::adobeRgb()}) {
        const SrgbView view(profile, 3);
        ASSERT_FALSE(view.isIdentity());
        const float photo[6] = {0.8f, 0.3f, 0.1f, 0.05f, 0.9f, 0.4f};
        float srgb[6];
        float back[6];
        view.toSrgb(photo, srgb, 2);
        view.fromSrgb(srgb, back, 2);
        EXPECT_GT(std::abs(srgb[0] - photo[0]), 0.01f);
        for (int i = 0; i < 6; ++i) EXPECT_NEAR(back[i], photo[i], 1e-3);
    }
}

TEST(Colour, WideColoursLeaveTheUnitRangeInsteadOfBeingCut) {
    const SrgbView view(testing::displayP3(), 3);
    const float green[3] = {0, 1, 0};
    float srgb[3];
    view.toSrgb(green, srgb, 1);
    EXPECT_LT(srgb[0], -0.1f);
    EXPECT_GT(srgb[1], 1.0f);
}

TEST(Colour, GreyProfilesWorkOnOneChannel) {
    const SrgbView view(testing::greyGamma18(), 1);
    ASSERT_FALSE(view.isIdentity());
    const float grey = 0.5f;
    float srgb = 0;
    float back = 0;
    view.toSrgb(&grey, &srgb, 1);
    view.fromSrgb(&srgb, &back, 1);
    // 0.5^1.8 = 0.2872 linear, which sRGB writes as 0.5735.
    EXPECT_NEAR(srgb, 0.5735f, 2e-3);
    EXPECT_NEAR(back, grey, 1e-3);
}

TEST(Colour, AProfileOfOtherChannelsSaysNothing) {
    EXPECT_TRUE(SrgbView(testing::greyGamma18(), 3).isIdentity());
    EXPECT_FALSE(isUsableProfile(*testing::greyGamma18(), 3));
    EXPECT_FALSE(isUsableProfile({1, 2, 3}, 3));
    EXPECT_TRUE(isUsableProfile(*testing::adobeRgb(), 3));
}

}  // namespace
}  // namespace engine
