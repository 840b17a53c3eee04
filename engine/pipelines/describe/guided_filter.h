#pragma once

#include <ATen/core/Tensor.h>

namespace engine {

/// Lays the edges of maps along those of a picture: within every window of 2·radius + 1 pixels a map becomes
/// the linear function of the picture's colours that fits it best (He, Sun & Tang 2010, "Guided Image
/// Filtering", equations 14, 19 and 20, colour guidance). maps [1, C, H, W]; picture [1, 3, H, W], 0…1;
/// `smoothness`: variance of colour below which a window counts as plain. Returns [1, C, H, W].
at::Tensor guidedFilter(const at::Tensor& maps, const at::Tensor& picture, int radius, double smoothness);

}  // namespace engine
