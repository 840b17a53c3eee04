// make_studio_model OUT_FOLDER [--f32]: a full-size SD 1.5 folder in diffusers layout with random numbers, to
// measure what steps, encoders and decoders cost. Names and shapes are those of the golden key map.

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/files/clip_vocabulary.h"
#include "engine/files/read_file.h"
#include "engine/files/safetensors.h"
#include "tests/support/table.h"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// As in the first releases: what is absent takes the class's default.
const json kUnet = {
    {"_class_name", "UNet2DConditionModel"},
    {"_diffusers_version", "0.6.0"},
    {"act_fn", "silu"},
    {"attention_head_dim", 8},
    {"block_out_channels", {320, 640, 1280, 1280}},
    {"cross_attention_dim", 768},
    {"down_block_types",
     {"CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"}},
    {"in_channels", 4},
    {"layers_per_block", 2},
    {"norm_eps", 1e-5},
    {"norm_num_groups", 32},
    {"out_channels", 4},
    {"sample_size", 64},
    {"up_block_types", {"UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"}}};
const json kVae = {{"_class_name", "AutoencoderKL"},
                   {"_diffusers_version", "0.6.0"},
                   {"act_fn", "silu"},
                   {"block_out_channels", {128, 256, 512, 512}},
                   {"down_block_types", std::vector<std::string>(4, "DownEncoderBlock2D")},
                   {"in_channels", 3},
                   {"latent_channels", 4},
                   {"layers_per_block", 2},
                   {"norm_num_groups", 32},
                   {"out_channels", 3},
                   {"sample_size", 512},
                   {"up_block_types", std::vector<std::string>(4, "UpDecoderBlock2D")}};
const json kTextEncoder = {{"architectures", {"CLIPTextModel"}},
                           {"model_type", "clip_text_model"},
                           {"bos_token_id", 0},
                           {"eos_token_id", 2},
                           {"pad_token_id", 1},
                           {"hidden_act", "quick_gelu"},
                           {"hidden_size", 768},
                           {"intermediate_size", 3072},
                           {"layer_norm_eps", 1e-5},
                           {"max_position_embeddings", 77},
                           {"num_attention_heads", 12},
                           {"num_hidden_layers", 12},
                           {"projection_dim", 768},
                           {"vocab_size", 49408}};
const json kScheduler = {
    {"_class_name", "PNDMScheduler"},   {"_diffusers_version", "0.6.0"}, {"beta_end", 0.012},
    {"beta_schedule", "scaled_linear"}, {"beta_start", 0.00085},         {"num_train_timesteps", 1000},
    {"set_alpha_to_one", false},        {"skip_prk_steps", true},        {"steps_offset", 1}};
const json kIndex = {{"_class_name", "StableDiffusionPipeline"},
                     {"_diffusers_version", "0.6.0"},
                     {"feature_extractor", {nullptr, nullptr}},
                     {"requires_safety_checker", false},
                     {"safety_checker", {nullptr, nullptr}},
                     {"scheduler", {"diffusers", "PNDMScheduler"}},
                     {"text_encoder", {"transformers", "CLIPTextModel"}},
                     {"tokenizer", {"transformers", "CLIPTokenizer"}},
                     {"unet", {"diffusers", "UNet2DConditionModel"}},
                     {"vae", {"diffusers", "AutoencoderKL"}}};

template <typename T>
T must(engine::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(result).value();
}

void writeText(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    if (!(std::ofstream(path) << text << std::flush))
        throw std::runtime_error("cannot write " + path.string());
}

