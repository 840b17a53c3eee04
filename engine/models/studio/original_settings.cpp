#include "engine/models/studio/original_settings.h"

#include <nlohmann/json.hpp>

#include "engine/files/in_quotes.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr int kMostBlocks = 64;
constexpr int kHeadWidth = 64;  // of every network behind SD 1.x
constexpr int kHeadsOfSd1 = 8;

std::string numbered(const std::string& prefix, int i, const std::string& rest) {
    return prefix + std::to_string(i) + rest;
}

/// Side `side` of a tensor, 0 where there is no such.
std::int64_t sideOf(const Checkpoint& file, const std::string& name, std::size_t side) {
    const StoredTensor* stored = file.find(name);
    return stored && side < stored->shape.size() ? stored->shape[side] : 0;
}

/// How many blocks begin "<prefix>0<rest>", "<prefix>1<rest>", …
int countOf(const Checkpoint& file, const std::string& prefix, const std::string& rest) {
    int count = 0;
    while (count < kMostBlocks && file.has(numbered(prefix, count, rest))) ++count;
    return count;
}

Result<ModelConfig> settings(const json& values, const Checkpoint& file) {
    return parseModelConfig(values.dump(), file.path());
}

Error senseless(const Checkpoint& file, const std::string& part) {
    return {ErrorCode::ModelCorrupt,
            "The " + part + " in " + inQuotes(file.path()) +
                " was expected to have the layers of a Stable Diffusion model, but some are "
                "missing; download the file again."};
}

/// What is read off a U-Net's way down.
struct Levels {
    std::vector<std::int64_t> widths, depths;
    std::vector<bool> attends;
    int layers = 0;
    std::int64_t context = 0;
    bool linear = false;
};

Levels levelsOf(const Checkpoint& file, const std::string& prefix) {
    Levels levels;
    bool first_of_level = true;
    const std::string blocks = prefix + "input_blocks.";
    const auto look = [&](const std::string& transformer) {
        levels.linear = levels.linear || file.find(transformer + "proj_in.weight")->shape.size() == 2;
        levels.context = sideOf(file, transformer + "transformer_blocks.0.attn2.to_k.weight", 1);
        return countOf(file, transformer + "transformer_blocks.", ".norm1.weight");
    };
    for (int i = 1; i < kMostBlocks; ++i) {
        if (file.has(numbered(blocks, i, ".0.op.weight"))) {
            first_of_level = true;
            continue;
        }
        const std::int64_t width = sideOf(file, numbered(blocks, i, ".0.out_layers.3.weight"), 0);
        if (width == 0) break;
        if (first_of_level) {
            const bool attends = file.has(numbered(blocks, i, ".1.proj_in.weight"));
            levels.widths.push_back(width);
            levels.attends.push_back(attends);
            levels.depths.push_back(attends ? look(numbered(blocks, i, ".1.")) : 0);
            first_of_level = false;
        }
        if (levels.widths.size() == 1) ++levels.layers;
    }
    // The middle is as deep as the coarsest level, or says how deep that would be.
    const std::string middle = prefix + "middle_block.1.";
    if (!levels.depths.empty() && levels.depths.back() == 0 && file.has(middle + "proj_in.weight"))
        levels.depths.back() = look(middle);
    for (std::int64_t& depth : levels.depths) depth = std::max<std::int64_t>(depth, 1);
    return levels;
}

}  // namespace

Result<ModelConfig> originalUnetSettings(const Checkpoint& file, const std::string& prefix) {
    const Levels levels = levelsOf(file, prefix);
    const std::int64_t in = sideOf(file, prefix + "input_blocks.0.0.weight", 1);
    if (levels.widths.empty() || levels.context == 0 || in == 0) return senseless(file, "U-Net");
    json down = json::array(), up = json::array(), heads = json::array();
    for (std::size_t i = 0; i < levels.widths.size(); ++i) {
        down.push_back(levels.attends[i] ? "CrossAttnDownBlock2D" : "DownBlock2D");
        heads.push_back(levels.linear ? std::max<std::int64_t>(levels.widths[i] / kHeadWidth, 1)
                                      : kHeadsOfSd1);
        const int block = static_cast<int>(i) * (levels.layers + 1);
        const bool attends =
            file.has(prefix + "output_blocks." + std::to_string(block) + ".1.proj_in.weight");
        up.push_back(attends ? "CrossAttnUpBlock2D" : "UpBlock2D");
    }
    const bool control = file.has(prefix + "zero_convs.0.0.weight");
    json values = {{"_class_name", control ? "ControlNetModel" : "UNet2DConditionModel"},
                   {"in_channels", in},
                   {"block_out_channels", levels.widths},
                   {"transformer_layers_per_block", levels.depths},
                   {"attention_head_dim", heads},
                   {"layers_per_block", levels.layers},
                   {"cross_attention_dim", levels.context},
                   {"use_linear_projection", levels.linear},
                   {"down_block_types", down}};
    if (!control) values["up_block_types"] = up;
    if (const std::int64_t both = sideOf(file, prefix + "label_emb.0.0.weight", 1); both > 0) {
        values["addition_embed_type"] = "text_time";
        values["addition_time_embed_dim"] = 256;
        values["projection_class_embeddings_input_dim"] = both;
    }
    return settings(values, file);
}

