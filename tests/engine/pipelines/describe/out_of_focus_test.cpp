#include "engine/pipelines/describe/out_of_focus.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

namespace engine {
namespace {

constexpr int kSide = 64;

at::Tensor everywhere(double value, int channels = 1) {
    return at::full({1, channels, kSide, kSide}, value, at::kFloat);
}

TEST(OutOfFocus, APointOfLightBecomesADiscOfTheSameLight) {
    at::Tensor picture = everywhere(0, 3);
    picture[0][1][32][32] = 1;
    const at::Tensor blurred = outOfFocus(picture, everywhere(1), 5);
    const double light = 1 / (M_PI * 25);  // in the disc's area, approximately
    const double grey = 1.055 * std::pow(light, 1 / 2.4) - 0.055;
    EXPECT_NEAR(blurred[0][1][32][32].item<double>(), grey, 0.01);
    EXPECT_NEAR(blurred[0][1][35][35].item<double>(), grey, 0.01);
    EXPECT_EQ(blurred[0][1][40][32].item<double>(), 0);
    EXPECT_EQ(blurred[0][0][32][32].item<double>(), 0);
}

TEST(OutOfFocus, ThePersonDoesNotSpreadIntoIt) {
    at::Tensor picture = everywhere(0.8, 3), behind = everywhere(1);
    picture.slice(3, 0, 32).fill_(0.1);
    behind.slice(3, 0, 32).fill_(0);
    const at::Tensor blurred = outOfFocus(picture, behind, 6);
    EXPECT_LT((blurred.slice(3, 32) - 0.8).abs().max().item<double>(), 1e-4);
    // Far inside the person there is nothing to take a mean of.
    EXPECT_NEAR(blurred[0][0][30][4].item<double>(), 0.1, 1e-4);
}

TEST(OutOfFocus, AlmostNoRadiusIsThePicture) {
    const at::Tensor picture = at::rand({1, 3, kSide, kSide});
    EXPECT_TRUE(at::equal(outOfFocus(picture, everywhere(1), 0.3), picture));
}

}  // namespace
}  // namespace engine
