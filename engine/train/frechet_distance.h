#pragma once

#include <torch/torch.h>

namespace engine {

/// Where features lie along the directions in which those of some pictures vary most.
class PrincipalDirections {
public:
    /// features: [N, D], float32.
    PrincipalDirections(const torch::Tensor& features, int count);
    /// [N, D] → [N, count], float64.
    torch::Tensor along(const torch::Tensor& features) const;

private:
    torch::Tensor mean_, directions_;  ///< [D], [D, count]
};

/// How far two sets of points [N, D] lie apart, as normal distributions: |m₁ − m₂|² + tr(C₁ + C₂ − 2 √(C₁C₂))
/// (Heusel et al. 2017, arXiv 1706.08500). Grows where there are few points: compare sets of one size.
double frechetDistance(const torch::Tensor& one, const torch::Tensor& other);

}  // namespace engine
