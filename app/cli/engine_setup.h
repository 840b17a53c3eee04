#pragma once

#include "app/cli/command.h"
#include "engine/local_engine.h"

namespace cli {

/// The engine that the options ask for. Errors: InvalidRequest (no such device or precision), ModelMissing
/// (no folder of models was given or found).
engine::Result<engine::EngineOptions> engineOptions(const Arguments& arguments, const Surroundings& around);

/// The same for a checkpoint of the user's own: no starter components are needed. --memory limits what it may
/// take. Errors: InvalidRequest.
engine::Result<engine::EngineOptions> studioOptions(const Arguments& arguments, const Surroundings& around);

/// The path of a model that was given by its path, or by its name in the user's library; else as it was
/// given.
std::string modelNamed(const std::string& given, const Surroundings& around);

/// --models, else the program's own starter components. Errors: ModelMissing.
engine::Result<std::string> modelsFolder(const Arguments& arguments, const Surroundings& around);

}  // namespace cli
