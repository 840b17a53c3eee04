#pragma once

#include <ATen/core/Tensor.h>

namespace engine {

/// Variance-preserving diffusion whose noise level u in 0…1 is an angle: x = cos(uπ/2)·clean +
/// sin(uπ/2)·noise (the cosine schedule of Nichol & Dhariwal 2021, arXiv 2102.09672, without its offset).
/// Stateless.
class CosineLevels {
public:
    /// `clean` with `noise` added up to `level`; at level 1 nothing of `clean` is left.
    static at::Tensor noised(const at::Tensor& clean, const at::Tensor& noise, double level);
};

}  // namespace engine
