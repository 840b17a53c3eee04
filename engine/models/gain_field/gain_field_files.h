#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/api/error.h"
#include "engine/files/model_folder.h"
#include "engine/models/gain_field/gain_field_config.h"

namespace engine {

struct GainFieldModuleImpl;

/// The sizes in a component folder's config.json. Errors: ModelMissing, ModelCorrupt.
Result<GainFieldConfig> readGainFieldConfig(const std::string& folder);

// The same for a component that has such a network within it. Errors: ModelCorrupt.
Result<GainFieldConfig> parseGainFieldConfig(const ModelConfig& file);
nlohmann::json toJson(const GainFieldConfig& config);

/// Writes config.json and model.safetensors (fp16) into `folder`, which is made. Errors: FileUnwritable.
Result<Done> saveGainField(const GainFieldModuleImpl& module, const std::string& folder);

}  // namespace engine
