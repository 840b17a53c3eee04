#include <algorithm>
#include <array>
#include <string>

#include "engine/files/in_quotes.h"
#include "engine/schedulers/methods.h"
#include "engine/schedulers/noise_table.h"

namespace engine {
namespace {

/// A method and what diffusers' class of that name takes where the file says nothing.
struct Method {
    std::string_view class_name;
    MadeScheduler (*make)(const SchedulerConfig&, const std::vector<float>&, int);
    TimestepSpacing spacing;
    bool clips;
    bool ends_at_one;  ///< set_alpha_to_one
};

constexpr std::array<Method, 8> kMethods = {{
    {"DDIMScheduler", makeDdim, TimestepSpacing::Leading, true, true},
    {"DDPMScheduler", makeDdpm, TimestepSpacing::Leading, true, true},
    {"PNDMScheduler", makePndm, TimestepSpacing::Leading, false, false},
    {"EulerDiscreteScheduler", makeEuler, TimestepSpacing::Linspace, false, true},
    {"EulerAncestralDiscreteScheduler", makeEulerAncestral, TimestepSpacing::Linspace, false, true},
    {"DPMSolverMultistepScheduler", makeDpmSolver, TimestepSpacing::Linspace, false, true},
    {"UniPCMultistepScheduler", makeUniPc, TimestepSpacing::Linspace, false, true},
    {"LCMScheduler", makeLcm, TimestepSpacing::Leading, false, true},
}};

SchedulerConfig withDefaults(SchedulerConfig config, const Method& method) {
    const bool lcm = method.class_name == "LCMScheduler";
    config.beta_start = config.beta_start.value_or(lcm ? 0.00085 : 0.0001);
    config.beta_end = config.beta_end.value_or(lcm ? 0.012 : 0.02);
    config.beta_schedule =
        config.beta_schedule.value_or(lcm ? BetaSchedule::ScaledLinear : BetaSchedule::Linear);
    config.timestep_spacing = config.timestep_spacing.value_or(method.spacing);
    config.clip_sample = config.clip_sample.value_or(method.clips);
    config.set_alpha_to_one = config.set_alpha_to_one.value_or(method.ends_at_one);
    return config;
}

Error unknownMethod(const std::string& class_name) {
    std::string all;
    for (const Method& method : kMethods) all += (all.empty() ? "" : ", ") + std::string(method.class_name);
    return {ErrorCode::ModelCorrupt, "One of " + all + " was expected as the model's scheduler, but " +
                                         inQuotes(class_name) + " was found; choose another scheduler."};
}

}  // namespace

Error notOffered(const SchedulerConfig& config, std::string_view key, std::string_view expected,
                 std::string_view found) {
    return {ErrorCode::ModelCorrupt, inQuotes(key) + " was expected to be " + std::string(expected) +
                                         " for the scheduler " + inQuotes(config.class_name) + ", but " +
                                         std::string(found) + " was found; choose another scheduler."};
}

Error stepsDoNotFit(const SchedulerConfig& config, int steps) {
    return {ErrorCode::InvalidRequest,
            "Fewer steps were expected with this spacing and offset of timesteps, but " +
                std::to_string(steps) + " of the model's " + std::to_string(config.num_train_timesteps) +
                " were asked for; choose fewer steps or another scheduler."};
}

Result<std::unique_ptr<const Scheduler>> makeScheduler(const SchedulerConfig& config, int steps) {
    const auto method = std::find_if(kMethods.begin(), kMethods.end(), [&](const Method& candidate) {
        return candidate.class_name == config.class_name;
    });
    if (method == kMethods.end()) return unknownMethod(config.class_name);
    const SchedulerConfig complete = withDefaults(config, *method);
    const Result<std::vector<float>> alphas = alphasCumprod(complete);
    if (!alphas) return alphas.error();
    if (steps < 1 || steps > complete.num_train_timesteps) {
        return Error{ErrorCode::InvalidRequest, "1 to " + std::to_string(complete.num_train_timesteps) +
                                                    " steps were expected, but " + std::to_string(steps) +
                                                    " were asked for; choose a number within that range."};
    }
    return method->make(complete, alphas.value(), steps);
}

}  // namespace engine
