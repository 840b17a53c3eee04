#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "engine/store/local_model_library.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/store/small_studio.h"

namespace engine {
namespace {

namespace fs = std::filesystem;
using test::goldenModel;

class ModelImportTest : public ::testing::Test {
protected:
    Result<ModelDescription> import(const std::string& path, ImportMode mode = ImportMode::Copy) const {
        return library_.import(path, mode, {}, {});
    }
    ModelDescription mustImport(const std::string& path, ImportMode mode = ImportMode::Copy) const {
        const auto model = import(path, mode);
        if (!model) throw std::runtime_error(model.error().message);
        return model.value();
    }
    void expectRefused(const Result<ModelDescription>& refused, ErrorCode code) const {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, code) << refused.error().message;
        EXPECT_TRUE(refused.error().message.ends_with(".")) << refused.error().message;
        EXPECT_TRUE(namesInLibrary().empty()) << namesInLibrary().front();
    }
    std::vector<std::string> namesInLibrary() const {
        std::vector<std::string> names;
        std::error_code failed;
        for (const auto& entry : fs::directory_iterator(folder_.file("library"), failed))
            names.push_back(entry.path().filename().string());
        return names;
    }

    TemporaryFolder folder_;
    const std::string lora_ = goldenModel("lora/linear_peft.safetensors").string();
    LocalModelLibrary library_{{folder_.file("starter"), folder_.file("library"), ""}};
};

TEST_F(ModelImportTest, ACopyIsVerifiedAndListed) {
    double last = 0;
    const auto model = library_.import(lora_, ImportMode::Copy, {}, [&](double share) {
        EXPECT_GE(share, last);
        last = share;
    });
    ASSERT_TRUE(model) << model.error().message;
    EXPECT_EQ(last, 1);
    EXPECT_EQ(model.value().sha256.size(), 64u);
    EXPECT_FALSE(fs::is_symlink(model.value().path));
    ASSERT_EQ(library_.installed().size(), 1u);
    EXPECT_EQ(library_.installed().front().sha256, model.value().sha256);
    EXPECT_EQ(library_.pathOf("linear_peft"), model.value().path);
    EXPECT_EQ(namesInLibrary().size(), 2u);  // and its note
}

TEST_F(ModelImportTest, ALinkIsAbsoluteAndHasTheSameHash) {
    const std::string copied = mustImport(lora_).sha256;
    ASSERT_TRUE(library_.remove(library_.pathOf("linear_peft")));
    const ModelDescription model = mustImport(lora_, ImportMode::Link);
    EXPECT_TRUE(fs::is_symlink(model.path));
    EXPECT_TRUE(fs::read_symlink(model.path).is_absolute());
    EXPECT_EQ(model.sha256, copied);
}

TEST_F(ModelImportTest, AFolderIsTakenWithoutWhatIsNeverOpened) {
    test::copyStudioModel(folder_.path() / "mine");
    folder_.write("mine/unet/diffusion_pytorch_model.bin", "pickle");
    fs::create_directory(folder_.path() / "mine/.git");
    folder_.write("mine/.git/config", "x");
    const ModelDescription model = mustImport(folder_.file("mine/"));
    EXPECT_EQ(model.kind, ModelKind::Checkpoint);
    EXPECT_TRUE(fs::exists(fs::path(model.path) / "unet/config.json"));
    EXPECT_FALSE(fs::exists(fs::path(model.path) / "unet/diffusion_pytorch_model.bin"));
    EXPECT_FALSE(fs::exists(fs::path(model.path) / ".git"));
}

TEST_F(ModelImportTest, ALinkedFolderStaysWhenItIsRemovedFromTheLibrary) {
    test::copyStudioModel(folder_.path() / "mine");
    const ModelDescription model = mustImport(folder_.file("mine"), ImportMode::Link);
    ASSERT_TRUE(library_.remove(model.path + "/"));
    EXPECT_TRUE(namesInLibrary().empty());
    EXPECT_TRUE(fs::exists(folder_.path() / "mine/unet/config.json"));
}

TEST_F(ModelImportTest, WhatChangedSinceIsSaid) {
    fs::copy(lora_, folder_.file("mine.safetensors"));
    mustImport(folder_.file("mine.safetensors"), ImportMode::Link);
    fs::copy(goldenModel("lora/conv_peft.safetensors"), folder_.file("mine.safetensors"),
             fs::copy_options::overwrite_existing);
    const ModelDescription changed = library_.installed().at(0);
    EXPECT_NE(changed.problem.find("has changed since"), std::string::npos) << changed.problem;
    EXPECT_EQ(changed.sha256, "");
    fs::remove(folder_.file("mine.safetensors"));
    const ModelDescription gone = library_.installed().at(0);
    EXPECT_NE(gone.problem.find("mine.safetensors"), std::string::npos) << gone.problem;
}

TEST_F(ModelImportTest, ANameIsGivenOnce) {
    mustImport(lora_);
    const auto again = import(lora_, ImportMode::Link);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::FileUnwritable);
    EXPECT_NE(again.error().message.find("linear_peft"), std::string::npos);
    EXPECT_EQ(namesInLibrary().size(), 2u);
}

TEST_F(ModelImportTest, WhatDoesNotFitLeavesNothingBehind) {
    expectRefused(import(folder_.write("half.ckpt", "x")), ErrorCode::ModelCorrupt);
    expectRefused(import(folder_.file("nowhere")), ErrorCode::ModelMissing);
    test::copyStudioModel(folder_.path() / "mine");
    fs::remove_all(folder_.path() / "mine/text_encoder");
    expectRefused(import(folder_.file("mine")), ErrorCode::ModelCorrupt);
}

TEST_F(ModelImportTest, ACancelledImportLeavesNothingBehind) {
    std::stop_source stop;
    stop.request_stop();
    expectRefused(library_.import(lora_, ImportMode::Copy, stop.get_token(), {}), ErrorCode::Cancelled);
    expectRefused(library_.import(lora_, ImportMode::Link, stop.get_token(), {}), ErrorCode::Cancelled);
}

TEST_F(ModelImportTest, NoSpaceLeavesNothingBehind) {
    // The system's limit on the size of a file says the same as a full disk, in the middle of a copy.
    const auto before = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old), 0);
    rlimit small = old;
    small.rlim_cur = 1000;
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto refused = import(lora_);
    ::setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, before);
    expectRefused(refused, ErrorCode::FileUnwritable);
}

TEST_F(ModelImportTest, AFileInTheLibrarysPlaceIsAnErrorNotACrash) {
    folder_.write("library", "a file");
    const auto refused = import(lora_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::FileUnwritable);
    EXPECT_TRUE(library_.installed().empty());
}

TEST_F(ModelImportTest, OnlyModelsOfTheLibraryAreRemoved) {
    fs::copy(lora_, folder_.file("mine.safetensors"));
    EXPECT_FALSE(library_.remove(folder_.file("mine.safetensors")));
    EXPECT_FALSE(library_.remove(folder_.file("library")));
    EXPECT_FALSE(library_.remove(folder_.file("library/../mine.safetensors")));
    EXPECT_FALSE(library_.remove(""));
    EXPECT_TRUE(fs::exists(folder_.file("mine.safetensors")));
}

}  // namespace
}  // namespace engine
