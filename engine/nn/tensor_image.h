#pragma once

#include <ATen/core/Tensor.h>

#include "engine/api/change.h"
#include "engine/api/image.h"

namespace engine {

/// An F32 picture as [1, C, H, W] float32; a copy.
at::Tensor toTensor(const Image& image);

/// A map [1, 1, H, W] in 0…1 as an 8-bit grey picture; a copy.
Image toGreyImage(const at::Tensor& map);

/// A field [1, 3, h, w] of log gains, times `scale`, as a value; a copy.
GainField toGainField(const at::Tensor& field, double scale);

/// A picture [1, 3, h, w], sRGB 0…1, and how much it covers [1, 1, h, w], 0…1, as a value; a copy.
PaintField toPaintField(const at::Tensor& picture, const at::Tensor& cover);

}  // namespace engine
