#include "engine/pipelines/pose/pose_repair.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <numbers>

#include "engine/schedulers/cosine_levels.h"

namespace engine {
namespace {

constexpr double kRefiningLevel = 0.4;
constexpr double kFieldStride = 0.5;  ///< how far latents follow the field where joints are one side off

/// A guess in which joints are seen a little nearer to where people have them: down the pose interaction
/// field (RePoseDM). `mask`: where it may change.
at::Tensor corrected(const at::Tensor& guess, const at::Tensor& mask, const PoseDenoiser& net,
                     const PoseField& field) {
    const Skeleton seen = net.seenIn(guess);
    const Result<Skeleton> plausible = field.snapped(seen);
    if (!plausible) return guess;
    const at::Tensor way = net.wayTo(plausible.value(), guess) * mask;
    const double steepness = way.norm().item<double>();
    if (!(steepness > 0)) return guess;
    double off = 0;
    for (std::size_t i = 0; i < seen.joints.size(); ++i) {
        const ImagePoint &a = seen.joints[i].at, &b = plausible.value().joints[i].at;
        off = std::max(off, std::hypot(a.x - b.x, a.y - b.y) / (guess.size(3) * net.patch()));
    }
    const double extent = std::sqrt(mask.sum().item<double>() * guess.size(1));
    return guess + way * (kFieldStride * off * extent / steepness);
}

}  // namespace

// What lies beyond a border can be many things; a retoucher wants what they have in common, and no invented
// pattern. So the first step asks at the highest level with no noise at all, which answers with the mean of
// what noise would bring (measured: as near to the truth as 32 answers to noise, averaged), and the others
// walk down from a middle level and sharpen it. A walk from pure noise alone has more texture, and less of it
// is right.
at::Tensor repaired(const PoseDenoiser& net, const PoseDenoiser::Condition& condition, const RepairPlan& plan,
                    const std::function<void()>& before,
                    const std::function<void(int step, const at::Tensor& latents)>& after) {
    at::Generator random = at::detail::createCPUGenerator(plan.seed);
    at::Tensor noisy = at::zeros_like(condition.aligned), guess;
    double level = 1;
    for (int step = 0; step < plan.steps; ++step) {
        before();
        guess = net.clean(noisy, level, condition, plan.guidance);
        if (plan.field) guess = corrected(guess, 1 - condition.known, net, *plan.field);
        guess = at::lerp(guess, condition.aligned, condition.known);  // exact where it is wholly known
        after(step + 1, guess);
        if (step == 0) {
            level = kRefiningLevel;
            noisy = CosineLevels::noised(guess, at::randn(guess.sizes(), random), level);
            continue;
        }
        // The noise that this guess leaves, at the next level (DDIM: Song et al. 2021, arXiv 2010.02502).
        const double angle = level * std::numbers::pi / 2;
        const at::Tensor noise = (noisy - std::cos(angle) * guess) / std::sin(angle);
        level = kRefiningLevel * (1 - 1.0 * step / (plan.steps - 1));
        noisy = CosineLevels::noised(guess, noise, level);
    }
    return guess;
}

}  // namespace engine
