#pragma once

#include <optional>
#include <span>

#include "engine/api/change.h"
#include "engine/api/photo.h"

namespace engine {

/// What a network sees of a photo: `region` of the document (which may reach beyond the picture: reflected
/// there) as F32 RGB in sRGB, clipped to 0…1, at `size` pixels; area means when it shrinks, cubic when it
/// grows, taken from the smallest pyramid level that still holds enough pixels. Alpha is left out. Memory and
/// time depend on `size`, not on the photo. `region` and `size` must not be empty.
Image networkView(const Photo& photo, Rect region, Size size);

/// The same with layers over the photo, bottom to top. The level's pixels are moved and brightened by them
/// without rounding, so a second edit sees all that the first one left.
Image networkView(const Photo& photo, std::span<const Layer> layers, Rect region, Size size);

/// A mask as a network sees it: F32, 1 channel, 0…1, at `size` pixels. A mask of the document's size is cut
/// out like networkView(); a smaller one lies over `region` already (see Change::mask) and is only scaled.
Image maskView(const Image& mask, Size document, Rect region, Size size);

/// The smallest rectangle, in the mask's own pixels, that holds every value above 0; nothing for an empty
/// mask.
std::optional<Rect> maskBounds(const Image& mask);

}  // namespace engine
