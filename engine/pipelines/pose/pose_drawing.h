#pragma once

#include <ATen/core/Tensor.h>

#include "engine/api/geometry.h"
#include "engine/api/image.h"
#include "engine/api/skeleton.h"

namespace engine {

/// A skeleton as ControlNets for poses were shown theirs (controlnet_aux' draw_bodypose, Zhang et al. 2023,
/// arXiv 2302.05543): on black, each bone an ellipse 8 pixels wide in 0.6 of its colour, and over them the
/// joints, discs of radius 4 in theirs. `region` of the photo at `size`, 8-bit RGB. Joints that are hardly
/// seen are left out, as detectors do, with the bones that end in them.
Image poseDrawing(const Skeleton& skeleton, Rect region, Size size);

/// The same as a network wants it, [1, 3, H, W], 0…1.
at::Tensor poseTensor(const Skeleton& skeleton, Rect region, Size size);

}  // namespace engine
