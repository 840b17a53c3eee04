#pragma once

#include <ATen/core/Tensor.h>

#include "engine/schedulers/scheduler.h"

namespace engine {

/// The clean sample that a network's output means for a sample at `level`, where signal² + noise² = 1
/// (Salimans & Ho 2022, arXiv 2202.00512, appendix D).
at::Tensor cleanGuess(Prediction prediction, const at::Tensor& output, const at::Tensor& sample,
                      NoiseLevel level);

/// The noise that the same output means.
at::Tensor noiseGuess(Prediction prediction, const at::Tensor& output, const at::Tensor& sample,
                      NoiseLevel level);

/// The level where `alpha_cumprod` of the clean variance is left.
NoiseLevel levelOfAlpha(float alpha_cumprod);

/// The level at noise / clean picture = sigma.
NoiseLevel levelOfSigma(float sigma);

}  // namespace engine
