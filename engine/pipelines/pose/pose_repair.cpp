#include "engine/pipelines/pose/pose_repair.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <numbers>

#include "engine/schedulers/cosine_levels.h"

namespace engine {
namespace {

constexpr double kRefiningLevel = 0.5;
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
// pattern. So the first half of the steps asks at pure noise, again and again with new noise, and averages;
// the second half walks down from a middle level and sharpens what is left. A walk from pure noise alone has
// more texture, and less of it is right (model card).
at::Tensor repaired(const PoseDenoiser& net, const PoseDenoiser::Condition& condition, const RepairPlan& plan,
                    const std::function<void()>& before,
                    const std::function<void(int step, const at::Tensor& latents)>& after) {
    at::Generator random = at::detail::createCPUGenerator(plan.seed);
    const auto noise = [&] { return at::randn(condition.aligned.sizes(), random); };
    const int rough = (plan.steps + 1) / 2;
    at::Tensor sum = at::zeros_like(condition.aligned), guess, noisy;
    for (int step = 0; step < plan.steps; ++step) {
        before();
        const auto levelAt = [&](int fine) {
            return kRefiningLevel * (1 - 1.0 * fine / (plan.steps - rough));
        };
        const bool refines = step >= rough;
        if (!refines) {
            sum = sum + net.clean(noise(), 1, condition, plan.guidance);
            guess = sum / (step + 1);
        } else {
            if (step == rough) noisy = CosineLevels::noised(guess, noise(), kRefiningLevel);
            guess = net.clean(noisy, levelAt(step - rough), condition, plan.guidance);
        }
        if (plan.field) guess = corrected(guess, 1 - condition.known, net, *plan.field);
        guess = at::lerp(guess, condition.aligned, condition.known);  // exact where it is wholly known
        after(step + 1, guess);
        if (refines) {
            // The noise that this guess leaves, at the next level (DDIM: Song et al. 2021, arXiv 2010.02502).
            const double angle = levelAt(step - rough) * std::numbers::pi / 2;
            noisy = CosineLevels::noised(guess, (noisy - std::cos(angle) * guess) / std::sin(angle),
                                         levelAt(step - rough + 1));
        }
    }
    return guess;
}

}  // namespace engine
