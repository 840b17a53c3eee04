// Single operations, by the layers of the engine where it has one, by the calls it makes where it has not.

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include "engine/models/autoencoder/autoencoder.h"
#include "engine/nn/layers/layers.h"
#include "engine/nn/layers/timestep_embedding.h"
#include "tests/support/golden.h"

namespace {

using namespace engine;
using test::goldenFile;
using test::goldenTensor;
using test::largestDifference;

constexpr double kTolerance = 1e-5;
constexpr double kTimestepTolerance = 1e-4;

class Operations : public testing::Test {
protected:
    at::Tensor golden(const std::string& name) const { return goldenTensor(file_, name); }
    at::Tensor randomOf(std::uint64_t seed, at::IntArrayRef shape) const {
        return at::randn(shape, at::detail::createCPUGenerator(seed));
    }

    /// weight and bias of one layer as a checkpoint.
    Checkpoint layer(const std::string& name) const {
        std::map<std::string, StoredTensor, std::less<>> tensors;
        for (const char* part : {"weight", "bias"}) {
            const TensorView& view = *file_.find(name + "/" + part);
            tensors[part] = {view.dtype, view.shape, view.bytes, false, file_.mapping()};
        }
        return Checkpoint().renamed(std::move(tensors));
    }

    SafetensorsFile file_ = goldenFile("ops/ops.safetensors");
    c10::InferenceMode no_gradients_;
};

#define EXPECT_SAME(found, name) EXPECT_LE(largestDifference(found, golden(name)), kTolerance) << (name)

TEST_F(Operations, SinusoidsOfTimesteps) {
    for (const int width : {256, 320}) {
        const at::Tensor expected = golden("timestep/dim" + std::to_string(width));
        EXPECT_LE(largestDifference(sinusoids(golden("timestep/t"), width, true, 0), expected),
                  kTimestepTolerance)
            << width;
    }
}

TEST_F(Operations, ConvolutionsThatHalveASide) {
    for (const Residence residence : {Residence::Ready, Residence::Mapped}) {
        const Checkpoint symmetric = layer("down_pad1"), behind = layer("down_pad0");
        const Conv2d unet(WeightReader(symmetric, {}, residence), 4, 4, 3, 2);
        EXPECT_SAME(unet(golden("resample/x")), "down_pad1/out");
        const Conv2d vae(WeightReader(behind, {}, residence), 4, 4, 3, 2, 0);
        EXPECT_SAME(vae(at::constant_pad_nd(golden("resample/x"), {0, 1, 0, 1})), "down_pad0/out");
    }
}

TEST_F(Operations, ConvolutionsThatDoubleASideOrComeBackToASize) {
    const Checkpoint weights = layer("up");
    const Conv2d convolution(WeightReader(weights, {}, Residence::Ready), 4, 4, 3);
    const auto resized = [&](std::vector<std::int64_t> size) {
        return convolution(at::upsample_nearest2d(golden("resample/x"), size));
    };
    EXPECT_SAME(resized({14, 20}), "up/out_x2");
    EXPECT_SAME(resized({13, 19}), "up/out_13x19");
}

TEST_F(Operations, GatedLinearLayers) {
    for (const Residence residence : {Residence::Ready, Residence::Mapped}) {
        const Checkpoint weights = layer("geglu");
        const GatedLinear gated(WeightReader(weights, {}, residence), 6, 10);
        EXPECT_SAME(gated(golden("geglu/x")), "geglu/out");
    }
}

TEST_F(Operations, Activations) {
    const at::Tensor x = golden("act/x");
    EXPECT_SAME(at::silu(x), "act/silu");
    EXPECT_SAME(at::gelu(x), "act/gelu_erf");
    EXPECT_SAME(x * at::sigmoid(x * 1.702), "act/quick_gelu");
    EXPECT_GT(largestDifference(at::gelu(x), golden("act/gelu_tanh")), kTolerance);
}

TEST_F(Operations, GroupNormsOfTinyVariance) {
    EXPECT_SAME(at::group_norm(golden("group_norm/x"), 4, {}, {}, 1e-5), "group_norm/eps1e-5");
    EXPECT_SAME(at::group_norm(golden("group_norm/x"), 4, {}, {}, 1e-6), "group_norm/eps1e-6");
}

TEST_F(Operations, MasksAsSmallAsLatents) {
    const auto small = [&](std::vector<std::int64_t> size) {
        return at::upsample_nearest2d(golden("mask/x"), size);
    };
    EXPECT_EQ(largestDifference(small({6, 9}), golden("mask/nearest_6x9")), 0);
    EXPECT_EQ(largestDifference(small({5, 7}), golden("mask/nearest_5x7")), 0);
}

TEST_F(Operations, DrawsFromALatentDistribution) {
    const LatentDistribution latent = distributionOf(golden("gaussian/parameters"));
    EXPECT_SAME(latent.deviation, "gaussian/std");
    const auto seed = static_cast<std::uint64_t>(golden("gaussian/seed").item<std::int64_t>());
    EXPECT_SAME(latent.mean + latent.deviation * randomOf(seed, latent.mean.sizes()), "gaussian/sample");
}

TEST_F(Operations, LevelsRoundHalfToEven) {
    const at::Tensor levels = (golden("to_u8/x").clamp(0, 1) * 255).round().to(at::kByte);
    EXPECT_EQ(largestDifference(levels, golden("to_u8/out")), 0);
}

TEST_F(Operations, NormalNumbersOfASeed) {
    constexpr std::uint64_t kSeed = 105;
    for (const int count : {7, 15, 16, 17, 24, 33, 64, 216}) {
        EXPECT_EQ(
            largestDifference(randomOf(kSeed, {count}), golden("randn/seed105/n" + std::to_string(count))), 0)
            << count;
    }
    EXPECT_EQ(largestDifference(randomOf(kSeed, {1, 4, 6, 9}), golden("randn/seed105/1x4x6x9")), 0);
    const at::Generator generator = at::detail::createCPUGenerator(kSeed);
    const at::Tensor first = at::randn({24}, generator), second = at::randn({24}, generator);
    EXPECT_EQ(largestDifference(at::stack({first, second}), golden("randn/seed105/two_draws_of_24")), 0);
}

}  // namespace
