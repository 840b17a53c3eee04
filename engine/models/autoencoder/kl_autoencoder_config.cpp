#include "engine/models/autoencoder/kl_autoencoder_config.h"

#include "engine/files/model_settings.h"

namespace engine {

Result<KlAutoencoderConfig> readKlAutoencoderConfig(const ModelConfig& config_file) {
    ModelSettings file(config_file);
    KlAutoencoderConfig config;
    file.only("act_fn", "silu");
    file.absent("latents_mean");
    file.absent("latents_std");
    config.picture_channels = file.whole("in_channels", 3, 3, 3);
    if (file.whole("out_channels", 3, 1, 64) != 3) file.object("out_channels", "3");
    config.latent_channels = file.whole("latent_channels", 4, 1, 64);
    config.widths = file.wholes("block_out_channels", {64}, 1, 8192);
    config.layers_per_block = file.whole("layers_per_block", 1, 1, 16);
    config.groups = file.whole("norm_num_groups", 32, 1, 1024);
    config.scaling = file.number("scaling_factor", 0.18215, 1e-6, 1e6);
    config.shift = file.number("shift_factor", 0, -1e6, 1e6);
    config.quant_conv = file.flag("use_quant_conv", true);
    config.post_quant_conv = file.flag("use_post_quant_conv", true);
    config.middle_attention = file.flag("mid_block_add_attention", true);
    if (config.widths.size() > 8) file.object("block_out_channels", "at most eight widths");
    for (const char* key : {"down_block_types", "up_block_types"}) {
        const std::string only = key[0] == 'd' ? "DownEncoderBlock2D" : "UpDecoderBlock2D";
        const auto types = file.texts(key, std::vector<std::string>(config.widths.size(), only));
        if (types != std::vector<std::string>(config.widths.size(), only))
            file.object(key, only + " for each of block_out_channels");
    }
    for (const int width : config.widths) {
        if (width % config.groups != 0) file.object("norm_num_groups", "a divisor of every width");
    }
    if (file.error()) return *file.error();
    return config;
}

}  // namespace engine
