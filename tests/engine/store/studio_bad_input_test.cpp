#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "engine/api/mailbox.h"
#include "engine/jobs/job_context.h"
#include "engine/pipelines/generate/generate_pipeline.h"
#include "engine/schedulers/scheduler_files.h"
#include "engine/store/local_model_library.h"
#include "engine/store/studio_store.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/store/small_studio.h"
#include "tests/support/hollow_file.h"

namespace engine {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kMerges = PENUMBRA_SOURCE_DIR "/resources/models/clip_tokenizer/merges.txt";

/// A small model that tests may damage, as the library describes it and as the engine opens it.
class StudioBadInput : public ::testing::Test {
protected:
    StudioBadInput() { test::copyStudioModel(model_); }

    fs::path unet() const { return model_ / "unet"; }
    fs::path unetWeights() const { return unet() / "diffusion_pytorch_model.safetensors"; }
    Result<StudioWorkplace*> open(const std::vector<LoraChoice>& loras = {}) {
        return store_.workplace(model_.string(), loras, {});
    }
    /// As far as a run would need it: the U-Net is loaded.
    Result<Done> load(const std::string& path) {
        const auto here = store_.workplace(path, {}, {});
        if (!here) return here.error();
        if (const auto network = here.value()->model.unet(); !network) return network.error();
        return Done{};
    }

    /// Both say why, with a word that shows that it is the right reason.
    void expectRefused(const fs::path& path, const std::string& word) {
        const Result<Done> loaded = load(path.string());
        ASSERT_FALSE(loaded) << word;
        EXPECT_NE(loaded.error().message.find(word), std::string::npos) << loaded.error().message;
        EXPECT_TRUE(loaded.error().message.ends_with(".")) << loaded.error().message;
        const auto described = library_.describe(path.string());
        ASSERT_TRUE(described) << described.error().message;
        EXPECT_NE(described.value().problem.find(word), std::string::npos) << described.value().problem;
        EXPECT_LT(described.value().problem.size(), 2000u);
    }
    void expectUnetRefused(const json& settings, const std::string& word) {
        fs::copy(test::goldenModel("sd15_tiny") / "unet/config.json", unet() / "config.json",
                 fs::copy_options::overwrite_existing);
        test::setKeys(unet() / "config.json", settings);
        expectRefused(model_, word);
    }
    /// The U-Net as shards with this index in place of its file.
    void writeIndex(const json& weight_map) {
        if (fs::exists(unetWeights())) fs::rename(unetWeights(), unet() / "a.safetensors");
        std::ofstream(unet() / "diffusion_pytorch_model.safetensors.index.json")
            << json{{"weight_map", weight_map}};
    }

    TemporaryFolder folder_;
    const fs::path model_ = folder_.path() / "model";
    StudioStore store_{kMerges, Compute{}, 0};
    LocalModelLibrary library_{{folder_.file("starter"), folder_.file("library"), kMerges}};
};

TEST_F(StudioBadInput, TheUndamagedModelLoads) {
    const auto loaded = load(model_.string());
    EXPECT_TRUE(loaded) << loaded.error().message;
}

TEST_F(StudioBadInput, ALoraOfAnotherFamilyIsRefusedAndTheModelWorksOn) {
    const std::string layer = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k";
    const std::string path = folder_.file("wide.safetensors");
    test::writeZeros(path, {{layer + ".lora_down.weight", {4, 2048}}, {layer + ".lora_up.weight", {8, 4}}});
    const auto wide = open({{path, 1}});
    ASSERT_FALSE(wide);
    EXPECT_NE(wide.error().message.find("another shape"), std::string::npos) << wide.error().message;
    test::writeZeros(path,
                     {{"lora_unet_x.lora_down.weight", {4, 8}}, {"lora_unet_x.lora_up.weight", {8, 4}}});
    const auto other = open({{path, 1}});
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().message.find("is not in this model"), std::string::npos);
    EXPECT_TRUE(open());
}

TEST_F(StudioBadInput, ACheckpointCutInHalf) {
    fs::resize_file(unetWeights(), fs::file_size(unetWeights()) / 2);
    expectRefused(model_, "diffusion_pytorch_model.safetensors");
    const std::string single = folder_.file("single.safetensors");
    test::HollowFile(single, test::originalsOf(test::keyMap("sd15")));
    fs::resize_file(single, fs::file_size(single) / 2);
    expectRefused(single, "single.safetensors");
}

