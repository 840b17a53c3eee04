#include "engine/models/pose_denoiser/pose_denoiser.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/engine/files/temporary_folder.h"
#include "tests/support/tiny_models.h"

namespace engine {
namespace {

/// On a picture of 64 × 96.
class PoseDenoiserTest : public testing::Test {
protected:
    PoseDenoiserTest() { at::manual_seed(5); }

    static PoseDenoiser tinyNet(const TemporaryFolder& folder) {
        const c10::InferenceMode as_on_the_engine_thread;
        test::writeTinyPoseDenoiser(folder.file("pose"), 3);
        auto net = PoseDenoiser::load(folder.file("pose"), Compute{});
        if (!net) throw std::runtime_error(net.error().message);
        return std::move(net).value();
    }
    static at::Tensor picture() { return at::rand({1, 3, 64, 96}); }
    PoseDenoiser::Condition condition(std::optional<int> rounds = std::nullopt) const {
        return net_.condition(photo_, moved_, from_, known_, pose_, rounds);
    }

    TemporaryFolder folder_;
    const PoseDenoiser net_ = tinyNet(folder_);
    const at::Tensor photo_ = picture(), moved_ = picture();
    const at::Tensor from_ = at::rand({1, 2, 16, 24}) * 2 - 1, known_ = at::rand({1, 1, 16, 24}),
                     pose_ = at::rand({1, 3, 16, 24}), noisy_ = at::randn({1, 6, 16, 24});
};

TEST_F(PoseDenoiserTest, LatentsComeBackFromTheirOwnPicture) {
    const at::Tensor latents = at::randn({1, 6, 16, 24}) * 0.1;
    EXPECT_LT((net_.latents(net_.picture(latents)) - latents).abs().max().item<float>(), 2e-3);
}

TEST_F(PoseDenoiserTest, GuessesLatentsOfTheSameSizeAndAlwaysTheSame) {
    const at::Tensor one = net_.clean(noisy_, 0.7, condition());
    EXPECT_EQ(one.sizes(), noisy_.sizes());
    EXPECT_TRUE(at::equal(one, net_.clean(noisy_, 0.7, condition())));
    EXPECT_FALSE(at::allclose(one, net_.clean(noisy_, 0.2, condition())));
}

TEST_F(PoseDenoiserTest, EveryConditionCounts) {
    const PoseDenoiser::Condition all = condition();
    const at::Tensor with = net_.clean(noisy_, 0.7, all);
    const auto without = [&](auto member) {
        PoseDenoiser::Condition less = all;
        less.*member = at::zeros_like(less.*member);
        const at::Tensor said = net_.clean(noisy_, 0.7, less);
        return (said - with).abs().max().item<float>();
    };
    EXPECT_GT((net_.clean(noisy_, 0.7, condition(0)) - with).abs().max().item<float>(), 1e-6) << "rounds";
    EXPECT_GT(without(&PoseDenoiser::Condition::texture), 1e-5);
    EXPECT_GT(without(&PoseDenoiser::Condition::pose), 1e-5);
}

TEST_F(PoseDenoiserTest, GuidanceWeighsPoseAndStyleEachByItself) {
    const PoseDenoiser::Condition all = condition();
    const auto guided = [&](double pose, double style) {
        const PoseDenoiser::Guidance guidance{pose, style};
        return net_.clean(noisy_, 0.7, all, &guidance);
    };
    const at::Tensor neither = guided(0, 0), pose = guided(1, 0), style = guided(0, 1);
    EXPECT_TRUE(
        at::allclose(guided(2, 3), neither + 2 * (pose - neither) + 3 * (style - neither), 1e-3, 1e-4));
    PoseDenoiser::Condition alone = condition();
    for (at::Tensor* t : {&alone.aligned, &alone.known, &alone.texture}) *t = at::zeros_like(*t);
    EXPECT_TRUE(at::allclose(pose, net_.clean(noisy_, 0.7, alone), 1e-3, 1e-4));
}

TEST_F(PoseDenoiserTest, TheWayToAPoseLeadsThere) {
    const c10::InferenceMode as_on_the_engine_thread;
    const at::Tensor latents = at::randn({1, 6, 16, 24});
    const auto off = [&](const at::Tensor& z, const Skeleton& wanted) {
        const Skeleton seen = net_.seenIn(z);
        double sum = 0;
        for (const JointName name : PoseDenoiser::kSeenJoints) {
            if (!wanted.has(name)) continue;
            sum += std::pow((seen[name].at.x - wanted[name].at.x) / 96, 2) +
                   std::pow((seen[name].at.y - wanted[name].at.y) / 64, 2);
        }
        return sum;
    };
    Skeleton wanted;
    wanted[JointName::Nose] = {{10, 8}, 1};
    wanted[JointName::LeftShoulder] = {{90, 60}, 1};
    const at::Tensor way = net_.wayTo(wanted, latents);
    EXPECT_EQ(way.sizes(), latents.sizes());
    ASSERT_GT(way.norm().item<double>(), 0);
    EXPECT_LT(off(latents + way * (0.5 / way.norm().item<double>()), wanted), off(latents, wanted));
    EXPECT_EQ(net_.wayTo({}, latents).norm().item<double>(), 0) << "nobody wants anything";
}

TEST_F(PoseDenoiserTest, RefusesSizesThatDoNotFit) {
    std::ofstream(folder_.file("pose/config.json"))
        << R"({"_class_name": "PoseDenoiserModel", "patch": 4, "channels": 6, "block_out_channels": [8, 8, 7, 8]})";
    const auto net = PoseDenoiser::load(folder_.file("pose"), Compute{});
    ASSERT_FALSE(net);
    EXPECT_EQ(net.error().code, ErrorCode::ModelCorrupt);
    EXPECT_NE(net.error().message.find("block_out_channels"), std::string::npos) << net.error().message;
}

}  // namespace
}  // namespace engine
