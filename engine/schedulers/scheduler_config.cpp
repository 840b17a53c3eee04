#include "engine/schedulers/scheduler_config.h"

#include <algorithm>
#include <array>

#include "engine/files/in_quotes.h"

namespace engine {
namespace {

struct Named {
    std::string_view name;
    std::string_view class_name;
    bool karras = false;
    bool stochastic = false;
};

constexpr std::array<Named, 12> kNamed = {{
    {"ddim", "DDIMScheduler"},
    {"ddpm", "DDPMScheduler"},
    {"pndm", "PNDMScheduler"},
    {"euler", "EulerDiscreteScheduler"},
    {"euler_a", "EulerAncestralDiscreteScheduler"},
    {"dpmpp_2m", "DPMSolverMultistepScheduler"},
    {"dpmpp_2m_karras", "DPMSolverMultistepScheduler", true},
    {"dpmpp_2m_sde", "DPMSolverMultistepScheduler", false, true},
    {"dpmpp_2m_sde_karras", "DPMSolverMultistepScheduler", true, true},
    {"unipc", "UniPCMultistepScheduler"},
    {"unipc_karras", "UniPCMultistepScheduler", true},
    {"lcm", "LCMScheduler"},
}};

}  // namespace

const std::vector<std::string>& schedulerNames() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Named& named : kNamed) all.emplace_back(named.name);
        return all;
    }();
    return names;
}

Result<SchedulerConfig> withAlgorithm(const SchedulerConfig& from_folder, std::string_view name) {
    const auto named = std::find_if(kNamed.begin(), kNamed.end(),
                                    [&](const Named& candidate) { return candidate.name == name; });
    if (named == kNamed.end()) {
        std::string all;
        for (const std::string& known : schedulerNames()) all += (all.empty() ? "" : ", ") + known;
        return Error{ErrorCode::InvalidRequest, "One of " + all + " was expected as the scheduler, but " +
                                                    inQuotes(name) + " was found; choose one of these."};
    }
    SchedulerConfig config = from_folder;
    config.class_name = named->class_name;
    config.use_karras_sigmas = named->karras;
    config.algorithm_type = named->stochastic ? "sde-dpmsolver++" : "dpmsolver++";
    config.solver_order = 2;
    config.solver_type.reset();
    config.skip_prk_steps = true;
    config.other_sigmas.clear();
    return config;
}

}  // namespace engine
