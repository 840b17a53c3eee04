#include <gtest/gtest.h>

#include <limits>

#include "engine/schedulers/scheduler.h"
#include "engine/schedulers/scheduler_files.h"

namespace engine {
namespace {

/// What stands in the way of a scheduler of this class with these settings; "" when nothing does.
std::string objectionTo(const std::string& class_name, const std::string& settings, int steps = 10) {
    const std::string text =
        "{\"_class_name\": \"" + class_name + "\"" + (settings.empty() ? "" : ", ") + settings + "}";
    const auto file = parseModelConfig(text, "scheduler_config.json");
    if (!file) return file.error().message;
    const auto config = readSchedulerConfig(file.value());
    if (!config) return config.error().message;
    const auto scheduler = makeScheduler(config.value(), steps);
    return scheduler ? "" : scheduler.error().message;
}

/// A sentence that names the key and what was found, and ends with the way out.
void expectRefusal(const std::string& class_name, const std::string& settings, const std::string& key,
                   const std::string& found) {
    const std::string objection = objectionTo(class_name, settings);
    EXPECT_NE(objection.find("\"" + key + "\""), std::string::npos) << settings << ": " << objection;
    EXPECT_NE(objection.find(found + " was found"), std::string::npos) << settings << ": " << objection;
    EXPECT_TRUE(objection.empty() || objection.back() == '.') << objection;
}

TEST(SchedulerRefusals, NameTheOptionThatAMethodHasNot) {
    expectRefusal("DDIMScheduler", R"("thresholding": true)", "thresholding", "true");
    expectRefusal("DDPMScheduler", R"("variance_type": "learned_range")", "variance_type",
                  "\"learned_range\"");
    expectRefusal("PNDMScheduler", R"("skip_prk_steps": false)", "skip_prk_steps", "nothing");
    expectRefusal("EulerDiscreteScheduler", R"("use_beta_sigmas": true)", "use_beta_sigmas", "true");
    expectRefusal("EulerDiscreteScheduler", R"("timestep_type": "continuous")", "timestep_type",
                  "\"continuous\"");
    expectRefusal("EulerDiscreteScheduler", R"("interpolation_type": "log_linear")", "interpolation_type",
                  "\"log_linear\"");
    expectRefusal("DPMSolverMultistepScheduler", R"("algorithm_type": "dpmsolver")", "algorithm_type",
                  "\"dpmsolver\"");
    expectRefusal("DPMSolverMultistepScheduler", R"("solver_type": "bh2")", "solver_type", "\"bh2\"");
    expectRefusal("DPMSolverMultistepScheduler", R"("use_lu_lambdas": true)", "use_lu_lambdas", "true");
    expectRefusal("UniPCMultistepScheduler", R"("use_flow_sigmas": true)", "use_flow_sigmas", "true");
    expectRefusal("UniPCMultistepScheduler", R"("predict_x0": false)", "predict_x0", "false");
    expectRefusal("UniPCMultistepScheduler", R"("lower_order_final": false)", "lower_order_final", "false");
    expectRefusal("LCMScheduler", R"("original_inference_steps": 2000)", "original_inference_steps", "2000");
    expectRefusal("DDIMScheduler",
                  R"("rescale_betas_zero_snr": true, "timestep_spacing": "trailing", "clip_sample": false)",
                  "prediction_type", "\"epsilon\"");
}

TEST(SchedulerRefusals, AnOptionThatAMethodDoesNotKnowIsNotItsBusiness) {
    EXPECT_EQ(objectionTo("EulerDiscreteScheduler", R"("skip_prk_steps": false, "thresholding": true)"), "");
    EXPECT_EQ(objectionTo("DDIMScheduler", R"("use_beta_sigmas": true, "something_new": {"a": 1})"), "");
}

TEST(SchedulerRefusals, AMethodThatIsNotThereIsAnsweredWithThoseThatAre) {
    for (const char* name : {"HeunDiscreteScheduler", ""}) {
        const std::string objection = objectionTo(name, "");
        EXPECT_NE(objection.find("DDIMScheduler, DDPMScheduler"), std::string::npos) << objection;
        EXPECT_NE(objection.find("\"" + std::string(name) + "\" was found"), std::string::npos) << objection;
    }
}

TEST(SchedulerRefusals, HostileSettingsAreSentences) {
    const char* const hostile[] = {
        R"("num_train_timesteps": 0)",
        R"("num_train_timesteps": -1)",
        R"("num_train_timesteps": 1000000000)",
        R"("num_train_timesteps": 1e3)",
        R"("num_train_timesteps": "1000")",
        R"("beta_start": 1.5)",
        R"("beta_start": -0.1)",
        R"("beta_start": 0)",
        R"("beta_start": 0.9, "beta_end": 1.0)",
        R"("beta_end": Infinity)",
        R"("beta_end": NaN)",
        R"("beta_schedule": "cubic")",
        R"("trained_betas": [0.1, "0.2"])",
        R"("trained_betas": [0.1, 0.2])",
        R"("num_train_timesteps": 20, "trained_betas": [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2])",
        R"("prediction_type": "flow_prediction")",
        R"("timestep_spacing": 7)",
        R"("steps_offset": -3)",
        R"("steps_offset": 5000)",
        R"("clip_sample": "yes")",
        R"("clip_sample_range": -1)",
        R"("solver_order": 9)",
        R"("disable_corrector": [-1])",
        R"("sigma_min": 0)",
    };
    for (const char* settings : hostile) {
        const std::string objection = objectionTo("DDIMScheduler", settings);
        EXPECT_NE(objection.find("expected"), std::string::npos) << settings << ": " << objection;
    }
    EXPECT_NE(objectionTo("EulerDiscreteScheduler",
                          R"("use_karras_sigmas": true, "sigma_min": 50, "sigma_max": 2)"),
              "");
}

TEST(SchedulerRefusals, ANumberOfStepsThatCannotBeIsASentence) {
    for (const char* name : {"DDIMScheduler", "EulerDiscreteScheduler", "DPMSolverMultistepScheduler"}) {
        for (const int steps : {0, -5, 1001, std::numeric_limits<int>::max()}) {
            const std::string objection = objectionTo(name, "", steps);
            EXPECT_NE(objection.find(std::to_string(steps) + " were asked for"), std::string::npos)
                << objection;
        }
    }
    EXPECT_NE(objectionTo("LCMScheduler", "", 51).find("1 to 50 steps"), std::string::npos);
    EXPECT_NE(objectionTo("DDIMScheduler", R"("steps_offset": 1)", 1000), "") << "its first would be 1000";
    EXPECT_NE(objectionTo("DPMSolverMultistepScheduler", "", 1000), "") << "two would share a timestep";
    EXPECT_EQ(objectionTo("DDIMScheduler", "", 1000), "");
}

TEST(SchedulerRefusals, EtaThatIsNoShareIsASentence) {
    SchedulerConfig config;
    config.class_name = "DDIMScheduler";
    for (const double eta : {-1.0, 2.0, std::numeric_limits<double>::quiet_NaN()}) {
        config.eta = eta;
        EXPECT_FALSE(makeScheduler(config, 10)) << eta;
    }
}

}  // namespace
}  // namespace engine
