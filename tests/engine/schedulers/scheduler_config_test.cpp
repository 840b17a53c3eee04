#include "engine/schedulers/scheduler_config.h"

#include <gtest/gtest.h>

#include "engine/schedulers/scheduler.h"
#include "engine/schedulers/scheduler_files.h"

namespace engine {
namespace {

const char* const kPndm = R"({
    "_class_name": "PNDMScheduler", "_diffusers_version": "0.6.0", "beta_end": 0.012,
    "beta_schedule": "scaled_linear", "beta_start": 0.00085, "num_train_timesteps": 1000,
    "set_alpha_to_one": false, "skip_prk_steps": true, "steps_offset": 1, "trained_betas": null,
    "clip_sample": false})";

Result<SchedulerConfig> read(const std::string& text) {
    return readSchedulerConfig(parseModelConfig(text, "scheduler_config.json").value());
}

TEST(SchedulerConfig, AFileOfAnOldModelIsRead) {
    const SchedulerConfig config = read(kPndm).value();
    EXPECT_EQ(config.class_name, "PNDMScheduler");
    EXPECT_EQ(config.num_train_timesteps, 1000);
    EXPECT_EQ(config.beta_start, 0.00085);
    EXPECT_EQ(config.beta_end, 0.012);
    EXPECT_EQ(config.beta_schedule, BetaSchedule::ScaledLinear);
    EXPECT_TRUE(config.trained_betas.empty());
    EXPECT_EQ(config.steps_offset, 1);
    EXPECT_EQ(config.set_alpha_to_one, false);
    EXPECT_EQ(config.clip_sample, false);
    EXPECT_FALSE(config.timestep_spacing) << "absent: the method's own";
    EXPECT_EQ(makeScheduler(config, 6).value()->timesteps(),
              (std::vector<double>{831, 665, 665, 499, 333, 167, 1}));
}

TEST(SchedulerConfig, WhatTheFileDoesNotSayIsTheMethodsOwnDefault) {
    const auto timesteps = [](const std::string& class_name) {
        const SchedulerConfig config = read("{\"_class_name\": \"" + class_name + "\"}").value();
        return makeScheduler(config, 4).value()->timesteps();
    };
    EXPECT_EQ(timesteps("DDIMScheduler"), (std::vector<double>{750, 500, 250, 0}));
    EXPECT_EQ(timesteps("DDPMScheduler"), (std::vector<double>{750, 500, 250, 0}));
    EXPECT_EQ(timesteps("EulerDiscreteScheduler"), (std::vector<double>{999, 666, 333, 0}));
    EXPECT_EQ(timesteps("DPMSolverMultistepScheduler"), (std::vector<double>{999, 749, 500, 250}));
    EXPECT_EQ(timesteps("LCMScheduler"), (std::vector<double>{999, 759, 499, 259}));
}

TEST(SchedulerConfig, AnotherMethodKeepsWhatDescribesTheModel) {
    const SchedulerConfig pndm = read(kPndm).value();
    const SchedulerConfig config = withAlgorithm(pndm, "dpmpp_2m_sde_karras").value();
    EXPECT_EQ(config.class_name, "DPMSolverMultistepScheduler");
    EXPECT_EQ(config.algorithm_type, "sde-dpmsolver++");
    EXPECT_TRUE(config.use_karras_sigmas);
    EXPECT_EQ(config.beta_start, pndm.beta_start);
    EXPECT_EQ(config.beta_schedule, pndm.beta_schedule);
    EXPECT_EQ(config.steps_offset, 1);
    EXPECT_EQ(config.clip_sample, false);
    EXPECT_FALSE(config.timestep_spacing) << "PNDM's own default is not DPM-Solver's";
    EXPECT_FALSE(withAlgorithm(config, "unipc").value().use_karras_sigmas) << "the name says it";
}

TEST(SchedulerConfig, EveryNameMakesAScheduler) {
    EXPECT_EQ(schedulerNames().size(), 12U);
    for (const std::string& name : schedulerNames()) {
        const auto scheduler = makeScheduler(withAlgorithm(read(kPndm).value(), name).value(), 20);
        EXPECT_TRUE(scheduler) << name << ": " << (scheduler ? "" : scheduler.error().message);
    }
}

TEST(SchedulerConfig, AnUnknownNameIsAnsweredWithThoseThatThereAre) {
    const auto config = withAlgorithm(read(kPndm).value(), "heun");
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().code, ErrorCode::InvalidRequest);
    EXPECT_NE(config.error().message.find("euler_a, dpmpp_2m, "), std::string::npos)
        << config.error().message;
    EXPECT_NE(config.error().message.find("\"heun\""), std::string::npos) << config.error().message;
}

TEST(SchedulerConfig, InfinityAsPythonWritesItAndEmptyListsAreRead) {
    const auto config = read(
        R"({"_class_name": "DPMSolverMultistepScheduler", "lambda_min_clipped": -Infinity, "disable_corrector": []})");
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(makeScheduler(config.value(), 4).value()->timesteps().front(), 999);
    EXPECT_EQ(read(R"({"disable_corrector": [0, 3]})").value().disable_corrector, (std::vector<int>{0, 3}));
}

TEST(SchedulerConfig, TrainedBetasReplaceTheSchedule) {
    const SchedulerConfig config =
        read(
            R"({"_class_name": "DDIMScheduler", "num_train_timesteps": 4, "trained_betas": [0.1, 0.2, 0.3, 0.4]})")
            .value();
    EXPECT_EQ(config.trained_betas.size(), 4U);
    EXPECT_EQ(makeScheduler(config, 4).value()->timesteps(), (std::vector<double>{3, 2, 1, 0}));
    const auto other = read(
        R"({"_class_name": "DDIMScheduler", "num_train_timesteps": 5, "trained_betas": [0.1, 0.2, 0.3, 0.4]})");
    EXPECT_FALSE(other);
}

}  // namespace
}  // namespace engine
