#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/models/describe/describe_config.h"

namespace engine {

struct DescribeModuleImpl;

/// The lexicon of a component folder is the file of this name in it.
inline constexpr const char* kLexiconFile = "/lexicon.json";

/// The sizes in a component folder's config.json. Errors: ModelMissing, ModelCorrupt.
Result<DescribeConfig> readDescribeConfig(const std::string& folder);

/// Writes config.json and model.safetensors (fp16) into `folder`, which is made. Errors: FileUnwritable.
Result<Done> saveDescribe(const DescribeModuleImpl& module, const std::string& folder);

}  // namespace engine
