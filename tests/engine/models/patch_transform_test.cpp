#include "engine/models/autoencoder/patch_transform.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <map>

namespace engine {
namespace {

constexpr int kPatch = 4, kChannels = 6;

/// Orthonormal patterns, a mean and deviations that are made up.
class PatchTransformTest : public ::testing::Test {
protected:
    PatchTransformTest() {
        at::manual_seed(1);
        const auto patterns = std::get<0>(at::linalg_qr(at::randn({3 * kPatch * kPatch, kChannels})));
        tensors_ = {{"basis", patterns.t().reshape({kChannels, 3, kPatch, kPatch}).contiguous()},
                    {"mean", at::rand({3, kPatch, kPatch}) - 0.5},
                    {"deviation", at::rand({kChannels}) + 0.5}};
    }

    PatchTransform transform() const {
        return PatchTransform(
            WeightReader([this](const std::string& name, const auto&) { return tensors_.at(name); }),
            {kPatch, kChannels});
    }

    static std::string objectionTo(const std::string& settings) {
        const auto file = parseModelConfig(settings, "vae/config.json");
        const auto config = readPatchTransformConfig(file.value());
        return config ? std::string() : config.error().message;
    }

    std::map<std::string, at::Tensor> tensors_;
};

TEST_F(PatchTransformTest, WhatItsPatternsCanSayComesBackExactly) {
    const PatchTransform codec = transform();
    const at::Tensor latent = at::randn({2, kChannels, 3, 5});
    const at::Tensor picture = codec.decode(latent);
    EXPECT_EQ(picture.sizes().vec(), (std::vector<std::int64_t>{2, 3, 3 * kPatch, 5 * kPatch}));
    EXPECT_LT((codec.encoded(picture).mean - latent).abs().max().item<float>(), 1e-5);
}

TEST_F(PatchTransformTest, APatchThatIsTheMeanIsNothing) {
    const at::Tensor picture = tensors_.at("mean").repeat({1, 2, 2}).unsqueeze(0);
    EXPECT_LT(transform().encoded(picture).mean.abs().max().item<float>(), 1e-6);
}

TEST_F(PatchTransformTest, APictureHasOneLatentNotADistribution) {
    const LatentDistribution latent = transform().encoded(at::rand({1, 3, 8, 8}));
    EXPECT_LT(latent.deviation.max().item<float>(), 1e-5);
}

TEST_F(PatchTransformTest, TilesSeeWhatTheWholeSees) {
    const PatchTransform codec = transform();
    const at::Tensor picture = at::rand({1, 3, 80 * kPatch, 70 * kPatch});
    const at::Tensor whole = codec.moments(picture);
    EXPECT_LT((codec.momentsTiled(picture) - whole).abs().max().item<float>(), 1e-4);
}

TEST_F(PatchTransformTest, SaysWhatDenoisersHaveToKnow) {
    const PatchTransform codec = transform();
    EXPECT_EQ(codec.config().latent_channels, kChannels);
    EXPECT_EQ(codec.config().reduction(), kPatch);
    EXPECT_TRUE(codec.decodesAtOnce());
    const at::Tensor latent = at::randn({1, kChannels, 2, 2});
    EXPECT_TRUE(at::equal(codec.raw(codec.scaled(latent)), latent));
}

TEST_F(PatchTransformTest, SettingsThatNoPatchHasAreASentence) {
    EXPECT_EQ(objectionTo(R"({"patch": 8, "channels": 16})"), "");
    EXPECT_NE(objectionTo(R"({"patch": 2, "channels": 13})").find("channels"), std::string::npos);
    EXPECT_NE(objectionTo(R"({"patch": 0})").find("patch"), std::string::npos);
}

}  // namespace
}  // namespace engine
