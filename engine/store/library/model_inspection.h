#pragma once

#include <string>

#include "engine/api/model_library.h"

namespace engine {

/// Looks at a file or folder: what it is and whether the engine can use it, by names and shapes. Starter
/// components, which are small, are loaded. `clip_merges` as for openStudio(). What cannot be used has a
/// `problem`. Errors: ModelMissing, FileUnreadable.
Result<ModelDescription> inspectModel(const std::string& path, const std::string& clip_merges);

/// What a model is called by people: its file's name without ".safetensors", or its folder's.
std::string modelName(const std::string& path);

}  // namespace engine