TEST_F(StudioBadInput, AControlNetThatIsShortenedWhileItWorks) {
    const fs::path control = folder_.path() / "control";
    fs::copy(test::goldenModel("controlnet_tiny"), control);
    const fs::path weights = control / "diffusion_pytorch_model.safetensors", whole = folder_.file("whole");
    fs::copy(weights, whole);
    StudioStore frugal(kMerges, Compute{}, 1);  // numbers stay in their files
    ASSERT_TRUE(frugal.workplace(model_.string(), {}, {}));
    const auto work = [&] {
        const Result<const ControlNet*> net = frugal.controlNet(control.string());
        ASSERT_TRUE(net) << net.error().message;
        const int width = net.value()->config().unet.context_width;
        fs::resize_file(weights, 4096);
        net.value()->residuals(at::zeros({1, 4, 8, 8}), at::zeros({1}),
                               {at::zeros({1, 77, width}), {}, {}, {}}, at::zeros({1, 3, 64, 64}), 1);
    };
    work();
    const Result<Done> found = frugal.stillWhole();
    ASSERT_FALSE(found) << "half of its numbers were zeros";
    EXPECT_NE(found.error().message.find("shortened"), std::string::npos) << found.error().message;
    EXPECT_TRUE(frugal.stillWhole()) << "what is not used any more spoils nothing";
    fs::copy(whole, weights, fs::copy_options::overwrite_existing);
    EXPECT_TRUE(frugal.controlNet(control.string()));
    EXPECT_TRUE(frugal.stillWhole());
}

TEST_F(StudioBadInput, ATextEncoderThatIsNotThere) {
    fs::remove_all(model_ / "text_encoder");
    expectRefused(model_, "text_encoder");
    auto tensors = test::originalsOf(test::keyMap("sd15"));
    std::erase_if(tensors, [](const auto& item) { return item.first.starts_with("cond_stage_model."); });
    test::HollowFile(folder_.file("single.safetensors"), tensors);
    expectRefused(folder_.file("single.safetensors"), "text encoder");
}

TEST_F(StudioBadInput, ATextEncoderOfAnotherModel) {
    fs::remove_all(model_ / "text_encoder");
    fs::copy(test::goldenModel("sdxl_tiny/text_encoder"), model_ / "text_encoder");
    expectRefused(model_, "texts with a width");
}

TEST_F(StudioBadInput, ATextEncoderThatKnowsFewerTokensThanItsTokenizer) {
    test::setKeys(model_ / "text_encoder/config.json", {{"vocab_size", 599}});
    expectRefused(model_, "knows 600 tokens");
}

TEST_F(StudioBadInput, ATextEncoderForShorterTexts) {
    test::setKeys(model_ / "text_encoder/config.json", {{"max_position_embeddings", 64}});
    expectRefused(model_, "max_position_embeddings");
}

TEST_F(StudioBadInput, WeightsOfAnotherNetwork) {
    fs::copy(test::goldenModel("sd15_tiny_inpaint/unet/diffusion_pytorch_model.safetensors"), unetWeights(),
             fs::copy_options::overwrite_existing);
    expectRefused(model_, "conv_in.weight");
}

TEST_F(StudioBadInput, PicklesInPlaceOfWeights) {
    fs::rename(unetWeights(), unet() / "diffusion_pytorch_model.bin");
    expectRefused(model_, "pickle");
    expectRefused(folder_.write("model.ckpt", "PK"), "pickle");
}

TEST_F(StudioBadInput, AnIndexThatLeadsElsewhere) {
    for (const json& shard : {json("../a.safetensors"), json("/etc/passwd"), json(std::string("a\0b", 3)),
                              json(".."), json(""), json(7), json(nullptr), json::array({"a.safetensors"})}) {
        writeIndex({{"conv_in.weight", shard}});
        expectRefused(model_, "names of files beside it");
    }
    writeIndex(json::object());
    expectRefused(model_, "weight_map");
    std::ofstream(unet() / "diffusion_pytorch_model.safetensors.index.json") << std::string(100'000, '[');
    expectRefused(model_, "weight_map");
}

TEST_F(StudioBadInput, ShardsThatAreMissingOrSayATensorTwice) {
    writeIndex({{"conv_in.weight", "a.safetensors"}});
    const auto whole = load(model_.string());
    EXPECT_TRUE(whole) << whole.error().message;
    fs::copy(unet() / "a.safetensors", unet() / "b.safetensors");
    writeIndex({{"conv_in.weight", "a.safetensors"}, {"conv_in.bias", "b.safetensors"}});
    expectRefused(model_, "another shard");
    fs::remove(unet() / "b.safetensors");
    expectRefused(model_, "b.safetensors");
}

TEST_F(StudioBadInput, AHeaderThatClaimsAHundredGigabytes) {
    const std::uint64_t claim = std::uint64_t{100} << 30;
    std::string file(reinterpret_cast<const char*>(&claim), sizeof claim);
    file += R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}})";
    expectRefused(folder_.write("claim.safetensors", file), "claim.safetensors");
    const std::string header =
        R"({"a":{"dtype":"F32","shape":[26843545600],"data_offsets":[0,107374182400]}})";
    const std::uint64_t length = header.size();
    file = std::string(reinterpret_cast<const char*>(&length), sizeof length) + header;
    expectRefused(folder_.write("tensor.safetensors", file), "tensor.safetensors");
}

