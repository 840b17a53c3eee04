#pragma once

#include <string>
#include <vector>

#include "engine/api/error.h"
#include "engine/files/model_folder.h"

namespace engine {

/// The shape of a UNet2DConditionModel or of the ControlNet beside it, as its config.json says.
struct UnetConfig {
    struct Level {
        int channels;
        bool attends;  ///< has transformers
        int heads;
        int transformer_depth;
    };
    int sample_size = 64;  ///< latent pixels along the sides that it was trained at
    int in_channels = 4;
    int out_channels = 4;
    std::vector<Level> down;       ///< from the finest to the coarsest
    std::vector<bool> up_attends;  ///< from the coarsest to the finest
    int layers_per_block = 2;
    int context_width = 768;  ///< of the text embedding
    int groups = 32;
    double norm_eps = 1e-5;
    bool linear_projection = false;
    bool cosine_first = true;
    double frequency_shift = 0;
    int size_embedding = 0;      ///< SDXL: width of each of the six size numbers' sinusoids; 0: none
    int pooled_and_sizes = 0;    ///< SDXL: width of pooled text and all size sinusoids together
    int guidance_embedding = 0;  ///< LCM-distilled: width of the guidance sinusoids; 0: none

    int timeWidth() const { return 4 * down.front().channels; }

    /// What it sees beside the noisy latent, told by the number of its input channels: nothing; the latent of
    /// a picture that it edits; a mask and the latent of what is not under it.
    enum class Beside { Nothing, Picture, MaskAndPicture, Other };
    Beside beside() const;
    /// Of the inputs that it may have: "4, 8 or 9".
    std::string inputChoices() const;
};

/// Errors: ModelCorrupt, naming the setting that is out of range or asks for what is not supported.
Result<UnetConfig> readUnetConfig(const ModelConfig& file);

}  // namespace engine
