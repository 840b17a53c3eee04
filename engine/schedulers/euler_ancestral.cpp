#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/schedulers/methods.h"
#include "engine/schedulers/sigma_run.h"

namespace engine {
namespace {

/// Euler's method with ancestral sampling: each step removes more noise than it should and adds new noise for
/// the difference, with the deviation of DDPM's posterior (Song et al. 2021, arXiv 2011.13456, appendix
/// F, on the scale of sigma).
class EulerAncestral final : public SigmaScheduler {
public:
    using SigmaScheduler::SigmaScheduler;

private:
    StepResult advance(const at::Tensor& model_output, int i, const at::Tensor& sample, StepMemory&,
                       const DrawNoise& draw) const override {
        const float from = sigma(i), to = sigma(i + 1);
        const float added = std::sqrt(to * to * (from * from - to * to) / (from * from));
        const float kept = std::sqrt(std::max(to * to - added * added, 0.0F));
        const at::Tensor clean = guess(model_output, i, sample);
        const at::Tensor derivative = (sample - clean) / from;
        // Drawn after the last step too, where nothing is added: the numbers that follow depend on it.
        const at::Tensor noise = draw(model_output.sizes());
        return {sample + derivative * (kept - from) + noise * added, clean};
    }
};

}  // namespace

MadeScheduler makeEulerAncestral(const SchedulerConfig& config, const std::vector<float>& alphas, int steps) {
    SchedulerConfig plain = config;  // it knows neither another spacing of noise levels nor another end
    plain.use_karras_sigmas = false;
    plain.final_sigmas_type = FinalSigma::Zero;
    return std::unique_ptr<const Scheduler>(new EulerAncestral(plain, eulerRun(plain, alphas, steps)));
}

}  // namespace engine
