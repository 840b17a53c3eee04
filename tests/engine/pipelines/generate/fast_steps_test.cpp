#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "engine/api/mailbox.h"
#include "engine/photo/open.h"
#include "engine/pipelines/generate/generate_pipeline.h"
#include "engine/schedulers/scheduler_files.h"
#include "tests/support/golden.h"

namespace {

using namespace engine;

template <typename T>
T valueOf(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(result).value();
}

/// A tiny U-Net, none of whose layers is large enough for eight bits: fast differs from exact only by what
/// steps share.
class FastSteps : public testing::Test {
protected:
    FastSteps()
        : component_(valueOf(openComponent(test::goldenPath("sd15_tiny/unet")))),
          unet_(valueOf(loadNetwork<Unet>(component_, readUnetConfig(component_.config), "U-Net", {},
                                          Residence::Ready))) {
        at::manual_seed(3);
        condition_.context = at::randn({1, 77, unet().config().context_width});
    }

    const Unet& unet() const { return *unet_.network; }

    /// The final latents of a run.
    at::Tensor latentsOf(Residence residence, int steps, bool control = false) {
        StudioModel model(valueOf(openStudio(test::goldenPath("sd15_tiny"), "")), {}, residence);
        PromptEncoder prompts(model);
        const SchedulerConfig own = valueOf(readSchedulerConfig(model.files().scheduler));
        const auto scheduler = valueOf(makeScheduler(valueOf(withAlgorithm(own, "euler")), steps));
        GenerateRequest request;
        request.prompt = "a lamp";
        request.size = {64, 64};
        request.steps = steps;
        GeneratePipeline::Parts parts{model, prompts, scheduler.get(), {}};
        const Component watching = valueOf(openControlNet(test::goldenPath("controlnet_tiny")));
        const auto net = valueOf(loadNetwork<ControlNet>(watching, readControlNetConfig(watching.config),
                                                         "ControlNet", {}, Residence::Ready));
        if (control) {
            ImageBuilder grey({64, 64}, 3, PixelType::U8);
            std::memset(grey.data(), 100, std::size_t{64} * 64 * 3);
            request.controls.push_back({"", photoOf(std::move(grey).finish())});
            parts.controls.push_back(net.network.get());
        }
        Mailbox mailbox;
        JobContext job({1}, {}, mailbox);
        at::Tensor last;
        valueOf(
            GeneratePipeline(parts).run(request, job, [&](const at::Tensor& latents) { last = latents; }));
        return last;
    }

    c10::InferenceMode no_gradients_;
    Component component_;
    LoadedNetwork<Unet> unet_;
    UnetCondition condition_;
};

TEST_F(FastSteps, AroundItsOwnDeepLayersAStepIsExact) {
    for (const auto& [height, width] : {std::pair(16, 16), std::pair(9, 13)}) {
        const at::Tensor latent = at::randn({1, 4, height, width}), time = at::full({1}, 400.0);
        at::Tensor deep;
        const at::Tensor whole = unet().predict(latent, time, condition_, {}, &deep);
        EXPECT_TRUE(at::equal(unet().predictAround(deep, latent, time, condition_), whole));
        EXPECT_TRUE(at::equal(unet().predict(latent, time, condition_), whole));
    }
}

TEST_F(FastSteps, AroundThoseOfAnotherStepItIsTheCloserTheCloserTheyAre) {
    const at::Tensor latent = at::randn({1, 4, 16, 16}), time = at::full({1}, 400.0);
    const at::Tensor whole = unet().predict(latent, time, condition_), noise = at::randn_like(latent);
    double nearer = 0;
    for (const double distance : {0.01, 0.1, 1.0}) {
        at::Tensor deep;
        unet().predict(latent + distance * noise, time - 40, condition_, {}, &deep);
        const at::Tensor around = unet().predictAround(deep, latent, time, condition_);
        const double error = ((around - whole).norm() / whole.norm()).item<double>();
        EXPECT_GT(error, nearer);
        EXPECT_LT(error, 1);
        nearer = error;
    }
}

TEST_F(FastSteps, ShareWhatTheyMakeOnlyWhereTheyAreCloseTogether) {
    EXPECT_TRUE(at::equal(latentsOf(Residence::Eighth, 8), latentsOf(Residence::Ready, 8)));
    const at::Tensor exact = latentsOf(Residence::Ready, 25), fast = latentsOf(Residence::Eighth, 25);
    EXPECT_FALSE(at::equal(fast, exact));
    const double range = (exact.max() - exact.min()).item<double>();
    EXPECT_GT(20 * std::log10(range) - 10 * std::log10((fast - exact).square().mean().item<double>()), 30);
}

TEST_F(FastSteps, AreAllWholeUnderAControlNet) {
    EXPECT_TRUE(at::equal(latentsOf(Residence::Eighth, 25, true), latentsOf(Residence::Ready, 25, true)));
}

}  // namespace
