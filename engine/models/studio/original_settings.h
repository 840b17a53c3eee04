#pragma once

#include <string>

#include "engine/models/studio/studio_files.h"

namespace engine {

// Settings of a single file's components, as config.json would say them, from the shapes of its tensors.
// Errors: ModelCorrupt when the shapes make no sense.

Result<ModelConfig> originalUnetSettings(const Checkpoint& file, const std::string& prefix);
Result<ModelConfig> originalAutoencoderSettings(const Checkpoint& file, const std::string& prefix,
                                                Family family);
Result<ModelConfig> clipSettings(const Checkpoint& file, const std::string& prefix);
Result<ModelConfig> openClipSettings(const Checkpoint& file, const std::string& prefix, Family family);

/// What the family's published pipelines sample with.
ModelConfig originalSchedulerSettings(Family family);

}  // namespace engine