TEST_F(StudioBadInput, SettingsOfAbsurdNetworksAreRefusedBeforeAnythingIsMade) {
    expectUnetRefused({{"layers_per_block", 1'000'000}}, "layers_per_block");
    expectUnetRefused({{"transformer_layers_per_block", 1'000'000}}, "transformer_layers_per_block");
    expectUnetRefused({{"block_out_channels", {1'000'000, 8, 8, 8}}}, "block_out_channels");
    expectUnetRefused({{"block_out_channels", std::vector<int>(64, 8)}}, "block_out_channels");
    expectUnetRefused({{"cross_attention_dim", 1'000'000'000}}, "cross_attention_dim");
    expectUnetRefused({{"attention_head_dim", 0}}, "attention_head_dim");
    expectUnetRefused({{"norm_num_groups", 7}}, "norm_num_groups");
}

TEST_F(StudioBadInput, TheLargestSettingsThatAreReadTakeNoMemoryForTheirNumbers) {
    // Within each limit, together more numbers than any machine can hold: the tensors are not there.
    expectUnetRefused({{"block_out_channels", {16384, 16384, 16384, 16384}},
                       {"layers_per_block", 4},
                       {"transformer_layers_per_block", 4}},
                      "mid_block.attentions.0.transformer_blocks.1");
}

TEST_F(StudioBadInput, AModelThatIsReplacedWhileItIsOpenIsOpenedAnew) {
    const auto sampleSize = [&] {
        const auto here = open();
        if (!here) throw std::runtime_error(here.error().message);
        return here.value()->model.files().unet.config.integer("sample_size", 1, 4096).value();
    };
    test::setKeys(unet() / "config.json", {{"sample_size", 8}});
    EXPECT_EQ(sampleSize(), 8);
    test::setKeys(unet() / "config.json", {{"sample_size", 16}});
    EXPECT_EQ(sampleSize(), 16);
    fs::remove_all(model_ / "vae");
    EXPECT_FALSE(open());
    fs::copy(test::goldenModel("sd15_tiny/vae"), model_ / "vae");
    EXPECT_TRUE(open());
}

/// Runs of the small model.
class StudioRequests : public StudioBadInput {
protected:
    StudioRequests() {
        request_.prompt = "a portrait";
        request_.size = {16, 16};
        request_.steps = 1;
    }
    Result<Pictures> run() {
        c10::InferenceMode no_gradients;
        const auto here = open();
        if (!here) return here.error();
        StudioModel& model = here.value()->model;
        const auto config = readSchedulerConfig(model.files().scheduler);
        if (!config) return config.error();
        const auto scheduler = makeScheduler(config.value(), request_.steps);
        if (!scheduler) return scheduler.error();
        Mailbox mailbox;
        JobContext job({1}, {}, mailbox);
        return GeneratePipeline({model, here.value()->prompts, scheduler.value().get(), {}})
            .run(request_, job);
    }
    void expectRefused(const std::string& word) {
        const auto refused = run();
        ASSERT_FALSE(refused) << word;
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidRequest);
        EXPECT_NE(refused.error().message.find(word), std::string::npos) << refused.error().message;
    }
    void expectDone() {
        const auto done = run();
        ASSERT_TRUE(done) << done.error().message;
        EXPECT_EQ(done.value().images.front().size(), request_.size);
    }

    GenerateRequest request_;
};

TEST_F(StudioRequests, NumbersThatAreNone) {
    for (const double number :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -1.0, 101.0}) {
        request_.guidance = number;
        expectRefused("Guidance");
    }
    request_.guidance = 5;
    request_.strength = std::numeric_limits<double>::quiet_NaN();
    expectRefused("Strength");
}

TEST_F(StudioRequests, SizesThatNoLatentHas) {
    for (const Size size : {Size{1, 1}, Size{12, 16}, Size{16, 20}, Size{1 << 20, 16}}) {
        request_.size = size;
        expectRefused("multiples of 8");
    }
    request_.size = {8, 8};
    expectDone();
}

TEST_F(StudioRequests, PromptsOfAnyLengthAndKind) {
    std::string long_prompt;
    for (int i = 0; i < 10'000; ++i) long_prompt += "word" + std::to_string(i) + " ";
    for (const std::string& prompt :
         {std::string(), long_prompt, std::string(1 << 20, '('), std::string("a\0b\x01\x1b[31m\n\r\t", 12),
          std::string("\xff\xfe\xc0\x80 broken"), std::string("\xe2\x80\xae right to left")}) {
        request_.prompt = prompt;
        request_.negative = prompt;
        expectDone();
    }
}

}  // namespace
}  // namespace engine
