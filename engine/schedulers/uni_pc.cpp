#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/files/in_quotes.h"
#include "engine/schedulers/clean_guess.h"
#include "engine/schedulers/solver_run.h"

namespace engine {
namespace {

/// UniPC: Zhao et al. 2023, arXiv 2302.04867, in its form for predictions of the clean sample: a
/// multi-step predictor, and a corrector that uses the output of the next step to improve the sample it
/// started from.
class UniPc final : public SolverScheduler {
public:
    UniPc(const SchedulerConfig& config, const SigmaRun& run)
        : SolverScheduler(config, run),
          bh1_(config.solver_type == "bh1"),
          uncorrected_(config.disable_corrector) {}

private:
    StepResult advance(const at::Tensor& model_output, int i, const at::Tensor& sample, StepMemory& memory,
                       const DrawNoise&) const override {
        const at::Tensor clean = cleanGuess(prediction(), model_output, sample, levelAt(i));
        const bool corrects = memory.steps > 0 && std::find(uncorrected_.begin(), uncorrected_.end(),
                                                            i - 1) == uncorrected_.end();
        const at::Tensor start = corrects ? moved(memory, i - 1, memory.order, memory.sample, clean) : sample;
        remember(memory, clean);
        int order = std::min(solverOrder(), memory.steps + 1);
        if (lowerOrderFinal()) order = std::min(order, count() - i);
        memory.order = order;
        memory.sample = start;
        return {moved(memory, i, order, start, {}), clean};
    }

    /// From the level before step i to the next. memory.outputs ends with the guess at i. `ahead`, if
    /// defined, is the guess at i + 1: then it is the corrector.
    at::Tensor moved(const StepMemory& memory, int i, int order, const at::Tensor& sample,
                     const at::Tensor& ahead) const {
        const auto guess = [&](int ago) { return memory.outputs[memory.outputs.size() - 1 - ago]; };
        const NoiseLevel now = levelAt(i), next = levelAt(i + 1);
        const float step = lambda(i + 1) - lambda(i);
        const float part = std::expm1(-step);
        const float scale = next.signal * (bh1_ ? -step : part);
        at::Tensor result = next.noise / now.noise * sample - next.signal * part * guess(0);

        std::vector<float> places;  // of the guesses, from i, in units of the step
        for (int ago = 1; ago < order; ++ago) places.push_back((lambda(i - ago) - lambda(i)) / step);
        if (ahead.defined()) places.push_back(1);
        const std::vector<float> weights = weightsFor(places, step);
        for (int ago = 1; ago < order; ++ago) {
            const auto k = static_cast<std::size_t>(ago - 1);
            result = result - scale * weights[k] / places[k] * (guess(ago) - guess(0));
        }
        if (ahead.defined()) result = result - scale * weights.back() * (ahead - guess(0));
        return result;
    }

    /// The weights that make the update exact for polynomials in lambda; for the lowest orders
    /// the paper's constant one half.
    std::vector<float> weightsFor(const std::vector<float>& places, float step) const {
        if (places.empty()) return {};
        if (places.size() == 1) return {0.5F};
        const auto count = static_cast<int>(places.size());
        const float back = -step;
        float phi = std::expm1(back) / back - 1, factorial = 1;
        const float scale = bh1_ ? back : std::expm1(back);
        const at::Tensor powers = at::ones({count, count}, at::kFloat);
        const at::Tensor sums = at::empty({count, 1}, at::kFloat);
        for (int row = 0; row < count; ++row) {
            for (int column = 0; column < count; ++column)
                powers[row][column] = std::pow(places[static_cast<std::size_t>(column)], row);
            sums[row][0] = phi * factorial / scale;
            factorial *= static_cast<float>(row + 2);
            phi = phi / back - 1 / factorial;
        }
        const at::Tensor solved = at::linalg_solve(powers, sums).contiguous();
        const float* numbers = solved.const_data_ptr<float>();
        return {numbers, numbers + count};
    }

    bool bh1_;
    std::vector<int> uncorrected_;
};

}  // namespace

MadeScheduler makeUniPc(const SchedulerConfig& config, const std::vector<float>& alphas, int steps) {
    if (config.thresholding) return notOffered(config, "thresholding", "false", "true");
    if (!config.other_sigmas.empty()) return notOffered(config, config.other_sigmas, "false", "true");
    if (!config.predict_x0) return notOffered(config, "predict_x0", "true", "false");
    const std::string solver = config.solver_type.value_or("bh2");
    if (solver != "bh1" && solver != "bh2")
        return notOffered(config, "solver_type", R"("bh1" or "bh2")", inQuotes(solver));
    if (!config.lower_order_final && config.solver_order > 1 && config.final_sigmas_type == FinalSigma::Zero)
        return notOffered(config, "lower_order_final", R"(true where "final_sigmas_type" is "zero")",
                          "false");
    auto run = solverRun(config, SigmaTable(alphas), steps, config.num_train_timesteps, std::nearbyint);
    if (!run) return run.error();
    return std::unique_ptr<const Scheduler>(new UniPc(config, run.value()));
}

}  // namespace engine
