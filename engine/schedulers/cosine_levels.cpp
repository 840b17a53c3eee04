#include "engine/schedulers/cosine_levels.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

namespace engine {

at::Tensor CosineLevels::noised(const at::Tensor& clean, const at::Tensor& noise, double level) {
    if (level >= 1) return noise;  // cos(π/2) is not exactly 0
    const double angle = level * std::numbers::pi / 2;
    return std::cos(angle) * clean + std::sin(angle) * noise;
}

}  // namespace engine
