#pragma once

#include "engine/api/error.h"
#include "engine/files/model_folder.h"
#include "engine/schedulers/scheduler_config.h"

namespace engine {

/// Reads a scheduler_config.json. Keys that no method here knows are ignored, as diffusers does; one that a
/// method knows but cannot do is makeScheduler's to refuse. Errors: ModelCorrupt (a value of the wrong type
/// or out of its limits), with the file, the key and the value.
Result<SchedulerConfig> readSchedulerConfig(const ModelConfig& file);

}  // namespace engine