Result<ModelConfig> originalAutoencoderSettings(const Checkpoint& file, const std::string& prefix,
                                                Family family) {
    std::vector<std::int64_t> widths;
    for (int i = 0; i < kMostBlocks; ++i) {
        const std::int64_t width =
            sideOf(file, numbered(prefix + "encoder.down.", i, ".block.0.conv1.weight"), 0);
        if (width == 0) break;
        widths.push_back(width);
    }
    if (widths.empty()) return senseless(file, "autoencoder");
    const std::int64_t latent = sideOf(file, prefix + "decoder.conv_in.weight", 1);
    return settings({{"_class_name", "AutoencoderKL"},
                     {"block_out_channels", widths},
                     {"layers_per_block", countOf(file, prefix + "encoder.down.0.block.", ".conv1.weight")},
                     {"latent_channels", latent},
                     {"down_block_types", std::vector<std::string>(widths.size(), "DownEncoderBlock2D")},
                     {"up_block_types", std::vector<std::string>(widths.size(), "UpDecoderBlock2D")},
                     {"scaling_factor", family == Family::Sdxl ? 0.13025 : 0.18215}},
                    file);
}

Result<ModelConfig> clipSettings(const Checkpoint& file, const std::string& prefix) {
    const std::string text = prefix + "text_model.";
    const std::int64_t width = sideOf(file, text + "embeddings.token_embedding.weight", 1);
    if (width == 0) return senseless(file, "text encoder");
    return settings(
        {{"architectures", {"CLIPTextModel"}},
         {"vocab_size", sideOf(file, text + "embeddings.token_embedding.weight", 0)},
         {"max_position_embeddings", sideOf(file, text + "embeddings.position_embedding.weight", 0)},
         {"hidden_size", width},
         {"intermediate_size", sideOf(file, text + "encoder.layers.0.mlp.fc1.weight", 0)},
         {"num_attention_heads", std::max<std::int64_t>(width / kHeadWidth, 1)},
         {"num_hidden_layers", countOf(file, text + "encoder.layers.", ".layer_norm1.weight")},
         {"eos_token_id", 2},
         {"hidden_act", "quick_gelu"}},
        file);
}

Result<ModelConfig> openClipSettings(const Checkpoint& file, const std::string& prefix, Family family) {
    const std::int64_t width = sideOf(file, prefix + "token_embedding.weight", 1);
    const int layers = countOf(file, prefix + "transformer.resblocks.", ".ln_1.weight");
    if (width == 0 || layers == 0) return senseless(file, "text encoder");
    // SD 2.x reads the last layer but one, so the last is left out and the final norm stands behind the rest.
    const bool projected = family == Family::Sdxl;
    return settings(
        {{"architectures", {projected ? "CLIPTextModelWithProjection" : "CLIPTextModel"}},
         {"vocab_size", sideOf(file, prefix + "token_embedding.weight", 0)},
         {"max_position_embeddings", sideOf(file, prefix + "positional_embedding", 0)},
         {"hidden_size", width},
         {"intermediate_size", sideOf(file, prefix + "transformer.resblocks.0.mlp.c_fc.weight", 0)},
         {"num_attention_heads", std::max<std::int64_t>(width / kHeadWidth, 1)},
         {"num_hidden_layers", projected ? layers : layers - 1},
         {"projection_dim", projected ? sideOf(file, prefix + "text_projection", 1) : 512},
         {"eos_token_id", 2},
         {"hidden_act", "gelu"}},
        file);
}

ModelConfig originalSchedulerSettings(Family family) {
    json values = {
        {"beta_schedule", "scaled_linear"}, {"beta_start", 0.00085}, {"beta_end", 0.012},
        {"num_train_timesteps", 1000},      {"steps_offset", 1},     {"timestep_spacing", "leading"},
        {"set_alpha_to_one", false},        {"clip_sample", false},  {"prediction_type", "epsilon"}};
    switch (family) {
        case Family::Sd1:
            values["_class_name"] = "PNDMScheduler";
            values["skip_prk_steps"] = true;
            break;
        case Family::Sd2:
            values["_class_name"] = "DDIMScheduler";
            values["prediction_type"] = "v_prediction";
            break;
        case Family::Sdxl:
            values["_class_name"] = "EulerDiscreteScheduler";
            break;
        case Family::Portrait:  // has no single files
            break;
    }
    return parseModelConfig(values.dump(), "the family's own scheduler").value();
}

}  // namespace engine