/// Random numbers that every tensor takes its own from, at another place each: files of any size are written
/// without holding more than this.
class Numbers {
public:
    explicit Numbers(bool f32) : dtype_(f32 ? engine::DType::F32 : engine::DType::F16) {
        // Small enough that activations stay finite in f16 through all layers, large enough to change them.
        constexpr double kSpread = 0.02;
        const auto generator = at::detail::createCPUGenerator(1);
        const auto type = f32 ? at::kFloat : at::kHalf;
        const at::Tensor drawn = at::randn({kCount}, generator, at::TensorOptions(at::kFloat)) * kSpread;
        around_zero_ = drawn.to(type);
        around_one_ = (drawn.slice(0, 0, kWidest * 2) + 1).to(type);
    }

    engine::TensorView view(const std::string& name, const std::vector<std::int64_t>& shape) {
        std::int64_t count = 1;
        for (const std::int64_t side : shape) count *= side;
        const bool scales = shape.size() == 1 && name.ends_with(".weight");  // of a norm
        const at::Tensor& pool = scales ? around_one_ : around_zero_;
        if (count > pool.numel()) throw std::runtime_error(name + " is larger than expected");
        constexpr std::int64_t kStride = 1'000'003;
        place_ = (place_ + kStride) % (pool.numel() - count + 1);
        const at::Tensor part = pool.slice(0, place_, place_ + count);
        return {name, dtype_, shape,
                std::as_bytes(std::span(static_cast<const char*>(part.data_ptr()), part.nbytes()))};
    }

private:
    static constexpr std::int64_t kCount = std::int64_t{48} << 20;  // more than the table of tokens
    static constexpr std::int64_t kWidest = 1280;
    engine::DType dtype_;
    at::Tensor around_zero_, around_one_;
    std::int64_t place_ = 0;
};

void writeTokenizer(const fs::path& folder) {
    const std::string merges = must(engine::readFile(
        PENUMBRA_SOURCE_DIR "/resources/models/clip_tokenizer/merges.txt", std::size_t{1} << 24));
    const engine::TokenIds ids = must(engine::vocabularyOfMerges(merges, "merges.txt"));
    writeText(folder / "merges.txt", merges);
    writeText(folder / "vocab.json",
              json(std::map<std::string, std::int64_t>(ids.begin(), ids.end())).dump());
    const json special = {{"bos_token", "<|startoftext|>"},
                          {"eos_token", "<|endoftext|>"},
                          {"pad_token", "<|endoftext|>"},
                          {"unk_token", "<|endoftext|>"}};
    writeText(folder / "special_tokens_map.json", special.dump(2));
    json settings = special;
    settings.update({{"do_lower_case", true},
                     {"errors", "replace"},
                     {"model_max_length", 77},
                     {"tokenizer_class", "CLIPTokenizer"}});
    writeText(folder / "tokenizer_config.json", settings.dump(2));
}

void writeModel(const fs::path& out, bool f32) {
    std::map<std::string, std::vector<engine::TensorView>> tensors;
    Numbers numbers(f32);
    for (const std::vector<std::string>& row : test::goldenTable("keymaps/sd15.tsv.gz"))
        tensors[row.at(2)].push_back(numbers.view(row.at(3), test::sidesIn(row.at(4))));
    const std::map<std::string, json> settings = {
        {"unet", kUnet}, {"vae", kVae}, {"text_encoder", kTextEncoder}};
    for (const auto& [name, config] : settings) {
        writeText(out / name / "config.json", config.dump(2));
        const char* file =
            name == "text_encoder" ? "model.safetensors" : "diffusion_pytorch_model.safetensors";
        must(engine::writeSafetensors((out / name / file).string(), tensors.at(name), {{"format", "pt"}}));
    }
    writeText(out / "scheduler" / "scheduler_config.json", kScheduler.dump(2));
    writeTokenizer(out / "tokenizer");
    writeText(out / "model_index.json", kIndex.dump(2));  // last: without it the folder is no model
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty() || words.size() > 2 || (words.size() == 2 && words[1] != "--f32")) {
        std::fputs("make_studio_model OUT_FOLDER [--f32]\n", stderr);
        return 2;
    }
    try {
        writeModel(words[0], words.size() == 2);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
