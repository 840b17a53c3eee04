#include "engine/train/frechet_distance.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

struct FrechetDistanceTest : ::testing::Test {
    FrechetDistanceTest() { torch::manual_seed(1); }
    torch::Tensor points = torch::randn({400, 5}) * torch::tensor({4.0, 3.0, 2.0, 1.0, 0.1});
};

TEST_F(FrechetDistanceTest, IsNothingBetweenASetAndItself) {
    EXPECT_NEAR(frechetDistance(points, points), 0, 1e-6);
}

TEST_F(FrechetDistanceTest, OfAShiftIsItsSquare) {
    const torch::Tensor shifted = points + torch::tensor({0.0, 3.0, 0.0, 0.0, 4.0});
    EXPECT_NEAR(frechetDistance(points, shifted), 25, 1e-2);
}

TEST_F(FrechetDistanceTest, OfAStretchIsThatOfTheDeviations) {
    const double variance = points.to(torch::kFloat64).var(0).sum().item<double>();
    EXPECT_NEAR(frechetDistance(points, points * 2), variance + points.mean(0).square().sum().item<double>(),
                1e-2 * variance);
}

TEST_F(FrechetDistanceTest, PrincipalDirectionsKeepWhatVariesMost) {
    const PrincipalDirections directions(points, 2);
    const torch::Tensor kept = directions.along(points);
    EXPECT_EQ(kept.sizes().vec(), (std::vector<std::int64_t>{400, 2}));
    const double share = kept.var(0).sum().item<double>() / points.var(0).sum().item<double>();
    EXPECT_GT(share, 0.75);
    EXPECT_NEAR(kept.mean(0).abs().max().item<double>(), 0, 1e-5);
}

}  // namespace
}  // namespace engine
