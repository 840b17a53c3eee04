#include "engine/pipelines/pose/pose_repair.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include "tests/engine/files/temporary_folder.h"
#include "tests/support/fake_pose_field.h"
#include "tests/support/tiny_models.h"

namespace engine {
namespace {

class PoseRepair : public testing::Test {
protected:
    PoseRepair() {
        at::manual_seed(5);
        const auto some = [](int channels) { return at::rand({1, channels, 16, 24}); };
        known_.narrow(3, 0, 12).zero_();
        condition_ =
            net_.condition(at::rand({1, 3, 64, 96}), at::rand({1, 3, 64, 96}), some(2), known_, some(3));
    }
    static PoseDenoiser tinyNet(const TemporaryFolder& folder) {
        test::writeTinyPoseDenoiser(folder.file("pose"), 3);
        auto net = PoseDenoiser::load(folder.file("pose"), Compute{});
        if (!net) throw std::runtime_error(net.error().message);
        return std::move(net).value();
    }
    at::Tensor sample(const RepairPlan& plan) const {
        return repaired(
            net_, condition_, plan, [] {}, [](int, const at::Tensor&) {});
    }

    const c10::InferenceMode no_gradients_;
    TemporaryFolder folder_;
    const PoseDenoiser net_ = tinyNet(folder_);
    at::Tensor known_ = at::ones({1, 1, 16, 24});
    PoseDenoiser::Condition condition_;
};

TEST_F(PoseRepair, WhatIsKnownStaysToTheBit) {
    const at::Tensor made = sample({4, 1});
    EXPECT_TRUE(at::equal(made.narrow(3, 12, 12), condition_.aligned.narrow(3, 12, 12)));
    EXPECT_FALSE(at::allclose(made.narrow(3, 0, 12), condition_.aligned.narrow(3, 0, 12)));
}

TEST_F(PoseRepair, TheSameSeedPaintsTheSame) {
    EXPECT_TRUE(at::equal(sample({3, 7}), sample({3, 7})));
    EXPECT_FALSE(at::equal(sample({3, 7}), sample({3, 8})));
}

TEST_F(PoseRepair, EveryStepIsShownAndNoneFollowsAfterItIsStopped) {
    struct Stop {};
    std::vector<int> shown;
    const auto run = [&](int last) {
        repaired(
            net_, condition_, {5, 1},
            [&] {
                if (static_cast<int>(shown.size()) == last) throw Stop{};
            },
            [&](int step, const at::Tensor& latents) {
                EXPECT_EQ(latents.sizes(), condition_.aligned.sizes());
                shown.push_back(step);
            });
    };
    run(99);
    EXPECT_EQ(shown, (std::vector<int>{1, 2, 3, 4, 5}));
    shown.clear();
    EXPECT_THROW(run(2), Stop);
    EXPECT_EQ(shown.size(), 2u);
}

TEST_F(PoseRepair, AFieldPullsWhatIsNotKnownAndOneThatIsContentDoesNot) {
    test::FakePoseField field;
    RepairPlan plan{3, 1};
    const at::Tensor without = sample(plan);
    plan.field = &field;
    EXPECT_TRUE(at::equal(sample(plan), without));
    field.expected[JointName::Nose] = {5, 5};
    const at::Tensor pulled = sample(plan);
    EXPECT_FALSE(at::equal(pulled, without));
    EXPECT_TRUE(at::equal(pulled.narrow(3, 12, 12), without.narrow(3, 12, 12)));
    const auto off = [&](const at::Tensor& latents) {
        const ImagePoint nose = net_.seenIn(latents)[JointName::Nose].at;
        return std::hypot(nose.x - 5, nose.y - 5);
    };
    EXPECT_LT(off(pulled), off(without));
}

}  // namespace
}  // namespace engine
