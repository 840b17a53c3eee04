#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/schedulers/scheduler.h"
#include "engine/schedulers/scheduler_files.h"
#include "tests/support/golden.h"

namespace engine {
namespace {

constexpr double kRelative = 1e-5, kAbsolute = 1e-5, kSigmas = 1e-6;

const SafetensorsFile& golden() {
    static const SafetensorsFile file = test::goldenFile("schedulers/schedulers.safetensors");
    return file;
}

const nlohmann::json& cases() {
    static const nlohmann::json json = test::goldenJson("schedulers/schedulers.json");
    return json;
}

std::vector<std::string> caseNames() {
    std::vector<std::string> names;
    for (const auto& [name, _] : cases().items()) names.push_back(name);
    return names;
}

/// The model that the fixtures were made with.
at::Tensor toyModel(const at::Tensor& input, double timestep) {
    return 0.3 * at::tanh(input) + 0.1 * std::sin(timestep / 100);
}

/// What a run leaves behind.
struct Trace {
    at::Tensor samples, noise, clean;
};

class SchedulersParity : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        const nlohmann::json& entry = cases().at(GetParam());
        nlohmann::json file = entry.at("config");
        file["_class_name"] = entry.at("class");
        auto config = readSchedulerConfig(parseModelConfig(file.dump(), "scheduler_config.json").value());
        ASSERT_TRUE(config) << config.error().message;
        SchedulerConfig complete = config.value();
        complete.eta = entry.at("step_kwargs").value("eta", 0.0);
        auto made = makeScheduler(complete, entry.at("steps").get<int>());
        ASSERT_TRUE(made) << made.error().message;
        scheduler_ = std::move(made).value();
    }

    at::Tensor expected(const std::string& name) const {
        return test::goldenTensor(golden(), GetParam() + "/" + name);
    }
    bool has(const std::string& name) const { return golden().find(GetParam() + "/" + name) != nullptr; }

    Trace run(at::Tensor sample, int start) const {
        at::Generator generator = at::detail::createCPUGenerator(cases().at(GetParam()).at("noise_seed"));
        StepMemory memory;
        std::vector<at::Tensor> samples, noise, clean;
        const DrawNoise draw = [&](at::IntArrayRef shape) {
            noise.push_back(at::randn(shape, generator, at::kFloat));
            return noise.back();
        };
        for (int i = start; i < static_cast<int>(scheduler_->timesteps().size()); ++i) {
            const at::Tensor output =
                toyModel(scheduler_->scaled(sample, i), scheduler_->timesteps()[static_cast<std::size_t>(i)]);
            const StepResult step = scheduler_->step(output, i, sample, memory, draw);
            sample = step.sample;
            samples.push_back(step.sample);
            clean.push_back(step.clean);
        }
        return {at::cat(samples), noise.empty() ? at::Tensor() : at::cat(noise),
                at::cat({clean.front(), clean.at(clean.size() - 2)})};
    }

    std::unique_ptr<const Scheduler> scheduler_;
};

TEST_P(SchedulersParity, TimestepsAndNoiseLevelsAreTheSame) {
    const at::Tensor timesteps = at::tensor(scheduler_->timesteps(), at::kDouble);
    const at::Tensor right = expected("timesteps");
    EXPECT_LE(test::largestDifference(timesteps, right), right.is_floating_point() ? 1e-4 : 0) << timesteps;
    EXPECT_EQ(scheduler_->sigmas().empty(), !has("sigmas"));
    if (has("sigmas")) {
        const at::Tensor sigmas = at::tensor(scheduler_->sigmas(), at::kDouble);
        EXPECT_LE(test::largestDifference(sigmas, expected("sigmas"), kSigmas), 0) << sigmas;
    }
    EXPECT_NEAR(scheduler_->initNoiseSigma(), expected("init_noise_sigma").item<double>(), kAbsolute);
}

TEST_P(SchedulersParity, EveryStepLeavesTheSameSampleAndDrawsTheSameNoise) {
    const at::Tensor start = test::goldenTensor(golden(), "x_init") * scheduler_->initNoiseSigma();
    const Trace trace = run(start, 0);
    EXPECT_LE(test::largestDifference(trace.samples, expected("samples"), kRelative), kAbsolute);
    EXPECT_EQ(trace.noise.defined(), has("noise"));
    if (has("noise")) {
        EXPECT_LE(test::largestDifference(trace.noise, expected("noise")), 1e-6);
    }
    if (has("pred_x0")) {
        EXPECT_LE(test::largestDifference(trace.clean, expected("pred_x0"), kRelative), kAbsolute);
    }
    EXPECT_TRUE(trace.clean.isfinite().all().item<bool>());
}

TEST_P(SchedulersParity, NoiseIsAddedToTheSameLevel) {
    const at::Tensor image = test::goldenTensor(golden(), "image");
    const at::Tensor noise = test::goldenTensor(golden(), "noise");
    const at::Tensor at_timesteps = expected("add_noise_t").to(at::kDouble);
    const std::vector<double>& timesteps = scheduler_->timesteps();
    std::vector<at::Tensor> noised;
    for (int k = 0; k < at_timesteps.numel(); ++k) {
        const double wanted = at_timesteps[k].item<double>();
        const auto place = std::find_if(timesteps.begin(), timesteps.end(),
                                        [&](double timestep) { return std::abs(timestep - wanted) < 1e-3; });
        ASSERT_NE(place, timesteps.end()) << wanted;
        noised.push_back(scheduler_->noised(image, noise, static_cast<int>(place - timesteps.begin())));
    }
    EXPECT_LE(test::largestDifference(at::cat(noised), expected("add_noise"), kRelative), kAbsolute);
}

TEST_P(SchedulersParity, PictureToPictureStartsAndGoesOnTheSame) {
    const int start = scheduler_->firstStep(0.6);
    ASSERT_EQ(start, cases().at(GetParam()).at("img2img_start_index").get<int>());
    const std::vector<double> rest(scheduler_->timesteps().begin() + start, scheduler_->timesteps().end());
    EXPECT_LE(test::largestDifference(at::tensor(rest, at::kDouble), expected("img2img/timesteps")), 1e-4);
    const at::Tensor sample = scheduler_->noised(test::goldenTensor(golden(), "image"),
                                                 test::goldenTensor(golden(), "noise"), start);
    EXPECT_LE(test::largestDifference(sample, expected("img2img/start"), kRelative), kAbsolute);
    EXPECT_LE(test::largestDifference(run(sample, start).samples, expected("img2img/samples"), kRelative),
              kAbsolute);
}

INSTANTIATE_TEST_SUITE_P(Golden, SchedulersParity, testing::ValuesIn(caseNames()),
                         [](const auto& tested) { return tested.param; });

}  // namespace
}  // namespace engine
