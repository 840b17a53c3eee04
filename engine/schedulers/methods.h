#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/schedulers/scheduler.h"

namespace engine {

/// Each method, made from settings whose optional fields are set where the method knows them, and from
/// alphasCumprod(config); `steps` lies within 1…num_train_timesteps. Errors: those of makeScheduler.
using MadeScheduler = Result<std::unique_ptr<const Scheduler>>;
MadeScheduler makeDdim(const SchedulerConfig& config, const std::vector<float>& alphas, int steps);
MadeScheduler makeDdpm(const SchedulerConfig& config, const std::vector<float>& alphas, int steps);
MadeScheduler makePndm(const SchedulerConfig& config, const std::vector<float>& alphas, int steps);
MadeScheduler makeEuler(const SchedulerConfig& config, const std::vector<float>& alphas, int steps);
MadeScheduler makeEulerAncestral(const SchedulerConfig& config, const std::vector<float>& alphas, int steps);
MadeScheduler makeDpmSolver(const SchedulerConfig& config, const std::vector<float>& alphas, int steps);
MadeScheduler makeUniPc(const SchedulerConfig& config, const std::vector<float>& alphas, int steps);
MadeScheduler makeLcm(const SchedulerConfig& config, const std::vector<float>& alphas, int steps);

/// The error for an option that the method of `config` has not got.
Error notOffered(const SchedulerConfig& config, std::string_view key, std::string_view expected,
                 std::string_view found);

/// The error for a number of steps that this spacing of timesteps cannot have.
Error stepsDoNotFit(const SchedulerConfig& config, int steps);

}  // namespace engine
