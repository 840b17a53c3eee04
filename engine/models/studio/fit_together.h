#pragma once

#include "engine/models/controlnet/controlnet.h"
#include "engine/models/studio/studio_files.h"

namespace engine {

/// Whether a checkpoint's networks can work together, by the widths that their settings name. Errors:
/// ModelCorrupt, saying which two do not fit, or which settings do not make sense.
Result<Done> fitTogether(const StudioFiles& files);

/// Whether the ControlNet at `path` can tell a U-Net something. Errors: ModelCorrupt.
Result<Done> fitTogether(const UnetConfig& unet, const ControlNet::Config& controlnet,
                         const std::string& path);

}  // namespace engine
