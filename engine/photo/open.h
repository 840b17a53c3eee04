#pragma once

#include <stop_token>
#include <string>

#include "engine/api/error.h"
#include "engine/api/photo.h"

namespace engine {

/// Darkroom::open().
Result<Photo> openPhoto(const std::string& path, const std::stop_token& stop);

/// A photo of pixels that come from no file: pyramid and grain as for an opened one, no metadata.
Photo photoOf(Image image);

}  // namespace engine
