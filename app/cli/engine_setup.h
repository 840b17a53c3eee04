#pragma once

#include "app/cli/command.h"
#include "engine/local_engine.h"

namespace cli {

/// The engine that the options ask for. Errors: InvalidRequest (no such device or precision), ModelMissing
/// (no folder of models was given or found).
engine::Result<engine::EngineOptions> engineOptions(const Arguments& arguments, const Surroundings& around);

/// --models, else the program's own starter components. Errors: ModelMissing.
engine::Result<std::string> modelsFolder(const Arguments& arguments, const Surroundings& around);

}  // namespace cli
