#pragma once

#include <ATen/core/Tensor.h>

namespace engine {

/// What lies behind a person as a lens shows it that is not focused on it: every point becomes a disc of
/// `radius` pixels, of light and not of grey values, so that small lights stay bright. The person's colours
/// do not spread into it: a place is the mean of what is surely behind around it.
/// picture: [1, 3, H, W], sRGB 0…1; behind: [1, 1, H, W], how surely a place is, 0…1; → [1, 3, H, W].
at::Tensor outOfFocus(const at::Tensor& picture, const at::Tensor& behind, double radius);

}  // namespace engine
