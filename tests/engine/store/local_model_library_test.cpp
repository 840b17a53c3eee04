#include "engine/store/local_model_library.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/store/small_studio.h"
#include "tests/support/hollow_file.h"
#include "tests/support/tiny_models.h"

namespace engine {
namespace {

namespace fs = std::filesystem;
using test::goldenModel;

const std::string kMerges = PENUMBRA_SOURCE_DIR "/resources/models/clip_tokenizer/merges.txt";

class ModelLibraryTest : public ::testing::Test {
protected:
    ModelDescription describe(const std::string& path) const {
        const auto found = library_.describe(path);
        if (!found) ADD_FAILURE() << found.error().message;
        return found ? found.value() : ModelDescription{};
    }
    /// What a file of zeros with these tensors is.
    ModelDescription describeZeros(const std::map<std::string, std::vector<std::int64_t>>& shapes) const {
        test::writeZeros(folder_.file("zeros.safetensors"), shapes);
        return describe(folder_.file("zeros.safetensors"));
    }

    TemporaryFolder folder_;
    LocalModelLibrary library_{{folder_.file("starter"), folder_.file("library"), kMerges}};
};

void expectProblem(const ModelDescription& model, const std::string& word) {
    EXPECT_FALSE(model.isFit());
    EXPECT_NE(model.problem.find(word), std::string::npos) << model.problem;
    EXPECT_TRUE(model.problem.ends_with(".")) << model.problem;
}

TEST_F(ModelLibraryTest, EveryComponentThatIsShippedIsKnownAndFit) {
    int components = 0;
    for (const auto& entry : fs::directory_iterator(PENUMBRA_SOURCE_DIR "/resources/models/starter")) {
        if (!fs::exists(entry.path() / "config.json")) continue;
        ++components;
        EXPECT_TRUE(describe(entry.path().string()).isFit()) << entry.path();
    }
    EXPECT_GE(components, 10);
}

TEST_F(ModelLibraryTest, KnowsADiffusersFolder) {
    const ModelDescription model = describe(goldenModel("sd15_tiny").string() + "/");
    EXPECT_TRUE(model.isFit()) << model.problem;
    EXPECT_EQ(model.kind, ModelKind::Checkpoint);
    EXPECT_EQ(model.family, "SD 1.x");
    EXPECT_EQ(model.name, "sd15_tiny");
    EXPECT_EQ(model.precision, "F16");
    EXPECT_FALSE(model.inpaints);
    EXPECT_GT(model.bytes, 0u);
    EXPECT_EQ(describe(goldenModel("sdxl_tiny").string()).family, "SDXL");
}

TEST_F(ModelLibraryTest, OnlyTheUnetTakesSinglePrecisionInMemory) {
    // 859 520 964 numbers of the U-Net in four bytes; 83 653 863 and 123 060 480 of the rest in two.
    const std::string path = folder_.file("sd15.safetensors");
    test::HollowFile(path, test::originalsOf(test::keyMap("sd15")));
    const ModelDescription model = describe(path);
    EXPECT_TRUE(model.isFit()) << model.problem;
    EXPECT_EQ(model.memory, 859'520'964u * 4 + (83'653'863u + 123'060'480u) * 2);
    EXPECT_GT(model.bytes, 2'000'000'000u);
}

TEST_F(ModelLibraryTest, KnowsFullSizeSingleFilesOfEveryFamily) {
    struct Case {
        const char *map, *family;
        bool inpaints;
    };
    for (const Case& one : {Case{"sd15", "SD 1.x", false}, Case{"sd15_inpaint", "SD 1.x", true},
                            Case{"sdxl_base", "SDXL", false}}) {
        const std::string path = folder_.file("full.safetensors");
        test::HollowFile(path, test::originalsOf(test::keyMap(one.map)));
        const ModelDescription model = describe(path);
        EXPECT_TRUE(model.isFit()) << model.problem;
        EXPECT_EQ(model.kind, ModelKind::Checkpoint) << one.map;
        EXPECT_EQ(model.family, one.family) << one.map;
        EXPECT_EQ(model.inpaints, one.inpaints) << one.map;
    }
}

TEST_F(ModelLibraryTest, NamesWhatASingleFileLacksAndWhatItHasTooMuch) {
    auto tensors = test::originalsOf(test::keyMap("sd15"));
    tensors.erase("model.diffusion_model.out.2.weight");
    tensors["model.diffusion_model.time_embed.0.weight"] = {1280, 321};
    tensors["model.diffusion_model.strange"] = {3};
    const std::string path = folder_.file("full.safetensors");
    test::HollowFile(path, tensors);
    const ModelDescription model = describe(path);
    expectProblem(model, "conv_out.weight");
    EXPECT_EQ(model.missing, std::vector<std::string>{"unet.conv_out.weight"});
    EXPECT_EQ(model.misshaped, std::vector<std::string>{"unet.time_embedding.linear_1.weight"});
    EXPECT_EQ(model.unexpected, std::vector<std::string>{"model.diffusion_model.strange"});
}

TEST_F(ModelLibraryTest, KnowsControlNets) {
    const ModelDescription tiny = describe(goldenModel("controlnet_tiny").string());
    EXPECT_TRUE(tiny.isFit()) << tiny.problem;
    EXPECT_EQ(tiny.kind, ModelKind::ControlNet);
    const std::string path = folder_.file("canny.safetensors");
    test::HollowFile(path, test::originalsOf(test::keyMap("controlnet_sd15")));
    const ModelDescription full = describe(path);
    EXPECT_TRUE(full.isFit()) << full.problem;
    EXPECT_EQ(full.kind, ModelKind::ControlNet);
    EXPECT_EQ(full.family, "SD 1.x");
}

TEST_F(ModelLibraryTest, KnowsLorasAndTheFamilyOfTheirWidths) {
    const std::string layer = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k";
    for (const auto& [width, family] :
         {std::pair<std::int64_t, std::string>{768, "SD 1.x"}, {1024, "SD 2.x"}, {2048, "SDXL"}, {48, ""}}) {
        const ModelDescription model =
            describeZeros({{layer + ".lora_down.weight", {4, width}}, {layer + ".lora_up.weight", {320, 4}}});
        EXPECT_TRUE(model.isFit()) << model.problem;
        EXPECT_EQ(model.kind, ModelKind::Lora);
        EXPECT_EQ(model.family, family);
        EXPECT_EQ(model.memory, static_cast<std::uint64_t>(4 * width + 4 * 320) * 4);
    }
    const std::string words = "text_encoder.text_model.encoder.layers.0.self_attn.q_proj";
    EXPECT_EQ(
        describeZeros({{words + ".lora_A.weight", {4, 768}}, {words + ".lora_B.weight", {768, 4}}}).family,
        "SD 1.x");
    EXPECT_TRUE(describe(goldenModel("lora/conv_peft.safetensors").string()).isFit());
}

TEST_F(ModelLibraryTest, AdaptersOfOtherKindsAreNamedAndRefused) {
    for (const char* ending : {"hada_w1_a", "lokr_w1", "dora_scale"}) {
        const std::string layer = "lora_unet_mid_block_attentions_0_proj_in.";
        expectProblem(describeZeros({{layer + ending, {4, 4}}, {layer + "lora_up.weight", {4, 4}}}), "LoHa");
    }
    expectProblem(describeZeros({{"lora_unet_x.lora_up.weight", {4, 4}}, {"lora_unet_y.alpha", {1}}}),
                  "lacks one of its two matrices");
}

TEST_F(ModelLibraryTest, KnowsEmbeddings) {
    EXPECT_EQ(describeZeros({{"<person>", {2, 768}}}).kind, ModelKind::Embedding);
    EXPECT_EQ(describeZeros({{"<person>", {2, 768}}}).family, "SD 1.x");
    EXPECT_EQ(describeZeros({{"emb_params", {1024}}}).family, "SD 2.x");
    EXPECT_EQ(describeZeros({{"clip_l", {1, 768}}, {"clip_g", {1, 1280}}}).family, "SDXL");
    expectProblem(describeZeros({{"<person>", {2, 3, 4}}}), "vectors");
}

TEST_F(ModelLibraryTest, KnowsTinyAutoencodersAndItsOwnComponents) {
    EXPECT_EQ(describe(goldenModel("taesd_tiny").string()).kind, ModelKind::TinyAutoencoder);
    test::writeTinyModels(folder_.file("starter"));
    const ModelDescription own = describe(folder_.file("starter/shadows"));
    EXPECT_TRUE(own.isFit()) << own.problem;
    EXPECT_EQ(own.kind, ModelKind::Starter);
    EXPECT_EQ(describe(folder_.file("starter/shadows/model.safetensors")).name, "shadows");
}

TEST_F(ModelLibraryTest, SaysWhatAnUnusableFileIs) {
    expectProblem(describe(goldenModel("sd15_tiny/vae/diffusion_pytorch_model.safetensors").string()),
                  "AutoencoderKL");
    expectProblem(describeZeros({{"down_blocks.0.weight", {3}}, {"x", {3}}}), "a U-Net without the rest");
    expectProblem(describeZeros({{"text_model.x", {3}}, {"text_model.y", {3}}}), "a text encoder without");
    expectProblem(describeZeros({{"a", {3}}, {"b", {3}}}), "unknown tensors");
    expectProblem(describe(folder_.write("old.ckpt", "x")), "pickle");
    expectProblem(describe(folder_.write("text.safetensors", "hello")), "text.safetensors");
    expectProblem(describe(folder_.path().string()), "model_index.json");
}

TEST_F(ModelLibraryTest, NothingThereIsAnError) {
    const auto nothing = library_.describe(folder_.file("nowhere"));
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().code, ErrorCode::ModelMissing);
}

TEST_F(ModelLibraryTest, SaysTheLicenceThatAFileOrFolderNames) {
    test::writeZeros(folder_.file("a.safetensors"), {{"<person>", {1, 768}}},
                     {{"modelspec.license", "CreativeML Open RAIL-M\nand more"}});
    EXPECT_EQ(describe(folder_.file("a.safetensors")).licence, "CreativeML Open RAIL-M");
    test::copyStudioModel(folder_.path() / "model");
    EXPECT_EQ(describe(folder_.file("model")).licence, "");
    folder_.write("model/LICENSE", "\n  Apache License 2.0\n\nTerms");
    EXPECT_EQ(describe(folder_.file("model")).licence, "Apache License 2.0");
    folder_.write("model/README.md", "---\nlicense: openrail++\n---\n# Title\n");
    EXPECT_EQ(describe(folder_.file("model")).licence, "openrail++");
}

}  // namespace
}  // namespace engine
