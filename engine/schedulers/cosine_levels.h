#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace engine {

/// Variance-preserving diffusion whose noise level u in 0…1 is an angle: x = cos(uπ/2)·clean + sin(uπ/2)·noise
/// (the cosine schedule of Nichol & Dhariwal 2021, arXiv 2102.09672, without its offset). Stateless.
class CosineLevels {
public:
    /// Levels to visit, from 1 (pure noise) evenly down to 0; steps + 1 of them. steps ≥ 1.
    static std::vector<double> levels(int steps);

    /// One deterministic step (DDIM, η = 0; Song et al. 2021, arXiv 2010.02502) from `level` to `next`, given the
    /// guess of the clean sample.
    static at::Tensor step(const at::Tensor& sample, const at::Tensor& clean, double level, double next);
};

}  // namespace engine
