#include "engine/train/part_overlap.h"

#include <ATen/ATen.h>

namespace engine {

void PartOverlap::add(const at::Tensor& chances, const cv::Mat& truth) {
    const at::Tensor labels = chances[0].argmax(0).to(at::kByte).contiguous();
    const auto* found = labels.const_data_ptr<std::uint8_t>();
    for (int i = 0; i < static_cast<int>(labels.numel()); ++i) {
        const int wanted = truth.data[i], told = found[i];
        if (wanted == told) ++both_[wanted];
        ++either_[wanted];
        if (wanted != told) ++either_[told];
    }
}

double PartOverlap::of(Part part) const {
    const int i = static_cast<int>(part);
    return either_[i] > 0 ? static_cast<double>(both_[i]) / static_cast<double>(either_[i]) : 0.0;
}

}  // namespace engine
