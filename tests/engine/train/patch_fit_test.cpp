#include "engine/train/patch_fit.h"

#include <gtest/gtest.h>

#include "engine/models/studio/studio_model.h"
#include "engine/models/studio/wanted_names.h"
#include "tests/engine/files/temporary_folder.h"

namespace engine {
namespace {

constexpr int kPictures = 12, kSide = 32;

/// Pictures whose colours and neighbours go together, as those of a photo do.
class PatchFitTest : public ::testing::Test {
protected:
    PatchFitTest() {
        torch::manual_seed(1);
        for (int i = 0; i < kPictures; ++i) {
            const torch::Tensor small = torch::rand({1, 3, kSide / 4, kSide / 4}),
                                grey = torch::rand({1, 1, kSide / 4, kSide / 4});
            pictures_.push_back(
                torch::upsample_bilinear2d(0.4 * small + 0.6 * grey, {kSide, kSide}, false)[0] * 2 - 1);
        }
    }

    PatchFit fit(const PatchTransformConfig& config) const {
        return fitPatches(config, kPictures, [&](int i) { return pictures_[static_cast<std::size_t>(i)]; });
    }
    /// Written and opened again, as a model's folder is.
    std::unique_ptr<const PatchTransform> opened(const PatchTransformConfig& config) const {
        const auto saved = savePatchTransform(fit(config), config, folder_.file("vae"));
        EXPECT_TRUE(saved);
        const auto component = openComponent(folder_.file("vae"));
        auto loaded =
            loadNetwork<PatchTransform>(component.value(), readPatchTransformConfig(component.value().config),
                                        "vae", {}, Residence::Ready);
        return std::move(std::move(loaded).value().network);
    }

    std::vector<torch::Tensor> pictures_;
    TemporaryFolder folder_;
};

TEST_F(PatchFitTest, ChannelsAreUncorrelatedAndVaryByOne) {
    const auto codec = opened({4, 8});
    const torch::Tensor latents = codec->encoded(torch::stack(pictures_)).mean;
    const torch::Tensor points = latents.permute({1, 0, 2, 3}).reshape({8, -1}).to(torch::kFloat64);
    EXPECT_LT(points.mean(1).abs().max().item<double>(), 1e-3);
    const torch::Tensor covariance = points.mm(points.t()) / points.size(1);
    EXPECT_LT((covariance - torch::eye(8, torch::kFloat64)).abs().max().item<double>(), 1e-2);
}

TEST_F(PatchFitTest, TheFirstPatternsSayMost) {
    const PatchFit one = fit({4, 48});
    EXPECT_TRUE(one.deviation.diff().le(1e-6).all().item<bool>());
    EXPECT_GT(one.deviation[0].item<double>(), 3 * one.deviation[8].item<double>());
}

TEST_F(PatchFitTest, WithAllOfThemAPictureComesBackExactly) {
    const auto codec = opened({4, 48});
    const torch::Tensor picture = pictures_[3].unsqueeze(0);
    EXPECT_LT((codec->decode(codec->encoded(picture).mean) - picture).abs().max().item<double>(), 1e-4);
}

TEST_F(PatchFitTest, MorePatternsLoseLess) {
    double lost_by_few = 0, lost_by_more = 0;
    const auto few = opened({4, 3});
    for (const torch::Tensor& one : pictures_)
        lost_by_few +=
            (few->decode(few->encoded(one.unsqueeze(0)).mean) - one).square().mean().item<double>();
    const auto more = opened({4, 12});
    for (const torch::Tensor& one : pictures_)
        lost_by_more +=
            (more->decode(more->encoded(one.unsqueeze(0)).mean) - one).square().mean().item<double>();
    EXPECT_LT(lost_by_more, 0.5 * lost_by_few);
}

TEST_F(PatchFitTest, TheSamePicturesGiveTheSameNumbers) {
    const PatchFit one = fit({4, 6}), other = fit({4, 6});
    EXPECT_TRUE(torch::equal(one.basis, other.basis));
    EXPECT_TRUE(torch::equal(one.deviation, other.deviation));
}

TEST_F(PatchFitTest, AFolderWhoseNumbersAreOfAnotherShapeIsASentence) {
    ASSERT_TRUE(savePatchTransform(fit({4, 6}), {4, 7}, folder_.file("vae")));
    const auto component = openComponent(folder_.file("vae"));
    ASSERT_TRUE(component);
    const auto loaded =
        loadNetwork<PatchTransform>(component.value(), readPatchTransformConfig(component.value().config),
                                    "autoencoder", {}, Residence::Ready);
    ASSERT_FALSE(loaded);
    EXPECT_NE(loaded.error().message.find("basis"), std::string::npos);
    const auto report = compare(component.value().config, component.value().weights);
    ASSERT_TRUE(report);
    EXPECT_EQ(report.value().misshaped, (std::vector<std::string>{"basis", "deviation"}));
}

}  // namespace
}  // namespace engine
