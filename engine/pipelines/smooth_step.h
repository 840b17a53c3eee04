#pragma once

#include <algorithm>

namespace engine {

/// 0 up to `from`, 1 from `to` on, and between them a curve without corners.
inline double smoothStep(double from, double to, double x) {
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

}  // namespace engine
