#pragma once

#include <functional>

#include "engine/api/photo.h"
#include "engine/api/reading.h"

namespace engine::testing {

/// A soft, colourful picture, never the same twice in a row.
Photo smallPhoto(Size size);

/// A grey U8 mask: white inside `painted`, black elsewhere.
Image maskOver(Size size, Rect painted);

/// What a reader would say of a person whose face's square is `region`: person alpha 255 in the middle half
/// of it.
Reading readingOf(Rect region);

}  // namespace engine::testing
