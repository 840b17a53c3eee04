#pragma once

#include <initializer_list>
#include <optional>
#include <vector>

#include "app/cli/command.h"
#include "engine/api/requests/generate.h"
#include "engine/local_engine.h"

namespace cli {

/// The engine that the options ask for. Errors: InvalidRequest (no such device or precision), ModelMissing
/// (no folder of models was given or found). `models_is_checkpoint`: see modelsFolder().
engine::Result<engine::EngineOptions> engineOptions(const Arguments& arguments, const Surroundings& around,
                                                    bool models_is_checkpoint = false);

/// The same for a checkpoint of the user's own: no starter components are needed. --memory limits what it may
/// take. Errors: InvalidRequest.
engine::Result<engine::EngineOptions> studioOptions(const Arguments& arguments, const Surroundings& around);

/// The path of a model that was given by its path, or by its name in the user's library; else as it was
/// given.
std::string modelNamed(const std::string& given, const Surroundings& around);

/// --models, else the program's own starter components; always those where --models is a checkpoint of the
/// user's. Errors: ModelMissing.
engine::Result<std::string> modelsFolder(const Arguments& arguments, const Surroundings& around,
                                         bool models_is_checkpoint = false);

/// Whether --models is a checkpoint of the user's own and not a folder of starter components.
bool modelsIsCheckpoint(const Arguments& arguments);

/// What is wrong when one of `options`, which a checkpoint alone understands, was given without one.
std::optional<engine::Error> askedOfNoCheckpoint(const Arguments& arguments,
                                                 std::initializer_list<const char*> options);

/// Every --lora FILE, FILE:SCALE, or the name of an imported one.
std::vector<engine::LoraChoice> lorasIn(const Arguments& arguments, const Surroundings& around);

}  // namespace cli
