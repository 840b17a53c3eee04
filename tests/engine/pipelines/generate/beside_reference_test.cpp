#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "engine/models/studio/studio_model.h"
#include "engine/pipelines/generate/guided_denoiser.h"
#include "tests/engine/pipelines/tiny_studio.h"
#include "tests/support/golden.h"

namespace {

using namespace engine;
using engine::testing::valueOf;

/// A tiny U-Net that looks at a second picture.
class BesideReference : public ::testing::Test {
protected:
    BesideReference()
        : component_(valueOf(openComponent(test::goldenPath("sd15_tiny/unet")))),
          unet_(valueOf(loadNetwork<Unet>(component_, readUnetConfig(component_.config), "U-Net", {},
                                          Residence::Ready))) {
        at::manual_seed(5);
        picture_ = at::randn({1, 4, 12, 8});
        other_ = at::randn({1, 4, 12, 8});
        condition_.context = at::randn({1, 77, unet().config().context_width});
    }
    const Unet& unet() const { return *unet_.network; }
    at::Tensor alone(const at::Tensor& picture) const { return unet().predict(picture, time_, condition_); }
    static double difference(const at::Tensor& a, const at::Tensor& b) {
        return (a - b).abs().max().item<double>();
    }

    c10::InferenceMode no_gradients_;
    Component component_;
    LoadedNetwork<Unet> unet_;
    UnetCondition condition_;
    at::Tensor picture_, other_, time_ = at::full({1}, 400.0);
};

// Softmax over each key twice halves every weight, and each value counts twice.
TEST_F(BesideReference, APictureThatLooksAtItselfIsAsWithoutIt) {
    const at::Tensor beside = unet().predictBeside(picture_, picture_, time_, condition_);
    EXPECT_LT(difference(beside, alone(picture_)), 1e-4 * alone(picture_).abs().max().item<double>());
}

TEST_F(BesideReference, AnotherPictureChangesItAndLeavesTheNetworkAsItWas) {
    const at::Tensor before = alone(picture_);
    const at::Tensor beside = unet().predictBeside(other_, picture_, time_, condition_);
    EXPECT_GT(difference(beside, before), 1e-4);
    EXPECT_TRUE(at::equal(alone(picture_), before));
    EXPECT_TRUE(at::equal(unet().predictBeside(other_, picture_, time_, condition_), beside));
}

TEST_F(BesideReference, EverySelfAttentionSeesTwiceTheTokensAndThePromptIsAsEver) {
    std::map<std::string, std::vector<std::int64_t>> widths;
    const AttentionWatch watch = [&](const std::string& layer, const at::Tensor& probabilities) {
        widths[layer].push_back(probabilities.size(2));
        EXPECT_LT((probabilities.sum(2) - 1).abs().max().item<double>(), 1e-5) << layer;
    };
    condition_.watch = &watch;
    unet().predictBeside(other_, picture_, time_, condition_);
    int self = 0;
    for (const auto& [layer, seen] : widths) {
        ASSERT_EQ(seen.size(), 2u) << layer;  // the reference first
        const bool looks_at_itself = layer.find("attn1") != std::string::npos;
        EXPECT_EQ(seen[1], (looks_at_itself ? 2 : 1) * seen[0]) << layer;
        self += looks_at_itself;
    }
    EXPECT_GT(self, 5);
}

TEST_F(BesideReference, WithAndWithoutThePromptTogetherAreAsOneAfterTheOther) {
    UnetCondition negative;
    negative.context = at::randn_like(condition_.context);
    const GuidedDenoiser::Prompts prompts{condition_, negative};
    const auto asked = [&](GuidedDenoiser::Way way, const at::Tensor& reference) {
        GuidedDenoiser denoise(unet(), prompts, 5, way, {});
        return denoise(picture_, 400, 0, 1, reference);
    };
    const at::Tensor together = asked(GuidedDenoiser::Way::Exact, other_);
    const double range = together.abs().max().item<double>();
    EXPECT_LT(difference(together, asked(GuidedDenoiser::Way::Lean, other_)), 1e-4 * range);
    EXPECT_TRUE(at::equal(together, asked(GuidedDenoiser::Way::Fast, other_)));
    EXPECT_GT(difference(together, asked(GuidedDenoiser::Way::Exact, {})), 1e-3 * range);
}

}  // namespace
