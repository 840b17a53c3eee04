#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <memory>
#include <vector>

#include "engine/api/error.h"
#include "engine/schedulers/scheduler_config.h"

namespace engine {

/// What a method remembers between the steps of one run; empty at its start. Step i is followed by step i
/// + 1.
struct StepMemory {
    int steps = 0;                    ///< made so far in this run
    std::vector<at::Tensor> outputs;  ///< of earlier steps as the method keeps them, the newest last
    at::Tensor sample;                ///< that an earlier step started from
    int order = 0;                    ///< of the step before
};

/// Standard normal numbers of the given shape, drawn when a method asks for them, in diffusers' order.
using DrawNoise = std::function<at::Tensor(at::IntArrayRef)>;

/// What a step leaves, in float32: the sample with less noise, and the guess of the clean one, for previews.
struct StepResult {
    at::Tensor sample;
    at::Tensor clean;
};

/// How much of a noised sample is clean picture, and how much noise: signal·clean + noise·noise.
struct NoiseLevel {
    float signal = 1;
    float noise = 0;
};

/// A method of taking noise away, made for a number of steps; immutable, so one may serve many runs. Samples
/// are latents or pictures of any shape, e.g. [B, 4, H/8, W/8], in any precision and on any device;
/// arithmetic is in float32, as are the results.
///
/// i is an index into timesteps(), 0 being the noisiest. A run may start at any i (picture to picture): what
/// depends on earlier steps counts those that were made, what depends on the end counts from the end.
class Scheduler {
public:
    virtual ~Scheduler() = default;
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    /// What the network is told at each step. PNDM has one more than there are steps, the second one twice.
    const std::vector<double>& timesteps() const { return run_.timesteps; }
    /// Noise level at each step and after the last; empty for methods that do not use this scale.
    const std::vector<double>& sigmas() const { return run_.sigmas; }
    /// What pure noise is multiplied with to be the sample at i = 0.
    double initNoiseSigma() const { return run_.init_noise_sigma; }
    /// Where a run starts that changes a given picture by `strength` (0…1): at timesteps().size() nothing is
    /// done.
    int firstStep(double strength) const;

    /// The sample as the network wants to see it at step i.
    virtual at::Tensor scaled(const at::Tensor& sample, int i) const;
    /// One step: `model_output` is what the network made of scaled(sample, i) and timesteps()[i].
    StepResult step(const at::Tensor& model_output, int i, const at::Tensor& sample, StepMemory& memory,
                    const DrawNoise& draw) const;
    /// `clean` with as much of `noise` as a sample has before step i.
    at::Tensor noised(const at::Tensor& clean, const at::Tensor& noise, int i) const;

protected:
    /// The numbers of a run.
    struct Run {
        int steps = 0;                   ///< as asked for
        std::vector<double> timesteps;   ///< one for each step made
        std::vector<NoiseLevel> levels;  ///< before each step
        std::vector<double> sigmas;
        double init_noise_sigma = 1;
    };
    explicit Scheduler(Run run);

    int count() const { return static_cast<int>(run_.timesteps.size()); }
    NoiseLevel level(int i) const { return run_.levels[static_cast<std::size_t>(i)]; }

private:
    /// step() with float32 tensors; memory.steps does not count this step yet.
    virtual StepResult advance(const at::Tensor& model_output, int i, const at::Tensor& sample,
                               StepMemory& memory, const DrawNoise& draw) const = 0;

    Run run_;
};

/// The method config.class_name for `steps` steps. Errors: InvalidRequest (no such number of steps),
/// ModelCorrupt (a method or an option that is not offered, with its key and value; numbers that make no
/// sense).
Result<std::unique_ptr<const Scheduler>> makeScheduler(const SchedulerConfig& config, int steps);

}  // namespace engine
