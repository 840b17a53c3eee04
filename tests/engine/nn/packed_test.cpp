#include "engine/nn/layers/packed.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

namespace {

using namespace engine;

at::Tensor picture(std::int64_t channels, std::int64_t side) {
    return at::randn({2, channels, side, side}).contiguous(at::MemoryFormat::ChannelsLast);
}

class Packed : public testing::Test {
protected:
    void SetUp() override {
        if (!canHalve()) GTEST_SKIP() << "this LibTorch was built without oneDNN";
        at::manual_seed(1);
    }
    c10::InferenceMode no_gradients_;
};

TEST_F(Packed, AHalvedWeightIsTheSameBitForBit) {
    for (const c10::ScalarType type : {at::kHalf, at::kBFloat16}) {
        for (const std::int64_t side : {8, 9}) {
            const at::Tensor x = picture(48, side),
                             weight = at::randn({40, 48, 3, 3}).to(type).to(at::kFloat);
            const at::Tensor packed = packedConvolution(weight, 1, 1, x.sizes());
            const HalvedWeight halved(packed, type);
            at::Tensor room;
            EXPECT_TRUE(
                at::equal(convolved(x, halved.widened(room), {}, 1, 1), convolved(x, packed, {}, 1, 1)));
            EXPECT_TRUE(at::equal(halved.widened(room).to_dense(), weight));
        }
    }
}

TEST_F(Packed, OneRoomServesWeightsOfAnySize) {
    const at::Tensor x = picture(32, 8), small = at::randn({16, 32, 1, 1}).to(at::kHalf).to(at::kFloat),
                     large = at::randn({64, 32, 3, 3}).to(at::kHalf).to(at::kFloat);
    const HalvedWeight one(packedConvolution(small, 1, 0, x.sizes()), at::kHalf),
        other(packedConvolution(large, 1, 1, x.sizes()), at::kHalf);
    at::Tensor room;
    for (int i = 0; i < 2; ++i) {
        EXPECT_TRUE(at::equal(one.widened(room).to_dense(), small));
        EXPECT_TRUE(at::equal(other.widened(room).to_dense(), large));
    }
}

}  // namespace
