#pragma once

#include <ATen/core/Tensor.h>

#include "engine/api/change.h"

namespace engine {

/// What a network made of a picture, as a photo can take it.
struct Redrawn {
    GainField field;
    PaintField paint;
};

/// The difference of two pictures, [1, 3, H, W], −1…1 each. Where the same things are still there, in another
/// light or colour, it is the gain between them, so that what is finer than these pictures stays the photo's.
/// Where other things are, or what no gain reaches (white where black was), the picture after is painted:
/// gains would leave the old detail in it. Told by how alike contrast and structure around a place are, as in
/// structural similarity (Wang et al. 2004), of the logarithm of brightness.
Redrawn redrawn(const at::Tensor& before, const at::Tensor& after);

}  // namespace engine
