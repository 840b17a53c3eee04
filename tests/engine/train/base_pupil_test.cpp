#include "engine/train/base_pupil.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/api/mailbox.h"
#include "engine/models/studio/fit_together.h"
#include "engine/pipelines/generate/generate_pipeline.h"
#include "engine/pipelines/studio_edit/studio_edit.h"
#include "engine/schedulers/scheduler_files.h"
#include "engine/store/library/model_inspection.h"
#include "engine/store/studio_store.h"
#include "engine/train/base_sampler.h"
#include "engine/train/lora_training.h"
#include "tests/engine/files/temporary_folder.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

constexpr int kSide = 64;  // of the pictures

/// Two kinds of made-up portraits: bright grounds and dark ones.
std::vector<Portrait> portraits() {
    std::vector<Portrait> set(6);
    for (std::size_t i = 0; i < set.size(); ++i) {
        const bool dark = i % 2 == 0;
        set[i].picture = cv::Mat(320, 320, CV_8UC3, cv::Scalar::all(dark ? 30 : 200));
        set[i]
            .picture(cv::Rect(100, 80, 120, 160))
            .setTo(cv::Scalar(180, 130 + 5 * static_cast<int>(i), 110));
        set[i].notes.background = cv::Vec3d(dark ? 13 : 80, 0, 0);
        set[i].notes.emotion = "neutral";
        set[i].notes.hair = cv::Vec3d(13, 1, 1);
        set[i].notes.hair_share = 0.1;
    }
    return set;
}

class BasePupilTest : public ::testing::Test {
protected:
    BasePupilTest() {
        torch::set_num_threads(1);
        torch::manual_seed(1);
    }

    /// Learns the same few examples; the loss before and after.
    std::pair<double, double> learn(BasePupil& pupil) const {
        torch::optim::AdamW optimizer(pupil.networks().parameters(), torch::optim::AdamWOptions(2e-3));
        const auto loss = [&] {
            Random random(5);
            torch::Generator noises = at::make_generator<at::CPUGeneratorImpl>(6);
            return pupil.loss(6, random, noises);
        };
        const double before = loss().item<double>();
        for (int step = 0; step < 12; ++step) {
            optimizer.zero_grad();
            loss().backward();
            optimizer.step();
        }
        return {before, loss().item<double>()};
    }

    std::unique_ptr<BasePupil> pupil() const {
        const BaseShape shape{.picture_side = kSide,
                              .patch = 8,
                              .channels = 6,
                              .widths = {8, 16},
                              .groups = 4,
                              .head_width = 8,
                              .text_width = 16,
                              .text_layers = 1,
                              .text_length = 40};
        auto begun = BasePupil::begin(portraits(), shape, model_, torch::kCPU);
        if (!begun) throw std::runtime_error(begun.error().message);
        return std::move(begun).value();
    }
    /// What a folder is after a few steps of training.
    void train() const {
        const auto one = pupil();
        learn(*one);
        ASSERT_TRUE(one->save());
    }

    GenerateRequest request() const {
        GenerateRequest request;
        request.prompt = "a photo of a man with black hair, dark background";
        request.steps = 4;
        request.guidance = 2;
        request.seed = 3;
        return request;
    }
    /// The picture, and every preview of its run.
    std::pair<Result<Pictures>, std::vector<Image>> generate(const GenerateRequest& request) {
        const torch::InferenceMode inference;
        StudioWorkplace& here = *store_.workplace(model_, {}, {}).value();
        const auto config = readSchedulerConfig(here.model.files().scheduler).value();
        const auto scheduler = makeScheduler(config, request.steps).value();
        Mailbox mailbox;
        JobContext job({1}, {}, mailbox);
        auto made =
            GeneratePipeline({here.model, here.prompts, scheduler.get(), {}, nullptr}).run(request, job);
        std::vector<Image> previews;
        for (const Event& event : mailbox.drain()) {
            if (const auto* preview = std::get_if<Preview>(&event))
                previews.push_back(std::get<Image>(preview->guess));
        }
        return {std::move(made), std::move(previews)};
    }

    TemporaryFolder folder_;
    std::string model_ = folder_.file("base");
    StudioStore store_{"", {}, 0};
};

TEST_F(BasePupilTest, EveryNumberOfBothNetworksLearns) {
    const auto one = pupil();
    std::map<std::string, torch::Tensor> before;
    for (const auto& item : one->networks().named_parameters())
        before[item.key()] = item.value().detach().clone();
    EXPECT_GT(before.size(), 100u);
    const auto [first, last] = learn(*one);
    EXPECT_LT(last, 0.97 * first);
    for (const auto& item : one->networks().named_parameters()) {
        ASSERT_TRUE(item.value().grad().defined()) << item.key();
        EXPECT_FALSE(torch::equal(item.value(), before[item.key()])) << item.key();
    }
}

TEST_F(BasePupilTest, TheSameSeedBeginsAlike) {
    const auto loss = [&] {
        torch::manual_seed(1);
        const auto one = pupil();
        Random random(5);
        torch::Generator noises = at::make_generator<at::CPUGeneratorImpl>(6);
        return one->loss(4, random, noises).item<double>();
    };
    EXPECT_EQ(loss(), loss());
}

TEST_F(BasePupilTest, ItsFolderOpensLikeAnyCheckpointAndMakesPictures) {
    train();
    const auto opened = openStudio(model_, "");
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(opened.value().family, Family::Portrait);
    const auto [made, previews] = generate(request());
    ASSERT_TRUE(made) << made.error().message;
    const Image& picture = made.value().images.front();
    EXPECT_EQ(picture.size(), (Size{kSide, kSide}));
    // The last guess of the clean picture is the picture: previews are the full decode.
    ASSERT_FALSE(previews.empty());
    EXPECT_EQ(previews.back().size(), picture.size());
}

