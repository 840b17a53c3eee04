#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/models/structure_style/structure_style_config.h"

namespace engine {

struct StructureStyleModuleImpl;

/// The sizes in a component folder's config.json. Errors: ModelMissing, ModelCorrupt.
Result<StructureStyleConfig> readStructureStyleConfig(const std::string& folder);

/// Writes config.json and model.safetensors (fp16) into `folder`, which is made. Errors: FileUnwritable.
Result<Done> saveStructureStyle(const StructureStyleModuleImpl& module, const std::string& folder);

}  // namespace engine
