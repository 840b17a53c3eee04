#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/files/checkpoint.h"

namespace engine {

// Single-file checkpoints name their tensors as the networks' authors did (CompVis, Stability AI, OpenCLIP);
// networks here are named as in diffusers. These functions go from ours to theirs.

/// "down_blocks.1.resnets.0.conv1.weight" → "input_blocks.4.0.in_layers.2.weight", for a U-Net or ControlNet
/// of `levels` levels with `layers` resnets each; its way up has `layers` + 1. A level attends where
/// `attends(name)` finds its transformers: needed to number the upsamplers. Without the prefix
/// "model.diffusion_model." or "control_model.".
class OriginalUnetNames {
public:
    OriginalUnetNames(int layers, std::vector<bool> up_attends)
        : layers_(layers), up_attends_(std::move(up_attends)) {}
    std::string operator()(std::string_view name) const;

private:
    int layers_;
    std::vector<bool> up_attends_;
};

/// "decoder.up_blocks.0.resnets.0.norm1.weight" → "decoder.up.3.block.0.norm1.weight" with 4 levels.
std::string originalAutoencoderName(std::string_view name, int levels);

/// The tensor that an OpenCLIP text encoder (below `prefix`) holds for our name; null when it has none.
std::optional<StoredTensor> fromOpenClip(const Checkpoint& file, const std::string& prefix,
                                         std::string_view name);

}  // namespace engine
