#pragma once

#include <ATen/core/Tensor.h>

namespace engine {

/// The Gaussian-weighted mean around each place, of maps [1, C, H, W] where `weight` [1, 1, H, W] (0…1) says
/// that they count; `sigma` in cells. Far from everything that counts it fades to 0.
at::Tensor localMean(const at::Tensor& maps, const at::Tensor& weight, double sigma);

}  // namespace engine
