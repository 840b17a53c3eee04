#include "engine/train/lora_training.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "engine/models/studio/lora.h"
#include "engine/nn/weights.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/support/golden.h"

namespace engine {
namespace {

constexpr int kRank = 3;

/// A tiny checkpoint and one made-up triplet.
class LoraTrainingTest : public ::testing::Test {
protected:
    LoraTrainingTest() {
        torch::set_num_threads(1);
        torch::manual_seed(1);
        // Two places across at the U-Net's bottom: attention among one teaches nobody.
        light_ = {torch::rand({1, 3, 128, 128}), torch::rand({1, 3, 128, 128}),
                  torch::zeros({1, 1, 128, 128}), torch::zeros({1, 1, 128, 128})};
        light_.change.narrow(2, 16, 24) = 1;
    }

    /// The inpainting fixture holds a U-Net alone; the rest is the other's.
    std::string checkpoint(const std::string& name) const {
        constexpr auto kWhole =
            std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing;
        for (const std::string& part : {std::string("sd15_tiny"), name})
            std::filesystem::copy(test::goldenPath(part), folder_.file(name), kWhole);
        return folder_.file(name);
    }

    std::unique_ptr<LoraPupil> pupil(const std::string& name) const {
        auto opened = LoraPupil::open(checkpoint(name), "", kRank, torch::kCPU);
        if (!opened) throw std::runtime_error(opened.error().message);
        return std::move(opened).value();
    }

    /// The same timestep and noise every time.
    torch::Tensor loss(LoraPupil& pupil) const {
        torch::Generator random = at::make_generator<at::CPUGeneratorImpl>(4);
        return pupil.loss(light_, "blue shirt", random);
    }

    void learn(LoraPupil& pupil) const {
        torch::optim::AdamW optimizer(pupil.adapters().parameters(), torch::optim::AdamWOptions(0.01));
        for (int step = 0; step < 20; ++step) {
            optimizer.zero_grad();
            loss(pupil).backward();
            optimizer.step();
        }
    }

    TemporaryFolder folder_;
    LightBatch light_;
};

TEST_F(LoraTrainingTest, EveryAdapterOfEitherKindOfCheckpointLearns) {
    for (const char* name : {"sd15_tiny", "sd15_tiny_inpaint"}) {
        const auto one = pupil(name);
        const double before = loss(*one).item<double>();
        learn(*one);
        EXPECT_LT(loss(*one).item<double>(), before * 0.99) << name;
        for (const auto& item : one->adapters().named_parameters())
            EXPECT_GT(item.value().abs().max().item<double>(), 0) << name << " " << item.key();
    }
}

TEST_F(LoraTrainingTest, WhatIsWrittenFitsTheCheckpointAndChangesWhatItSays) {
    const auto one = pupil("sd15_tiny");
    learn(*one);
    const std::string file = folder_.file("edits.safetensors");
    ASSERT_TRUE(saveWeights(one->adapters(), file));

    torch::NoGradGuard no_gradients;
    auto files = openStudio(folder_.file("sd15_tiny"), "");
    ASSERT_TRUE(files);
    StudioModel model(std::move(files).value(), {}, Residence::Ready);
    const Unet& unet = *model.unet().value();
    UnetCondition condition;
    condition.context = torch::rand({1, 77, unet.config().context_width});
    const torch::Tensor latent = torch::randn({1, 4, 8, 8}), timestep = torch::full({1}, 300.0);
    const torch::Tensor before = unet.predict(latent, timestep, condition);
    const auto put_on = model.setLoras({{file, 1}});
    ASSERT_TRUE(put_on) << put_on.error().message;
    EXPECT_GT((unet.predict(latent, timestep, condition) - before).abs().max().item<double>(), 1e-3);

    const auto layers = readLora(file);
    ASSERT_TRUE(layers);
    EXPECT_EQ(2 * layers.value().size(), one->adapters().parameters().size());
    for (const auto& [name, matrices] : layers.value()) {
        EXPECT_TRUE(name.starts_with("unet.")) << name;
        EXPECT_EQ(matrices.down.shape[0], kRank);
        EXPECT_EQ(matrices.alpha_over_rank, 1);
    }
}

TEST_F(LoraTrainingTest, FreshAdaptersChangeNothing) {
    torch::manual_seed(1);
    const auto one = pupil("sd15_tiny");
    torch::manual_seed(2);
    const auto other = pupil("sd15_tiny");
    EXPECT_EQ(loss(*one).item<double>(), loss(*other).item<double>());
}

TEST_F(LoraTrainingTest, WhatCannotBeTrainedIsASentence) {
    const auto messageOf = [](const std::string& model, int rank) {
        const auto opened = LoraPupil::open(model, "", rank, torch::kCPU);
        return opened ? std::string() : opened.error().message;
    };
    EXPECT_NE(messageOf(test::goldenPath("sdxl_tiny"), 4).find("1.x or 2.x"), std::string::npos);
    EXPECT_NE(messageOf(test::goldenPath("sd15_tiny"), 0).find("rank"), std::string::npos);
    const std::string without = checkpoint("sd15_tiny");
    std::filesystem::remove_all(without + "/unet");
    EXPECT_NE(messageOf(without, 4).find("unet"), std::string::npos);
    EXPECT_NE(messageOf(folder_.write("a.safetensors", "no network at all"), 4), "");
}

TEST_F(LoraTrainingTest, ASizeThatLatentsCannotHaveIsASentence) {
    LoraTrainingOptions options;
    options.picture_size = 100;
    const auto done = trainEditLora(options);
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().message.find("100"), std::string::npos);
}

}  // namespace
}  // namespace engine
