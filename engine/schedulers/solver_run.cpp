#include "engine/schedulers/solver_run.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/schedulers/clean_guess.h"
#include "engine/schedulers/timesteps.h"

namespace engine {
Result<SigmaRun> solverRun(const SchedulerConfig& config, const SigmaTable& table, int steps, int below,
                           Rounding rounding) {
    SigmaRun run{steps, solverTimesteps(config, steps, below), {}};
    std::vector<double> sigmas = table.at(run.timesteps);
    if (config.use_karras_sigmas) {
        sigmas = karrasSigmas(config.sigma_min.value_or(table.smallest()),
                              config.sigma_max.value_or(table.largest()), steps);
        run.timesteps.clear();
        for (const double sigma : sigmas) run.timesteps.push_back(rounding(table.timestepOf(sigma)));
    }
    sigmas.push_back(finalSigma(config, table));
    run.sigmas = inFloats(sigmas);
    const auto last = run.sigmas.end() - 1;  // with "sigma_min" it may repeat the one before
    const bool falls = std::adjacent_find(run.sigmas.begin(), last,
                                          [](float one, float next) { return !(next < one); }) == last;
    if (!falls) return stepsDoNotFit(config, steps);
    return run;
}

SolverScheduler::SolverScheduler(const SchedulerConfig& config, const SigmaRun& run)
    : Scheduler([&] {
          Run numbers;
          numbers.steps = run.steps;
          numbers.timesteps = run.timesteps;
          for (std::size_t i = 0; i < run.timesteps.size(); ++i)
              numbers.levels.push_back(levelOfSigma(run.sigmas[i]));
          numbers.sigmas = inDoubles(run.sigmas);
          return numbers;
      }()),
      order_(config.solver_order),
      lower_order_final_(config.lower_order_final),
      prediction_(config.prediction_type) {
    for (const float sigma : run.sigmas) {
        levels_.push_back(levelOfSigma(sigma));
        lambdas_.push_back(std::log(levels_.back().signal) - std::log(levels_.back().noise));
    }
}

void SolverScheduler::remember(StepMemory& memory, const at::Tensor& output) const {
    memory.outputs.push_back(output);
    if (static_cast<int>(memory.outputs.size()) > order_) memory.outputs.erase(memory.outputs.begin());
}

}  // namespace engine
