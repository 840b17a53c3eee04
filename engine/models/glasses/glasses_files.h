#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/models/glasses/glasses_config.h"

namespace engine {

struct GlassesModuleImpl;

/// The sizes in a component folder's config.json. Errors: ModelMissing, ModelCorrupt.
Result<GlassesConfig> readGlassesConfig(const std::string& folder);

/// Writes config.json and model.safetensors (fp16) into `folder`, which is made. Errors: FileUnwritable.
Result<Done> saveGlasses(const GlassesModuleImpl& module, const std::string& folder);

}  // namespace engine
