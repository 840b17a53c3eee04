#pragma once

#include "engine/models/studio/studio_files.h"

namespace engine {

/// Whether a checkpoint's networks can work together, by the widths that their settings name. Errors:
/// ModelCorrupt, saying which two do not fit, or which settings do not make sense.
Result<Done> fitTogether(const StudioFiles& files);

}  // namespace engine
