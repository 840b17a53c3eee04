#include "engine/schedulers/cosine_levels.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

namespace engine {

std::vector<double> CosineLevels::levels(int steps) {
    std::vector<double> levels;
    for (int i = 0; i <= steps; ++i) levels.push_back(1.0 - static_cast<double>(i) / steps);
    return levels;
}

at::Tensor CosineLevels::step(const at::Tensor& sample, const at::Tensor& clean, double level, double next) {
    const double now = level * std::numbers::pi / 2, then = next * std::numbers::pi / 2;
    const at::Tensor noise = (sample - std::cos(now) * clean) / std::sin(now);
    return std::cos(then) * clean + std::sin(then) * noise;
}

}  // namespace engine
