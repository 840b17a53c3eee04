#include "engine/schedulers/cosine_levels.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace engine {
namespace {

TEST(CosineLevels, FallEvenlyFromNoiseToClean) {
    const std::vector<double> levels = CosineLevels::levels(4);
    ASSERT_EQ(levels.size(), 5u);
    EXPECT_DOUBLE_EQ(levels.front(), 1.0);
    EXPECT_DOUBLE_EQ(levels[1], 0.75);
    EXPECT_DOUBLE_EQ(levels.back(), 0.0);
}

TEST(CosineLevels, APerfectGuessEndsExactlyOnIt) {
    const at::Tensor clean = at::linspace(-2, 2, 12, at::kDouble), noise = at::cos(clean * 7);
    at::Tensor sample = noise;  // level 1 is noise alone
    const std::vector<double> levels = CosineLevels::levels(5);
    for (std::size_t i = 0; i + 1 < levels.size(); ++i)
        sample = CosineLevels::step(sample, clean, levels[i], levels[i + 1]);
    EXPECT_LT((sample - clean).abs().max().item<double>(), 1e-12);
}

TEST(CosineLevels, AStepStaysOnThePathBetweenCleanAndNoise) {
    const at::Tensor clean = at::linspace(-1, 1, 6, at::kDouble), noise = at::sin(clean * 5);
    const double level = 0.8, next = 0.3, quarter = std::numbers::pi / 2;
    const at::Tensor here = std::cos(level * quarter) * clean + std::sin(level * quarter) * noise;
    const at::Tensor there = std::cos(next * quarter) * clean + std::sin(next * quarter) * noise;
    EXPECT_TRUE(at::allclose(CosineLevels::step(here, clean, level, next), there));
}

}  // namespace
}  // namespace engine
