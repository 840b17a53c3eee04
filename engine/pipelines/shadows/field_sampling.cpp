#include "engine/pipelines/shadows/field_sampling.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

namespace engine {

// A single answer at full noise is already close to the mean of all likely fields, and that mean is what a retoucher
// wants of light: no invented edge. So every step asks again, with new noise and every other time mirrored, and the
// field is the mean of the answers; it only grows calmer from step to step.
at::Tensor sampleField(const GainFieldNet& net, const FieldCondition& condition, int steps, std::uint64_t seed,
                       const std::function<void()>& before,
                       const std::function<void(int step, const at::Tensor& field)>& after) {
    at::Generator random = at::detail::createCPUGenerator(seed);
    const FieldCondition mirrored{condition.picture.flip(3), condition.person.flip(3)};
    at::Tensor sum;
    for (int i = 0; i < steps; ++i) {
        before();
        const bool mirror = i % 2 == 1;
        const FieldCondition& seen = mirror ? mirrored : condition;
        const at::Tensor noise = at::randn({1, 3, condition.person.size(2), condition.person.size(3)}, random);
        at::Tensor clean = net.clean(noise, 1.0, seen.picture, seen.person) * net.fieldScale();
        if (mirror) clean = clean.flip(3);
        sum = sum.defined() ? sum + clean : clean;
        after(i + 1, sum / (i + 1));
    }
    return sum / steps;
}

}  // namespace engine
