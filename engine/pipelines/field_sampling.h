#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>

#include "engine/models/gain_field/gain_field_net.h"

namespace engine {

/// What a denoiser of log-gain fields is shown: picture [1, 3, H, W] in sRGB 0…1 and person [1, 1, H/2, W/2]
/// in 0…1.
struct FieldCondition {
    at::Tensor picture;
    at::Tensor person;
};

/// The guess of the clean field [1, 3, H/2, W/2] behind a noisy one of that shape, level 0…1.
using FieldGuess =
    std::function<at::Tensor(const at::Tensor& noisy, double level, const FieldCondition& condition)>;

// Draw a log-gain field [1, 3, H/2, W/2]. Noise comes from a CPU generator of `seed`. Before each step
// `before` is called (it may leave by an exception), after it `after(step, guess so far)`.

using FieldWatch = std::function<void(int step, const at::Tensor& field)>;

/// In the denoiser's own units.
at::Tensor sampleField(const FieldGuess& guess, const FieldCondition& condition, int steps,
                       std::uint64_t seed, const std::function<void()>& before, const FieldWatch& after);
/// In log-gain units.
at::Tensor sampleField(const GainFieldNet& net, const FieldCondition& condition, int steps,
                       std::uint64_t seed, const std::function<void()>& before, const FieldWatch& after);

}  // namespace engine
