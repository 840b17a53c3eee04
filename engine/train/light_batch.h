#pragma once

#include <torch/torch.h>

#include "engine/train/shadow_synthesis.h"

namespace engine {

/// A picture (CV_32F, any number of channels) as [C, H, W]; a copy.
torch::Tensor tensorOf(const cv::Mat& picture);
/// A picture or map [1, C, H, W] as CV_32F of C channels; a copy.
cv::Mat matOf(const torch::Tensor& picture);

/// Light samples as tensors: seen, clean [B, 3, S, S]; change, person [B, 1, S, S]; all in 0…1.
struct LightBatch {
    torch::Tensor seen, clean, change, person;
    void to(torch::Device device);
};

/// `draw` gives one sample after the other.
LightBatch stacked(int count, const std::function<LightSample()>& draw);

/// The absolute differences of neighbouring pixels of [B, C, H, W], averaged: an error that is the same
/// everywhere costs nothing, an edge does.
torch::Tensor edgesOf(const torch::Tensor& x);

/// A picture [B, 3, H, W] with a log-gain field of the same size applied; see GainField.
torch::Tensor withGain(const torch::Tensor& picture, const torch::Tensor& log_gain);

}  // namespace engine
