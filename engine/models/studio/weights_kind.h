#pragma once

#include <string>

#include "engine/files/checkpoint.h"

namespace engine {

/// What a file of tensors is, as far as their names tell.
enum class WeightsKind {
    Sd1Checkpoint,
    Sd2Checkpoint,
    SdxlCheckpoint,
    ControlNet,           ///< in its authors' names
    ComponentControlNet,  ///< in diffusers' names
    Lora,
    OtherLora,  ///< LoHa, LoKr, DoRA: adapters of a kind that is not supported
    Embedding,
    TinyAutoencoder,
    Autoencoder,
    Unet,
    TextEncoder,
    Unknown,
};

WeightsKind kindOf(const Checkpoint& file);

/// In a few words, to complete "… was expected, but it is …": "an SDXL checkpoint".
std::string nameOf(WeightsKind kind);

/// Where parts of single-file checkpoints lie: how the names of their tensors begin.
namespace original {
inline constexpr const char* kUnet = "model.diffusion_model.";
inline constexpr const char* kControl = "control_model.";
inline constexpr const char* kVae = "first_stage_model.";
inline constexpr const char* kClip = "cond_stage_model.transformer.";
inline constexpr const char* kOpenClip = "cond_stage_model.model.";
inline constexpr const char* kFirstOfTwo = "conditioner.embedders.0.transformer.";
inline constexpr const char* kSecondOfTwo = "conditioner.embedders.1.model.";
}  // namespace original

/// Whether a tensor's name begins so.
bool hasPrefix(const Checkpoint& file, const std::string& prefix);

}  // namespace engine
