#pragma once

#include "engine/api/error.h"
#include "engine/train/training.h"

namespace engine {

/// Trains the starter's base from nothing on a portrait set and writes it as a diffusers folder
/// (`options.component`), which then opens like any checkpoint. Returns when the plan's time is used up.
/// Errors: those of reading the set, InvalidRequest (a checkpoint of another training), FileUnwritable.
Result<Done> trainBase(const TrainingOptions& options);

}  // namespace engine
