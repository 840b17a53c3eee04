#pragma once

#include <vector>

namespace engine {

/// What lies beyond the ends of an axis.
enum class Border { Clamp, Reflect };

/// How each of `size()` new samples of an axis is made from old ones: area means when shrinking, Catmull-Rom
/// when enlarging; weights sum to 1, so a constant stays one.
class AxisTaps {
public:
    /// New samples divide [start, start + extent) of the old axis evenly, in units of old samples, of which
    /// there are `samples`; the interval may reach beyond them.
    AxisTaps(double start, double extent, int new_samples, int samples, Border border);

    int size() const { return static_cast<int>(begin_.size()) - 1; }
    /// The old samples that new ones [first, last) use.
    int lowest(int first, int last) const;
    int highest(int first, int last) const;

    template <typename Function>  ///< function(old sample, weight)
    void forEach(int new_sample, Function&& function) const {
        for (int i = begin_[new_sample]; i < begin_[new_sample + 1]; ++i) function(index_[i], weight_[i]);
    }

    /// One row of interleaved pixels, old samples -> new samples. `base` is the old sample that in[0] is.
    void resampleRow(const float* in, int channels, float* out, int base = 0) const;

private:
    std::vector<int> begin_;
    std::vector<int> index_;
    std::vector<float> weight_;
};

}  // namespace engine
