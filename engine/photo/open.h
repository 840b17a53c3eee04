#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/api/photo.h"

namespace engine {

/// Darkroom::open().
Result<Photo> openPhoto(const std::string& path);

/// A photo of pixels that come from no file: pyramid and grain as for an opened one, no metadata.
Photo photoOf(Image image);

}  // namespace engine
