#pragma once

#include "engine/api/image.h"

namespace engine {

/// The picture turned as its EXIF orientation (1…8) says it is to be seen; the same picture for 1 and for
/// numbers that mean nothing.
Image upright(Image image, int orientation);

}  // namespace engine
