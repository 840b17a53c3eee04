#pragma once

#include <string>

#include "engine/photo/picture_reader.h"

namespace engine {

/// Reads a WebP file with its profile, metadata and straight alpha; an animation's first frame. May throw
/// what decoders throw. Errors as readPicture().
Result<Picture> readWebp(const std::string& path, const std::stop_token& stop);

}  // namespace engine
