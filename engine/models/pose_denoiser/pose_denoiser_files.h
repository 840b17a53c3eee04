#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/models/pose_denoiser/pose_denoiser_config.h"

namespace engine {

struct PoseDenoiserModuleImpl;

/// The sizes in a component folder's config.json. Errors: ModelMissing, ModelCorrupt.
Result<PoseDenoiserConfig> readPoseDenoiserConfig(const std::string& folder);

/// Writes config.json and model.safetensors (fp16) into `folder`, which is made. Errors: FileUnwritable.
Result<Done> savePoseDenoiser(const PoseDenoiserModuleImpl& module, const std::string& folder);

}  // namespace engine