TEST_F(BasePupilTest, ThePreviewOfTheOnlyStepIsTheResult) {
    train();
    GenerateRequest once = request();
    once.steps = 1;
    const auto [made, previews] = generate(once);
    ASSERT_TRUE(made) << made.error().message;
    ASSERT_EQ(previews.size(), 1u);
    const Image& picture = made.value().images.front();
    for (int y = 0; y < picture.height(); ++y) {
        EXPECT_TRUE(std::equal(picture.row<std::uint8_t>(y), picture.row<std::uint8_t>(y) + 3 * kSide,
                               previews.front().row<std::uint8_t>(y)))
            << y;
    }
}

TEST_F(BasePupilTest, ASamplerMakesWhatTheProductMakes) {
    train();
    const auto sampler = BaseSampler::open(model_, {4, 2}, torch::kCPU);
    ASSERT_TRUE(sampler) << sampler.error().message;
    const auto pictures = sampler.value()->pictures({request().prompt}, request().seed);
    ASSERT_TRUE(pictures);
    const auto [made, previews] = generate(request());
    ASSERT_TRUE(made);
    const Image& image = made.value().images.front();
    const torch::Tensor bytes =
        (pictures.value()[0] * 255).round().to(torch::kUInt8).permute({1, 2, 0}).contiguous();
    int most = 0;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < 3 * kSide; ++x)
            most = std::max(most, std::abs(image.row<std::uint8_t>(y)[x] -
                                           bytes.const_data_ptr<std::uint8_t>()[y * 3 * kSide + x]));
    }
    EXPECT_LE(most, 1);
}

TEST_F(BasePupilTest, APhotoIsEditedWithIt) {
    train();
    const torch::InferenceMode inference;
    StudioWorkplace& here = *store_.workplace(model_, {}, {}).value();
    const auto config = readSchedulerConfig(here.model.files().scheduler).value();
    const auto scheduler = makeScheduler(config, 4).value();
    const StudioEdit edit(here.model, here.prompts, *scheduler);
    const auto size = edit.sizeFor({0, 0, 100, 100});
    ASSERT_TRUE(size) << size.error().message;
    EXPECT_EQ(size.value(), (Size{kSide, kSide}));
    const auto prompts = edit.encoded("black hair", "", size.value(), 2);
    ASSERT_TRUE(prompts);
    Mailbox mailbox;
    JobContext job({1}, {}, mailbox);
    const StudioEdit::Task task{
        torch::rand({1, 3, kSide, kSide}) * 2 - 1, torch::ones({1, 1, kSide, kSide}), 0.75, 2, 1, {}, {}};
    const auto change = edit.run(
        task, prompts.value(),
        [](Redrawn result) {
            return Change{{}, std::move(result.field), {}};
        },
        job);
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_FALSE(mailbox.drain().empty());
}

TEST_F(BasePupilTest, TheLibraryKnowsWhatItIs) {
    train();
    const auto model = inspectModel(model_, "");
    ASSERT_TRUE(model);
    EXPECT_TRUE(model.value().isFit()) << model.value().problem;
    EXPECT_EQ(model.value().kind, ModelKind::Checkpoint);
    EXPECT_EQ(model.value().family, "portrait base");
    EXPECT_FALSE(model.value().inpaints);
    EXPECT_TRUE(model.value().missing.empty());
    EXPECT_TRUE(model.value().unexpected.empty());
}

TEST_F(BasePupilTest, AnAutoencoderOfAnotherKindOrShapeIsASentence) {
    train();
    const auto objection = [&](const std::string& settings) {
        std::ofstream(model_ + "/vae/config.json") << settings;
        const auto opened = openStudio(model_, "");
        return opened ? std::string() : opened.error().message;
    };
    EXPECT_NE(objection(R"({"_class_name": "VQModel"})").find("PatchTransform"), std::string::npos);
    EXPECT_NE(objection(R"({"_class_name": "PatchTransform", "patch": 8, "channels": 7})").find("7"),
              std::string::npos);
    // Settings that fit the U-Net, and weights that do not fit the settings.
    EXPECT_EQ(objection(R"({"_class_name": "PatchTransform", "patch": 4, "channels": 6})"), "");
    StudioModel model(openStudio(model_, "").value(), {}, Residence::Ready);
    const auto codec = model.autoencoder();
    ASSERT_FALSE(codec);
    EXPECT_NE(codec.error().message.find("basis"), std::string::npos);
    const auto described = inspectModel(model_, "");
    ASSERT_TRUE(described);
    EXPECT_NE(described.value().problem.find("basis"), std::string::npos);
}

TEST_F(BasePupilTest, AnEditorByWordsGoesOnFromIt) {
    train();
    const auto editor = LoraPupil::open(model_, "", 2, torch::kCPU);
    ASSERT_TRUE(editor) << editor.error().message;
    const LightBatch light{torch::rand({1, 3, kSide, kSide}), torch::rand({1, 3, kSide, kSide}),
                           torch::ones({1, 1, kSide, kSide}), torch::zeros({1, 1, kSide, kSide})};
    torch::Generator random = at::make_generator<at::CPUGeneratorImpl>(4);
    const torch::Tensor loss = editor.value()->loss(light, "blue shirt", random);
    EXPECT_TRUE(std::isfinite(loss.item<double>()));
    loss.backward();
    for (const auto& item : editor.value()->adapters().named_parameters())
        EXPECT_TRUE(item.value().grad().defined()) << item.key();
}

}  // namespace
}  // namespace engine
