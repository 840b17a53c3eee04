#pragma once

#include "engine/models/studio/lora.h"
#include "engine/models/studio/studio_files.h"

namespace engine {

/// The names of a checkpoint's layers for LoRAs, those of single-file checkpoints among them. Errors:
/// ModelCorrupt for settings that make no sense.
Result<LoraNames> loraNamesOf(const StudioFiles& files);

}  // namespace engine
