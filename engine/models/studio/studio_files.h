#pragma once

#include <optional>
#include <string>

#include "engine/files/checkpoint.h"
#include "engine/files/clip_tokenizer.h"
#include "engine/files/model_folder.h"

namespace engine {

/// The settings and the tensors of one network, named as in diffusers.
struct Component {
    ModelConfig config;
    Checkpoint weights;
};

/// Stable Diffusion's families and the portrait base that penumbra-train makes: what fits together.
enum class Family { Sd1, Sd2, Sdxl, Portrait };
std::string nameOf(Family family);

/// A checkpoint that a user owns, opened but not loaded: files are mapped, no number has been looked at.
struct StudioFiles {
    std::string path;
    Family family = Family::Sd1;
    Component unet, vae, text_encoder;
    std::optional<Component> text_encoder_2;  ///< SDXL
    ClipTokenizer tokenizer;
    std::optional<ClipTokenizer> tokenizer_2;
    ModelConfig scheduler;
    bool zero_empty_negative = false;  ///< no negative prompt means zeros, not the encoding of ""
    std::vector<std::string> surplus;  ///< tensors of a single file that belong to none of these
};

/// Opens a diffusers folder (model_index.json and a folder for each component) or a single-file checkpoint of
/// SD 1.x, SD 2.x or SDXL. `clip_merges`: CLIP's list of merges, for files that bring no tokenizer.
/// Errors: ModelMissing (nothing there, a component is missing), ModelCorrupt (damaged, a pickle, of another
/// kind; the sentence says which).
Result<StudioFiles> openStudio(const std::string& path, const std::string& clip_merges);

/// config.json and weights of one component's folder: <name>.safetensors, its .fp16 variant, or shards with
/// their index.
Result<Component> openComponent(const std::string& folder);

/// A ControlNet: a component folder, or a single file in its authors' layout.
Result<Component> openControlNet(const std::string& path);

/// An AutoencoderTiny: a component folder.
Result<Component> openTinyAutoencoder(const std::string& path);

}  // namespace engine
