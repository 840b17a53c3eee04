#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/models/face_finder/face_finder_config.h"

namespace engine {

struct FaceFinderModuleImpl;

/// The sizes in a component folder's config.json. Errors: ModelMissing, ModelCorrupt.
Result<FaceFinderConfig> readFaceFinderConfig(const std::string& folder);

/// Writes config.json and model.safetensors (fp16) into `folder`, which is made. Errors: FileUnwritable.
Result<Done> saveFaceFinder(const FaceFinderModuleImpl& module, const std::string& folder);

}  // namespace engine
