#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/models/portrait_reader/portrait_reader_config.h"

namespace engine {

struct PortraitReaderModuleImpl;

/// The sizes in a component folder's config.json. Errors: ModelMissing, ModelCorrupt.
Result<PortraitReaderConfig> readPortraitReaderConfig(const std::string& folder);

/// Writes config.json and model.safetensors (fp16) into `folder`, which is made. Errors: FileUnwritable.
Result<Done> savePortraitReader(const PortraitReaderModuleImpl& module, const std::string& folder);

}  // namespace engine
