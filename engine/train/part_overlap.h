#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <opencv2/core.hpp>

#include "engine/api/reading.h"

namespace engine {

/// How far found parts and labelled ones lie over each other, added up over pictures.
class PartOverlap {
public:
    /// chances [1, kPartCount, S, S]; truth: labels of engine::Part, CV_8U, S × S, continuous.
    void add(const at::Tensor& chances, const cv::Mat& truth);

    /// Intersection over union; 0 for a part that was neither found nor labelled.
    double of(Part part) const;

private:
    std::array<std::int64_t, kPartCount> both_{}, either_{};
};

}  // namespace engine
