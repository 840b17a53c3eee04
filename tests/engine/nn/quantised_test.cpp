#include "engine/nn/layers/quantised.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

namespace {

using namespace engine;

double relativeError(const at::Tensor& found, const at::Tensor& expected) {
    return ((found - expected).norm() / expected.norm()).item<double>();
}

class Quantised : public testing::Test {
protected:
    void SetUp() override {
        if (!canQuantise()) GTEST_SKIP() << "this LibTorch was built without oneDNN";
        at::manual_seed(1);
    }
    c10::InferenceMode no_gradients_;
};

TEST_F(Quantised, EightBitsReachBackToTheNumbersTheyCameFrom) {
    const at::Tensor x = at::randn({3, 70, 50}) * 4 - 1;
    const Eighth eighth = toEightBits(x);
    const at::Tensor back = (eighth.q.to(at::kFloat) - static_cast<double>(eighth.zero)) * eighth.scale;
    EXPECT_LE((back - x).abs().max().item<double>(), eighth.scale);
    EXPECT_EQ(toEightBits(at::zeros({5}))
                  .q.to(at::kFloat)
                  .sub(toEightBits(at::zeros({5})).zero)
                  .abs()
                  .max()
                  .item<float>(),
              0);
}

TEST_F(Quantised, AConvolutionIsOffByAboutOnePercent) {
    const at::Tensor weight = at::randn({96, 64, 3, 3}) * 0.05, bias = at::randn({96});
    const QuantisedWeight quantised(weight);
    for (const std::int64_t side : {16, 9}) {
        const at::Tensor x = at::randn({2, 64, side, side}).contiguous(at::MemoryFormat::ChannelsLast);
        for (const int stride : {1, 2}) {
            const at::Tensor expected =
                at::conv2d(x, weight, bias, at::IntArrayRef(stride), at::IntArrayRef(1));
            EXPECT_LT(relativeError(QuantisedWeight(weight).convolve(x, bias, stride, 1), expected), 0.03);
        }
        EXPECT_LT(relativeError(quantised.convolve(x, {}, 1, 1),
                                at::conv2d(x, weight, {}, at::IntArrayRef(1), at::IntArrayRef(1))),
                  0.03);
    }
}

TEST_F(Quantised, AMatrixIsOffByAboutOnePercentWithGeluToo) {
    const at::Tensor weight = at::randn({80, 128}) * 0.05, bias = at::randn({80}),
                     x = at::randn({2, 33, 128});
    const QuantisedWeight quantised(weight);
    const at::Tensor expected = at::linear(x, weight, bias);
    EXPECT_LT(relativeError(quantised.map(x, bias), expected), 0.03);
    EXPECT_LT(relativeError(quantised.map(x, bias, true), at::gelu(expected)), 0.03);
    EXPECT_EQ(quantised.map(x, bias).sizes(), expected.sizes());
}

}  // namespace
