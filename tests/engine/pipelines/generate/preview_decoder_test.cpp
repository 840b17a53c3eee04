#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <variant>

#include "engine/api/mailbox.h"
#include "engine/pipelines/generate/generate_pipeline.h"
#include "engine/schedulers/scheduler_files.h"
#include "engine/store/studio_store.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/store/small_studio.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

/// A small model with room for a tiny decoder in it and beside it.
class PreviewDecoder : public ::testing::Test {
protected:
    PreviewDecoder() {
        fs::create_directories(model_.parent_path());
        test::copyStudioModel(model_);
    }

    static void installAt(const fs::path& folder) {
        fs::copy(test::goldenModel("taesd_tiny"), folder, fs::copy_options::recursive);
        fs::remove(folder / "io.safetensors");
    }
    Result<const TinyAutoencoder*> found() {
        if (auto here = store_.workplace(model_.string(), {}, {}); !here) return here.error();
        return store_.previewDecoder();
    }
    /// The first preview of a run of one step.
    Image previewWith(const TinyAutoencoder* decoder) {
        StudioWorkplace& here = *store_.workplace(model_.string(), {}, {}).value();
        const auto scheduler =
            makeScheduler(readSchedulerConfig(here.model.files().scheduler).value(), 1).value();
        Mailbox mailbox;
        JobContext job({1}, {}, mailbox);
        GenerateRequest request;
        request.prompt = "a lamp";
        request.size = {64, 48};
        request.steps = 1;
        const auto made =
            GeneratePipeline({here.model, here.prompts, scheduler.get(), {}, decoder}).run(request, job);
        EXPECT_TRUE(made);
        for (const Event& event : mailbox.drain()) {
            if (const auto* preview = std::get_if<Preview>(&event)) return std::get<Image>(preview->guess);
        }
        return {};
    }

    TemporaryFolder folder_;
    fs::path model_ = fs::path(folder_.file("library")) / "mine";
    StudioStore store_{"", {}, 0};
    c10::InferenceMode no_gradients_;
};

TEST_F(PreviewDecoder, IsFoundInTheModelsFolderOrBesideIt) {
    EXPECT_EQ(store_.previewDecoder().value(), nullptr) << "no model is open";
    EXPECT_EQ(found().value(), nullptr);
    installAt(model_.parent_path() / "taesdxl");
    EXPECT_EQ(found().value(), nullptr) << "of another family";
    installAt(model_.parent_path() / "taesd");
    const TinyAutoencoder* beside = found().value();
    ASSERT_NE(beside, nullptr);
    EXPECT_EQ(found().value(), beside) << "loaded once";
    installAt(model_ / "taesd");
    EXPECT_NE(found().value(), beside);
}

TEST_F(PreviewDecoder, MakesThePreviewsInPlaceOfTheLinearMap) {
    installAt(model_ / "taesd");
    const Image with = previewWith(found().value()), without = previewWith(nullptr);
    ASSERT_EQ(with.size(), (Size{64, 48}));
    ASSERT_EQ(without.size(), with.size());
    EXPECT_NE(std::memcmp(with.data(), without.data(), with.byteCount()), 0);
}

TEST_F(PreviewDecoder, ThatIsDamagedIsRefusedWithASentence) {
    installAt(model_ / "taesd");
    fs::resize_file(model_ / "taesd/diffusion_pytorch_model.safetensors", 1000);
    const auto refused = found();
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("taesd"), std::string::npos) << refused.error().message;
}

}  // namespace
}  // namespace engine
