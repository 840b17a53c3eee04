#include "engine/photo/resample.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

int bordered(long long at, int samples, Border border) {
    if (border == Border::Clamp || samples == 1) return static_cast<int>(std::clamp(at, 0ll, samples - 1ll));
    const long long period = 2ll * (samples - 1);
    const long long in_period = ((at % period) + period) % period;
    return static_cast<int>(in_period < samples ? in_period : period - in_period);
}

double catmullRom(double distance) {
    const double t = std::abs(distance);
    if (t >= 2) return 0;
    return t < 1 ? 1 + t * t * (1.5 * t - 2.5) : 2 + t * (-4 + t * (2.5 - 0.5 * t));
}

}  // namespace

AxisTaps::AxisTaps(double start, double extent, int new_samples, int samples, Border border) {
    const double scale = extent / new_samples;
    begin_.push_back(0);
    for (int i = 0; i < new_samples; ++i) {
        const double left = start + scale * i;
        const double right = left + scale;
        const double centre = (left + right) / 2 - 0.5;
        const bool shrinks = scale > 1;
        const auto first = static_cast<long long>(std::floor(shrinks ? left : centre - 1));
        const auto last = static_cast<long long>(shrinks ? std::ceil(right) - 1 : first + 3);
        double sum = 0;
        const std::size_t begin = weight_.size();
        for (long long at = first; at <= last; ++at) {
            const double at_d = static_cast<double>(at);
            const double weight =
                shrinks ? std::min(right, at_d + 1) - std::max(left, at_d) : catmullRom(at_d - centre);
            if (weight == 0) continue;
            index_.push_back(bordered(at, samples, border));
            weight_.push_back(static_cast<float>(weight));
            sum += weight;
        }
        for (std::size_t k = begin; k < weight_.size(); ++k)
            weight_[k] = static_cast<float>(weight_[k] / sum);
        begin_.push_back(static_cast<int>(weight_.size()));
    }
}

int AxisTaps::lowest(int first, int last) const {
    return *std::min_element(index_.begin() + begin_[first], index_.begin() + begin_[last]);
}

int AxisTaps::highest(int first, int last) const {
    return *std::max_element(index_.begin() + begin_[first], index_.begin() + begin_[last]);
}

void AxisTaps::resampleRow(const float* in, int channels, float* out, int base) const {
    for (int i = 0; i < size(); ++i) {
        float* pixel = out + static_cast<std::ptrdiff_t>(i) * channels;
        std::fill_n(pixel, channels, 0.0f);
        for (int k = begin_[i]; k < begin_[i + 1]; ++k) {
            const float* from = in + static_cast<std::ptrdiff_t>(index_[k] - base) * channels;
            for (int c = 0; c < channels; ++c) pixel[c] += weight_[k] * from[c];
        }
    }
}

}  // namespace engine
