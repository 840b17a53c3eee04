#include "engine/schedulers/cosine_levels.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace engine {
namespace {

TEST(CosineLevels, GoFromCleanToPureNoise) {
    const at::Tensor clean = at::linspace(-2, 2, 12, at::kDouble), noise = at::cos(clean * 7);
    EXPECT_TRUE(at::equal(CosineLevels::noised(clean, noise, 0), clean));
    EXPECT_TRUE(at::equal(CosineLevels::noised(clean, noise, 1), noise));
}

TEST(CosineLevels, KeepTheVarianceOfIndependentUnitSignals) {
    at::manual_seed(3);
    const at::Tensor clean = at::randn({100000}, at::kDouble), noise = at::randn({100000}, at::kDouble);
    for (const double level : {0.2, 0.35, 0.5, 0.8}) {
        EXPECT_NEAR(CosineLevels::noised(clean, noise, level).var().item<double>(), 1.0, 0.02) << level;
    }
}

}  // namespace
}  // namespace engine
