#pragma once

#include <vector>

#include "engine/schedulers/scheduler_config.h"

namespace engine {

/// numpy.linspace(0, last, count), number for number.
std::vector<double> evenly(double last, int count);

/// numpy.arange(start, 0, -step), number for number, but never more than `most`: rounding lets numpy's have
/// one too many for some counts.
std::vector<double> downFrom(double start, double step, int most);

/// The timesteps of a run, the noisiest first, as whole numbers (ties round to even): `steps` of
/// config.num_train_timesteps. Lin et al. 2023, arXiv 2305.08891, table 2.
std::vector<double> spacedTimesteps(const SchedulerConfig& config, int steps);

/// The same for Euler's methods, which take the fractions of linspace as they are, in float32.
std::vector<double> fractionalTimesteps(const SchedulerConfig& config, int steps);

/// The same for the multi-step solvers: leading and linspace place one more and leave out the last, because
/// the run ends beyond it. `below`: timesteps from there on are left out (lambda_min_clipped).
std::vector<double> solverTimesteps(const SchedulerConfig& config, int steps, int below);

}  // namespace engine
