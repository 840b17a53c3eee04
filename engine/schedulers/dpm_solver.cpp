#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/files/in_quotes.h"
#include "engine/schedulers/clean_guess.h"
#include "engine/schedulers/solver_run.h"

namespace engine {
namespace {

constexpr int kFewSteps = 15;  ///< below, the last steps are of lower order: steadier

/// DPM-Solver++, multi-step, and its stochastic form: Lu et al. 2022, arXiv 2211.01095, algorithm 2 and
/// appendix (SDE-DPM-Solver++), orders 1 to 3.
class DpmSolver final : public SolverScheduler {
public:
    DpmSolver(const SchedulerConfig& config, const SigmaRun& run)
        : SolverScheduler(config, run),
          stochastic_(config.algorithm_type == "sde-dpmsolver++"),
          heun_(config.solver_type == "heun"),
          euler_at_final_(config.euler_at_final || config.final_sigmas_type == FinalSigma::Zero) {}

private:
    /// What the update from step i's level to the next is made of.
    struct Update {
        float kept;   ///< of the sample
        float gain;   ///< of the clean guess
        float slope;  ///< of its first difference
        float bend;   ///< of its second
        float added;  ///< of new noise
    };

    int orderOf(int i, int made) const {
        const bool few = lowerOrderFinal() && count() < kFewSteps;
        int order = std::min(solverOrder(), made + 1);
        if (i == count() - 1 && (euler_at_final_ || few)) order = 1;
        if (i == count() - 2 && few) order = std::min(order, 2);
        return order;
    }

    Update updateOf(int i, int order) const {
        const NoiseLevel now = levelAt(i), next = levelAt(i + 1);
        const float step = lambda(i + 1) - lambda(i);
        const float span = stochastic_ ? 2 * step : step;
        const float part = 1 - std::exp(-span);
        const float kept = next.noise / now.noise * (stochastic_ ? std::exp(-step) : 1.0F);
        Update update{kept, next.signal * part, 0, 0, 0};
        if (stochastic_) update.added = next.noise * std::sqrt(part);
        if (order == 2 && !heun_) update.slope = 0.5F * next.signal * part;
        if (order == 3 || (order == 2 && heun_)) update.slope = next.signal * (1 - part / span);
        if (order == 3) {
            // The stochastic form as it is in use; the expansion has +0.5 there too.
            update.bend = next.signal * ((stochastic_ ? -0.5F : 0.5F) - (span - part) / (span * span));
        }
        return update;
    }

    StepResult advance(const at::Tensor& model_output, int i, const at::Tensor& sample, StepMemory& memory,
                       const DrawNoise& draw) const override {
        const at::Tensor clean = cleanGuess(prediction(), model_output, sample, levelAt(i));
        remember(memory, clean);
        const int order = orderOf(i, memory.steps);
        const Update update = updateOf(i, order);
        at::Tensor next = update.kept * sample + update.gain * clean;
        if (order > 1) next = next + differences(memory, i, order, update);
        if (stochastic_) next = next + update.added * draw(model_output.sizes());
        return {next, clean};
    }

    /// How the guess changes over lambda, from two or three guesses, as part of the update.
    at::Tensor differences(const StepMemory& memory, int i, int order, const Update& update) const {
        const auto guess = [&](int ago) { return memory.outputs[memory.outputs.size() - 1 - ago]; };
        const float step = lambda(i + 1) - lambda(i);
        const float near = (lambda(i) - lambda(i - 1)) / step;
        const at::Tensor first = (guess(0) - guess(1)) / near;
        if (order == 2) return update.slope * first;
        const float far = (lambda(i - 1) - lambda(i - 2)) / step;
        const at::Tensor change = (first - (guess(1) - guess(2)) / far) / (near + far);
        return update.slope * (first + near * change) + update.bend * change;
    }

    bool stochastic_;
    bool heun_;
    bool euler_at_final_;
};

/// The number of training timesteps whose lambda is not below the limit.
int timestepsWithin(const SigmaTable& table, int train_steps, double lambda_min) {
    int count = train_steps;
    while (count > 1 && -std::log(table.at(count - 1)) < lambda_min) --count;
    return count;
}

}  // namespace

MadeScheduler makeDpmSolver(const SchedulerConfig& config, const std::vector<float>& alphas, int steps) {
    if (config.thresholding) return notOffered(config, "thresholding", "false", "true");
    if (!config.other_sigmas.empty()) return notOffered(config, config.other_sigmas, "false", "true");
    if (config.algorithm_type != "dpmsolver++" && config.algorithm_type != "sde-dpmsolver++") {
        return notOffered(config, "algorithm_type", R"("dpmsolver++" or "sde-dpmsolver++")",
                          inQuotes(config.algorithm_type));
    }
    const std::string solver = config.solver_type.value_or("midpoint");
    if (solver != "midpoint" && solver != "heun")
        return notOffered(config, "solver_type", R"("midpoint" or "heun")", inQuotes(solver));
    if (config.variance_type.starts_with("learned"))
        return notOffered(config, "variance_type", "null", inQuotes(config.variance_type));
    const SigmaTable table(alphas);
    const int below = timestepsWithin(table, config.num_train_timesteps, config.lambda_min_clipped);
    const bool cosine = *config.beta_schedule == BetaSchedule::SquaredCosine;
    auto run =
        solverRun(config, table, steps, below, cosine ? Rounding(std::floor) : Rounding(std::nearbyint));
    if (!run) return run.error();
    return std::unique_ptr<const Scheduler>(new DpmSolver(config, run.value()));
}

}  // namespace engine
