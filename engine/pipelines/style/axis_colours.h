#pragma once

#include <ATen/core/Tensor.h>

#include "engine/api/style.h"
#include "engine/pipelines/style/oklab.h"

namespace engine {

/// The colours that the axes of a part ask for, from the own ones. matte [1, 1, H, W]: where the part is, 1
/// where it surely is; iris [1, 1, H, W] or undefined, for the eyes. What lies outside the matte is of no
/// account.
Oklab axisColours(Part part, const StyleAxes& axes, const Oklab& own, const at::Tensor& matte,
                  const at::Tensor& iris);

}  // namespace engine
