#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/api/image.h"

namespace engine {

/// Darkroom::openMask(): 1 channel, U8 or U16; colour is reduced to luma (Rec. 709 weights on the encoded
/// numbers), float becomes U16, alpha is left out.
Result<Image> openMaskFile(const std::string& path);

/// Darkroom::saveMask(). Errors InvalidRequest for pictures that are no mask, FileUnwritable.
Result<Done> saveMaskFile(const Image& mask, const std::string& path, bool overwrite);

}  // namespace engine
