#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/models/pose_field/pose_field_module.h"

namespace engine {

/// Reads a component folder. Errors: ModelMissing, ModelCorrupt.
Result<PoseFieldModule> loadPoseField(const std::string& folder);
/// Errors: FileUnwritable.
Result<Done> savePoseField(const PoseFieldModuleImpl& module, const std::string& folder);

}  // namespace engine
