#include "engine/schedulers/scheduler.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

namespace engine {

Scheduler::Scheduler(Run run) : run_(std::move(run)) {}

int Scheduler::firstStep(double strength) const {
    const int made = static_cast<int>(run_.steps * std::clamp(strength, 0.0, 1.0));
    return made == 0 ? count() : run_.steps - made;
}

at::Tensor Scheduler::scaled(const at::Tensor& sample, int /*i*/) const {
    return sample;
}

StepResult Scheduler::step(const at::Tensor& model_output, int i, const at::Tensor& sample,
                           StepMemory& memory, const DrawNoise& draw) const {
    TORCH_CHECK(i >= 0 && i < count(), "step ", i, " of a run of ", count());
    StepResult result = advance(model_output.to(at::kFloat), i, sample.to(at::kFloat), memory, draw);
    ++memory.steps;
    return result;
}

at::Tensor Scheduler::noised(const at::Tensor& clean, const at::Tensor& noise, int i) const {
    TORCH_CHECK(i >= 0 && i < count(), "step ", i, " of a run of ", count());
    return level(i).signal * clean.to(at::kFloat) + level(i).noise * noise.to(at::kFloat);
}

}  // namespace engine
