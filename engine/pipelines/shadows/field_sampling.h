#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>

#include "engine/models/gain_field/gain_field_net.h"

namespace engine {

/// What a GainFieldNet is shown: picture [1, 3, H, W] in sRGB 0…1 and person [1, 1, H/2, W/2] in 0…1.
struct FieldCondition {
    at::Tensor picture;
    at::Tensor person;
};

/// Draws a log-gain field [1, 3, H/2, W/2], in log-gain units. Noise comes from a CPU generator of `seed`.
/// Before each step `before` is called (it may leave by an exception), after it `after(step, guess so far)`.
at::Tensor sampleField(const GainFieldNet& net, const FieldCondition& condition, int steps,
                       std::uint64_t seed, const std::function<void()>& before,
                       const std::function<void(int step, const at::Tensor& field)>& after);

}  // namespace engine
