#pragma once

#include <vector>

#include "engine/api/error.h"
#include "engine/files/model_folder.h"
#include "engine/models/autoencoder/autoencoder.h"

namespace engine {

/// The shape of an AutoencoderKL, as its config.json says.
struct KlAutoencoderConfig {
    int picture_channels = 3;
    int latent_channels = 4;
    std::vector<int> widths = {128, 256, 512, 512};
    int layers_per_block = 2;
    int groups = 32;
    double scaling = 0.18215;  ///< latents are kept times this, so that they vary by about 1
    double shift = 0;          ///< subtracted before scaling
    bool quant_conv = true;
    bool post_quant_conv = true;
    bool middle_attention = true;

    LatentSpace latentSpace() const { return {latent_channels, 1 << (widths.size() - 1), scaling, shift}; }
};

/// Errors: ModelCorrupt, naming the setting that does not fit.
Result<KlAutoencoderConfig> readKlAutoencoderConfig(const ModelConfig& file);

}  // namespace engine
