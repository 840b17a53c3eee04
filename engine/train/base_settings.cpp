#include "engine/train/base_settings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/models/autoencoder/patch_transform.h"

namespace engine {

using nlohmann::json;

json baseUnetSettings(const BaseShape& shape) {
    const std::size_t levels = shape.widths.size();
    std::vector<std::string> down(levels, "CrossAttnDownBlock2D"), up(levels, "CrossAttnUpBlock2D");
    down.front() = "DownBlock2D";  // the finest level is dear, and words are about larger places
    up.back() = "UpBlock2D";
    std::vector<int> heads;
    for (const int width : shape.widths) heads.push_back(std::max(1, width / shape.head_width));
    return {{"_class_name", "UNet2DConditionModel"},
            {"sample_size", shape.latentSide()},
            {"in_channels", shape.channels},
            {"out_channels", shape.channels},
            {"down_block_types", down},
            {"mid_block_type", "UNetMidBlock2DCrossAttn"},
            {"up_block_types", up},
            {"block_out_channels", shape.widths},
            {"layers_per_block", 1},
            {"cross_attention_dim", shape.text_width},
            {"attention_head_dim", heads},
            {"use_linear_projection", true},
            {"norm_num_groups", shape.groups},
            {"norm_eps", 1e-5},
            {"act_fn", "silu"},
            {"flip_sin_to_cos", true},
            {"freq_shift", 0}};
}

json baseTextSettings(const BaseShape& shape, int vocabulary) {
    constexpr int kLeastPositions = 77, kWidening = 4, kHeadWidth = 64;
    return {{"architectures", {"CLIPTextModel"}},
            {"model_type", "clip_text_model"},
            {"vocab_size", vocabulary},
            {"max_position_embeddings", std::max(kLeastPositions, shape.text_length)},
            {"hidden_size", shape.text_width},
            {"intermediate_size", kWidening * shape.text_width},
            {"num_attention_heads", std::max(1, shape.text_width / kHeadWidth)},
            {"num_hidden_layers", shape.text_layers},
            {"hidden_act", "quick_gelu"},
            {"layer_norm_eps", 1e-5},
            {"bos_token_id", vocabulary - 2},
            {"eos_token_id", vocabulary - 1},
            {"pad_token_id", vocabulary - 1}};
}

json baseSchedulerSettings() {
    return {{"_class_name", "DDIMScheduler"},
            {"num_train_timesteps", 1000},
            {"beta_schedule", "scaled_linear"},
            {"beta_start", 0.00085},
            {"beta_end", 0.012},
            {"prediction_type", "v_prediction"},
            {"rescale_betas_zero_snr", true},
            {"timestep_spacing", "trailing"},
            {"clip_sample", false},
            {"set_alpha_to_one", true},
            {"steps_offset", 0}};
}

json baseModelIndex() {
    return {{"_class_name", "StableDiffusionPipeline"},
            {"unet", {"diffusers", "UNet2DConditionModel"}},
            {"vae", {"penumbra", PatchTransform::kClassName}},
            {"text_encoder", {"transformers", "CLIPTextModel"}},
            {"tokenizer", {"transformers", "CLIPTokenizer"}},
            {"scheduler", {"diffusers", "DDIMScheduler"}}};
}

}  // namespace engine
