#include "engine/models/unet/unet_config.h"

#include <algorithm>

#include "engine/files/model_settings.h"

namespace engine {
namespace {

constexpr int kWidest = 16384;
constexpr std::size_t kMostLevels = 8;

/// What other members of this family of networks do and this program does not.
void refuseTheRest(ModelSettings& file) {
    for (const char* key :
         {"class_embed_type", "num_class_embeds", "encoder_hid_dim", "encoder_hid_dim_type",
          "time_embedding_act_fn", "timestep_post_act", "time_embedding_dim",
          "mid_block_only_cross_attention", "cross_attention_norm", "reverse_transformer_layers_per_block"}) {
        file.absent(key);
    }
    for (const char* key : {"center_input_sample", "only_cross_attention", "dual_cross_attention",
                            "resnet_skip_time_act", "class_embeddings_concat", "global_pool_conditions"}) {
        file.onlyFlag(key, false);
    }
    file.only("act_fn", "silu");
    file.only("mid_block_type", "UNetMidBlock2DCrossAttn");
    file.only("resnet_time_scale_shift", "default");
    file.only("time_embedding_type", "positional");
    file.only("attention_type", "default");
    file.only("controlnet_conditioning_channel_order", "rgb");
    for (const char* key : {"downsample_padding", "mid_block_scale_factor", "resnet_out_scale_factor"}) {
        if (file.number(key, 1, 0, 1e6) != 1) file.object(key, "1");
    }
    for (const char* key : {"conv_in_kernel", "conv_out_kernel"}) {
        if (file.whole(key, 3, 1, 9) != 3) file.object(key, "3");
    }
}

bool attends(ModelSettings& file, const char* key, const std::string& type, const std::string& with,
             const std::string& without) {
    if (type != with && type != without) file.object(key, "a list of " + with + " and " + without);
    return type == with;
}

/// Transformers need whole heads and whole groups of channels.
void checkDivisions(ModelSettings& file, const UnetConfig& config) {
    for (const UnetConfig::Level& level : config.down) {
        if (level.channels % config.groups != 0) file.object("norm_num_groups", "a divisor of every width");
        if (level.channels % level.heads != 0)
            file.object("attention_head_dim", "divisors of the widths (numbers of heads)");
    }
    if (config.down.front().channels % 2 != 0) file.object("block_out_channels", "even numbers");
}

void readSizeEmbedding(ModelSettings& file, UnetConfig& config) {
    const std::string type = file.text("addition_embed_type", "");
    if (type.empty()) return;
    if (type != "text_time") file.object("addition_embed_type", "null or \"text_time\"");
    config.size_embedding = file.whole("addition_time_embed_dim", 256, 2, kWidest);
    config.pooled_and_sizes = file.whole("projection_class_embeddings_input_dim", 2816, 1, 1 << 20);
    if (config.pooled_and_sizes <= 6 * config.size_embedding)
        file.object("projection_class_embeddings_input_dim", "more than six times addition_time_embed_dim");
}

}  // namespace

Result<UnetConfig> readUnetConfig(const ModelConfig& config_file) {
    ModelSettings file(config_file);
    refuseTheRest(file);
    UnetConfig config;
    config.sample_size = file.wholes("sample_size", {64}, 1, 4096).front();
    config.in_channels = file.whole("in_channels", 4, 1, 64);
    config.out_channels = file.whole("out_channels", 4, 1, 64);
    config.layers_per_block = file.wholes("layers_per_block", {2}, 1, 1, 16).front();
    config.context_width = file.wholes("cross_attention_dim", {1280}, 1, 1, kWidest).front();
    config.groups = file.whole("norm_num_groups", 32, 1, 1024);
    config.norm_eps = file.number("norm_eps", 1e-5, 1e-12, 1);
    config.linear_projection = file.flag("use_linear_projection", false);
    config.cosine_first = file.flag("flip_sin_to_cos", true);
    config.frequency_shift = file.number("freq_shift", 0, 0, 1);
    config.guidance_embedding = file.whole("time_cond_proj_dim", 0, 1, kWidest);
    readSizeEmbedding(file, config);

    const auto widths = file.wholes("block_out_channels", {320, 640, 1280, 1280}, 1, kWidest);
    const std::size_t levels = std::clamp<std::size_t>(widths.size(), 1, kMostLevels);
    if (widths.size() != levels) file.object("block_out_channels", "one to eight widths");
    const std::vector<std::string> down =
        file.texts("down_block_types",
                   {"CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"});
    const std::vector<std::string> up = file.texts(
        "up_block_types", {"UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"});
    // The key's name is a mistake of old that every checkpoint repeats: it is the number of heads.
    const char* heads_key =
        config_file.isSet("num_attention_heads") ? "num_attention_heads" : "attention_head_dim";
    const auto heads = file.wholes(heads_key, {8}, levels, 1, 1024);
    const auto depths = file.wholes("transformer_layers_per_block", {1}, levels, 1, 64);
    const bool is_control = config_file.className() == "ControlNetModel";
    if (down.size() != levels) file.object("down_block_types", "one for each of block_out_channels");
    if (up.size() != levels && !is_control)
        file.object("up_block_types", "one for each of block_out_channels");
    if (file.error()) return *file.error();

    for (std::size_t i = 0; i < levels; ++i) {
        const bool here = attends(file, "down_block_types", down[i], "CrossAttnDownBlock2D", "DownBlock2D");
        config.down.push_back({widths[i], here, heads[i], depths[i]});
        if (!is_control) {
            config.up_attends.push_back(
                attends(file, "up_block_types", up[i], "CrossAttnUpBlock2D", "UpBlock2D"));
        }
    }
    checkDivisions(file, config);
    if (file.error()) return *file.error();
    return config;
}

UnetConfig::Beside UnetConfig::beside() const {
    if (in_channels == out_channels) return Beside::Nothing;
    if (in_channels == 2 * out_channels) return Beside::Picture;
    return in_channels == 2 * out_channels + 1 ? Beside::MaskAndPicture : Beside::Other;
}

std::string UnetConfig::inputChoices() const {
    return std::to_string(out_channels) + ", " + std::to_string(2 * out_channels) + " or " +
           std::to_string(2 * out_channels + 1);
}

}  // namespace engine
