#include "engine/pipelines/studio_edit/redrawn.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

namespace engine {
namespace {

constexpr int kSide = 128;

/// Fine strands, the same in all channels, between −1 and 1.
at::Tensor strands(double phase) {
    const at::Tensor x = at::arange(kSide, at::kFloat);
    const at::Tensor wave = at::sin(x.view({1, -1}) * 1.3 + at::cos(x.view({-1, 1}) * 0.05) * 6 + phase);
    return (wave * 0.4 - 0.2).view({1, 1, kSide, kSide}).expand({1, 3, kSide, kSide}).contiguous();
}

float coverAt(const Redrawn& result, int x, int y) {
    return (*result.paint.rgba)[4 * (static_cast<std::size_t>(y) * kSide + x) + 3];
}

double meanCover(const Redrawn& result) {
    double sum = 0;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) sum += coverAt(result, x, y);
    }
    return sum / (kSide * kSide);
}

TEST(Redrawn, TheSameThingInAnotherColourKeepsThePhotosDetail) {
    const at::Tensor before = strands(0);
    const at::Tensor colour = at::tensor({1.2f, 0.7f, 0.5f}).view({1, 3, 1, 1});
    const Redrawn result = redrawn(before, (before + 1) * colour - 1);
    EXPECT_LT(meanCover(result), 0.01);
    // (x + floor)·gain is the wanted colour.
    EXPECT_NEAR((*result.field.log_gain)[0],
                std::log((0.9 * 0.5 * (before[0][0][0][0].item<double>() + 1) * 1.2 / 0.9 + 0.02) /
                         (0.5 * (before[0][0][0][0].item<double>() + 1) + 0.02)),
                0.02);
}

TEST(Redrawn, NothingDoneIsNothingPainted) {
    const Redrawn result = redrawn(strands(0), strands(0));
    EXPECT_EQ(meanCover(result), 0);
}

TEST(Redrawn, WhatGoesAndWhatComesIsPainted) {
    const at::Tensor smooth = at::full({1, 3, kSide, kSide}, -0.1);
    EXPECT_GT(meanCover(redrawn(strands(0), smooth)), 0.95);
    EXPECT_GT(meanCover(redrawn(smooth, strands(0))), 0.95);
    EXPECT_GT(meanCover(redrawn(strands(0), strands(2))), 0.9);
}

TEST(Redrawn, OnlyThePlaceThatBecameSomethingElseIsPainted) {
    at::Tensor after = strands(0);
    after.slice(3, 0, kSide / 2).fill_(-0.1);
    const Redrawn result = redrawn(strands(0), after);
    EXPECT_GT(coverAt(result, 20, 64), 0.95);
    EXPECT_EQ(coverAt(result, 100, 64), 0);
}

TEST(Redrawn, WhatNoGainReachesIsPainted) {
    const at::Tensor black = at::full({1, 3, kSide, kSide}, -1), white = at::full({1, 3, kSide, kSide}, 0.9);
    EXPECT_GT(meanCover(redrawn(black, white)), 0.99);
    // Another shade of a smooth place is not.
    EXPECT_LT(meanCover(redrawn(at::full({1, 3, kSide, kSide}, -0.2), white)), 0.01);
}

}  // namespace
}  // namespace engine
