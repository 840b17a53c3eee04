#pragma once

#include <string>

#include "engine/api/model_library.h"

namespace engine {

/// Whether a component of this class is one of the program's own.
bool isStarterClass(const std::string& class_name);

/// Loads the network in a folder of one of the program's classes. Errors: ModelMissing; ModelCorrupt, naming
/// missing and unexpected tensors.
Result<Done> loadStarter(const std::string& folder, const std::string& class_name);

}  // namespace engine
