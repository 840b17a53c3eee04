#pragma once

#include <ATen/core/Tensor.h>

#include <span>

#include "engine/api/geometry.h"
#include "engine/api/style.h"

namespace engine {

/// The log gains [1, 3, H, W] (as of GainField) by which the axes of `part` change a picture [1, 3, H, W]
/// (sRGB 0…1) whose region is `matte` [1, 1, H, W] (0…1; where the part is, soft). Exact colour transforms in
/// Oklab; a colour that sRGB cannot hold keeps its lightness and hue. The gains go on a few cells beyond the
/// region's border, so that a finer mask may lie anywhere about it, and fade out there. Axes that the part
/// does not have (axesOf()) count as 0; all 0: exactly zeros. `iris` [1, 1, H, W] (irisMask()) is looked at
/// for Part::Eyes; undefined: no irises are known, and nothing changes their colour.
at::Tensor axisGains(Part part, const StyleAxes& axes, const at::Tensor& picture, const at::Tensor& matte,
                     const at::Tensor& iris);

/// Where the irises of a face mesh lie over `region`, [1, 1, size.height, size.width] in 0…1, soft at the
/// rim; zeros without a mesh.
at::Tensor irisMask(std::span<const ImagePoint> mesh, Rect region, Size size);

}  // namespace engine
