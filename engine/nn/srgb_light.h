#pragma once

#include <ATen/core/Tensor.h>

namespace engine {

/// Light, 0…1, of sRGB values, and back (IEC 61966-2-1). Any shape; negative values stay as they would be in
/// the straight part.
at::Tensor linearOf(const at::Tensor& srgb);
at::Tensor srgbOf(const at::Tensor& linear);

/// sRGB values with a log-gain field of the same shape applied; see GainField.
at::Tensor gained(const at::Tensor& picture, const at::Tensor& log_gain);

}  // namespace engine
