#include "engine/pipelines/guided_filter.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace engine {
namespace {

/// Left half dark, right half light.
at::Tensor halves(int side) {
    at::Tensor picture = at::full({1, 3, side, side}, 0.2);
    picture.slice(3, side / 2).fill_(0.8);
    return picture;
}

TEST(GuidedFilter, AMapThatIsTheSameEverywhereStaysSo) {
    const at::Tensor map = at::full({1, 2, 20, 24}, 0.7);
    EXPECT_TRUE(at::allclose(guidedFilter(map, at::rand({1, 3, 20, 24}), 3, 1e-3), map, 1e-4, 1e-4));
}

TEST(GuidedFilter, AMapThatFollowsThePicturesColoursIsKept) {
    const at::Tensor picture = at::rand({1, 3, 20, 20});
    const at::Tensor map = 2 * picture.narrow(1, 0, 1) - picture.narrow(1, 2, 1) + 0.5;
    EXPECT_TRUE(at::allclose(guidedFilter(map, picture, 3, 1e-9), map, 1e-2, 1e-2));
}

TEST(GuidedFilter, ASoftBorderMovesToThePicturesEdge) {
    const at::Tensor picture = halves(32);
    const at::Tensor sharp = picture.narrow(1, 0, 1).gt(0.5).to(at::kFloat);
    const at::Tensor soft = at::avg_pool2d(sharp, 7, 1, 3, false, false);
    const at::Tensor filtered = guidedFilter(soft, picture, 5, 1e-4);
    const auto step = [](const at::Tensor& map) {
        return (map.select(3, 16) - map.select(3, 15)).mean().item<double>();
    };
    EXPECT_GT(step(filtered), 3 * step(soft));
}

}  // namespace
}  // namespace engine
