#pragma once

#include <set>
#include <string>
#include <string_view>

#include "engine/api/error.h"

namespace engine {

/// The files that a .safetensors.index.json names, 1…256, all beside it. `file_name` appears in errors only.
/// Errors: ModelCorrupt, also for a name that leads to another folder.
Result<std::set<std::string>> parseShardIndex(std::string_view json, std::string_view file_name);

}  // namespace engine
