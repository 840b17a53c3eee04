#include "engine/nn/srgb_light.h"

#include <ATen/ATen.h>

#include "engine/api/change.h"

namespace engine {

at::Tensor linearOf(const at::Tensor& srgb) {
    return at::where(srgb <= 0.04045, srgb / 12.92, at::pow((srgb.clamp_min(0) + 0.055) / 1.055, 2.4));
}

at::Tensor srgbOf(const at::Tensor& linear) {
    return at::where(linear <= 0.0031308, linear * 12.92,
                     1.055 * at::pow(linear.clamp_min(0.0031308), 1 / 2.4) - 0.055);
}

at::Tensor gained(const at::Tensor& picture, const at::Tensor& log_gain) {
    return (picture + GainField::kGainFloor) * log_gain.exp() - GainField::kGainFloor;
}

}  // namespace engine
