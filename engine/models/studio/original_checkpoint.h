#pragma once

#include <string>

#include "engine/models/studio/studio_files.h"

namespace engine {

// Single files in their authors' layout. They bring no settings: widths and depths are read off the tensors'
// shapes, the rest is what every published checkpoint of the family has.

/// SD 1.x, SD 2.x, SDXL (base), with their inpainting variants. Errors: ModelCorrupt when the file is a
/// pickle, damaged, of another kind (the sentence says of which) or lacks parts.
Result<StudioFiles> openOriginalCheckpoint(const std::string& path, const std::string& clip_merges);

/// A ControlNet of SD 1.x, SD 2.x or SDXL.
Result<Component> openOriginalControlNet(const std::string& path);

/// The tensors of `file` that a component wants, found by their original names.
/// kind: "unet", "controlnet", "vae", "text_encoder", "text_encoder_2"; settings: the component's own.
/// Names that are not found are left out.
Result<Checkpoint> fromOriginal(const Checkpoint& file, const std::string& kind, const ModelConfig& settings);

}  // namespace engine
