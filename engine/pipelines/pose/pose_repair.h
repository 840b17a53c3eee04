#pragma once

#include <cstdint>
#include <functional>

#include "engine/api/pose_field.h"
#include "engine/models/pose_denoiser/pose_denoiser.h"

namespace engine {

/// How a repair is sampled.
struct RepairPlan {
    int steps = 8;
    std::uint64_t seed = 0;
    const PoseDenoiser::Guidance* guidance = nullptr;  ///< null: pose and style at once
    /// Whose gradient corrects every guess; null: nothing does.
    const PoseField* field = nullptr;
};

/// The latents [1, C, h, w] of a person in a new pose: where the moved photo is known they are its own, and
/// what is not known is denoised beside them, with noise of a CPU generator of the plan's seed. Before each
/// step `before` is called (it may leave by an exception), after it `after(step, guess so far)`.
at::Tensor repaired(const PoseDenoiser& net, const PoseDenoiser::Condition& condition, const RepairPlan& plan,
                    const std::function<void()>& before,
                    const std::function<void(int step, const at::Tensor& latents)>& after);

}  // namespace engine
