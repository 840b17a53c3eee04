#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

/// The value below which `percent` of all lie; 0 without any.
inline double percentile(std::vector<double> values, int percent) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[(values.size() - 1) * static_cast<std::size_t>(percent) / 100];
}
