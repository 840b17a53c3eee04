#pragma once

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

namespace engine {

/// Squared errors, summed for a PSNR over many pictures [1, 3, H, W] in 0…1; `where`: [1, 1, H, W], weights.
struct SquareError {
    double sum = 0, weight = 0;
    void add(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& where) {
        sum += ((a - b).square().mean(1, true) * where).sum().item<double>();
        weight += where.sum().item<double>();
    }
    double psnr() const { return -10 * std::log10(sum / std::max(weight, 1e-9) + 1e-12); }
};

}  // namespace engine
