#include "engine/schedulers/scheduler.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace engine {
namespace {

using Made = std::unique_ptr<const Scheduler>;

/// The model's own settings that the methods below are made for.
SchedulerConfig stableDiffusion() {
    SchedulerConfig config;
    config.class_name = "DDIMScheduler";
    config.beta_start = 0.00085;
    config.beta_end = 0.012;
    config.beta_schedule = BetaSchedule::ScaledLinear;
    config.timestep_spacing = TimestepSpacing::Leading;
    config.steps_offset = 1;
    config.clip_sample = false;
    config.set_alpha_to_one = true;
    return config;
}

Made made(const std::string& name, int steps, const std::function<void(SchedulerConfig&)>& change = {}) {
    SchedulerConfig config = withAlgorithm(stableDiffusion(), name).value();
    if (change) change(config);
    auto scheduler = makeScheduler(config, steps);
    EXPECT_TRUE(scheduler) << name << ": " << (scheduler ? "" : scheduler.error().message);
    return scheduler ? std::move(scheduler).value() : nullptr;
}

int countOf(const Scheduler& scheduler) {
    return static_cast<int>(scheduler.timesteps().size());
}

DrawNoise drawing(at::Generator generator, int* draws = nullptr) {
    return [=](at::IntArrayRef shape) {
        if (draws) ++*draws;
        return at::randn(shape, generator, at::kFloat);
    };
}

at::Tensor normal(std::uint64_t seed) {
    return at::randn({1, 4, 6, 5}, at::detail::createCPUGenerator(seed), at::kFloat);
}

/// A run whose network knows the clean sample. Returns what every step left.
std::vector<StepResult> oracleRun(const Scheduler& scheduler, const at::Tensor& clean, at::Tensor sample,
                                  int start = 0) {
    StepMemory memory;
    std::vector<StepResult> results;
    for (int i = start; i < countOf(scheduler); ++i) {
        results.push_back(
            scheduler.step(clean, i, sample, memory, drawing(at::detail::createCPUGenerator(5))));
        sample = results.back().sample;
    }
    return results;
}

void predictClean(SchedulerConfig& config) {
    config.prediction_type = Prediction::Clean;
}

class EveryScheduler : public testing::TestWithParam<std::string> {};

TEST_P(EveryScheduler, GivesFiniteNumbersForFewAndManyStepsInEverySpacingAndPrediction) {
    for (const auto spacing :
         {TimestepSpacing::Leading, TimestepSpacing::Trailing, TimestepSpacing::Linspace}) {
        for (const auto prediction : {Prediction::Noise, Prediction::Velocity, Prediction::Clean}) {
            for (const int steps : {1, 2, 3, 50}) {
                const Made scheduler = made(GetParam(), steps, [&](SchedulerConfig& config) {
                    config.timestep_spacing = spacing;
                    config.prediction_type = prediction;
                });
                ASSERT_TRUE(scheduler);
                at::Tensor sample = normal(1) * scheduler->initNoiseSigma();
                StepMemory memory;
                const DrawNoise draw = drawing(at::detail::createCPUGenerator(2));
                for (int i = 0; i < countOf(*scheduler); ++i) {
                    const at::Tensor output = at::tanh(scheduler->scaled(sample, i));
                    const StepResult result = scheduler->step(output, i, sample, memory, draw);
                    sample = result.sample;
                    ASSERT_TRUE(sample.isfinite().all().item<bool>()) << steps << " steps, " << i;
                    ASSERT_TRUE(result.clean.isfinite().all().item<bool>()) << steps << " steps, " << i;
                }
            }
        }
    }
}

TEST_P(EveryScheduler, GoesFromNoisyToCleanWithoutTurningBack) {
    for (const int steps : {2, 8, 50}) {
        const Made scheduler = made(GetParam(), steps);
        std::vector<double> timesteps = scheduler->timesteps();
        EXPECT_EQ(timesteps.size(), static_cast<std::size_t>(steps) + (GetParam() == "pndm" ? 1 : 0));
        if (GetParam() == "pndm") timesteps.erase(timesteps.begin() + 1);  // made twice
        // Karras' levels lie so close at the end that two may share a whole timestep.
        const bool falls = GetParam().ends_with("karras")
                               ? std::is_sorted(timesteps.rbegin(), timesteps.rend())
                               : std::adjacent_find(timesteps.begin(), timesteps.end(),
                                                    std::less_equal<>()) == timesteps.end();
        EXPECT_TRUE(falls) << steps << " steps";
        const std::vector<double>& sigmas = scheduler->sigmas();
        EXPECT_EQ(std::adjacent_find(sigmas.begin(), sigmas.end(), std::less_equal<>()), sigmas.end());
        EXPECT_TRUE(sigmas.empty() || (sigmas.size() == timesteps.size() + 1 && sigmas.back() == 0));
    }
}

TEST_P(EveryScheduler, ReachesACleanSampleThatTheNetworkKnows) {
    const at::Tensor clean = normal(3);
    for (const int steps : {1, 2, 5, 20}) {
        const Made scheduler = made(GetParam(), steps, predictClean);
        const auto results = oracleRun(*scheduler, clean, normal(4) * scheduler->initNoiseSigma());
        const double difference = (results.back().sample - clean).abs().max().item<double>();
        EXPECT_LT(difference, 1e-4) << steps << " steps";
        if (GetParam() == "lcm") continue;  // its guess keeps a little of the sample
        EXPECT_TRUE(at::equal(results.front().clean, clean)) << steps << " steps";
    }
}

TEST_P(EveryScheduler, StartsAnywhereAndReachesTheSameCleanSample) {
    const at::Tensor clean = normal(3);
    const Made scheduler = made(GetParam(), 10, predictClean);
    for (int start = 1; start < countOf(*scheduler); ++start) {
        // PNDM makes its first step twice: the last two alone are one step short of the end.
        if (GetParam() == "pndm" && start == countOf(*scheduler) - 2) continue;
        const at::Tensor sample = scheduler->noised(clean, normal(6), start);
        const auto results = oracleRun(*scheduler, clean, sample, start);
        EXPECT_LT((results.back().sample - clean).abs().max().item<double>(), 1e-4) << "from " << start;
    }
}

TEST_P(EveryScheduler, TakesHalfPrecisionAndLeavesFloats) {
    const Made scheduler = made(GetParam(), 4);
    StepMemory memory;
    const at::Tensor sample = normal(1).to(at::kHalf);
    const StepResult result =
        scheduler->step(sample, 0, sample, memory, drawing(at::detail::createCPUGenerator(1)));
    EXPECT_EQ(result.sample.scalar_type(), at::kFloat);
    EXPECT_EQ(scheduler->noised(sample, sample, 0).scalar_type(), at::kFloat);
    EXPECT_EQ(memory.steps, 1);
}

INSTANTIATE_TEST_SUITE_P(Names, EveryScheduler, testing::ValuesIn(schedulerNames()),
                         [](const auto& tested) { return tested.param; });

TEST(Schedulers, WithoutNewNoiseEachStepOnlyLowersTheNoiseThatIsThere) {
    const at::Tensor clean = normal(3), noise = normal(4);
    for (const char* name : {"ddim", "euler", "dpmpp_2m", "dpmpp_2m_karras", "unipc", "unipc_karras"}) {
        const Made scheduler = made(name, 8, predictClean);
        const auto results = oracleRun(*scheduler, clean, scheduler->noised(clean, noise, 0));
        for (int i = 1; i < countOf(*scheduler); ++i) {
            const at::Tensor expected = scheduler->noised(clean, noise, i);
            const at::Tensor found = results[static_cast<std::size_t>(i) - 1].sample;
            EXPECT_LT((found - expected).abs().max().item<double>(), 1e-4) << name << " before step " << i;
        }
    }
}

TEST(Schedulers, DrawNoiseExactlyWhereTheirPeersDo) {
    const auto draws = [](const std::string& name, int steps, double eta) {
        const Made scheduler = made(name, steps, [&](SchedulerConfig& config) { config.eta = eta; });
        int count = 0;
        StepMemory memory;
        const DrawNoise draw = drawing(at::detail::createCPUGenerator(1), &count);
        at::Tensor sample = normal(1);
        for (int i = 0; i < countOf(*scheduler); ++i)
            sample = scheduler->step(sample, i, sample, memory, draw).sample;
        return count;
    };
    EXPECT_EQ(draws("ddim", 6, 0), 0);
    EXPECT_EQ(draws("ddim", 6, 1), 6);
    EXPECT_EQ(draws("ddpm", 6, 0), 6);
    EXPECT_EQ(draws("euler", 6, 0), 0);
    EXPECT_EQ(draws("euler_a", 6, 0), 6) << "also in the last step";
    EXPECT_EQ(draws("dpmpp_2m", 6, 0), 0);
    EXPECT_EQ(draws("dpmpp_2m_sde_karras", 6, 0), 6);
    EXPECT_EQ(draws("unipc", 6, 0), 0);
    EXPECT_EQ(draws("lcm", 6, 0), 5) << "not in the last step";
}

TEST(Schedulers, PictureToPictureStartsAtTheShareOfStepsThatTheStrengthSays) {
    const Made scheduler = made("euler", 8);
    EXPECT_EQ(scheduler->firstStep(1), 0);
    EXPECT_EQ(scheduler->firstStep(0.6), 4);
    EXPECT_EQ(scheduler->firstStep(0.01), 8) << "less than one step: nothing to do";
    EXPECT_EQ(made("pndm", 8)->firstStep(0), 9);
}

TEST(Schedulers, ZeroTerminalSignalStartsFromPureNoise) {
    const Made scheduler = made("ddim", 8, [](SchedulerConfig& config) {
        config.rescale_betas_zero_snr = true;
        config.prediction_type = Prediction::Velocity;
        config.timestep_spacing = TimestepSpacing::Trailing;
    });
    const at::Tensor noise = normal(1);
    EXPECT_TRUE(at::equal(scheduler->noised(normal(2), noise, 0), noise));
}

TEST(Schedulers, OneSchedulerServesTwoRunsAtOnce) {
    const Made scheduler = made("dpmpp_2m", 6);
    const auto network = [](const at::Tensor& sample) { return at::tanh(sample); };
    StepMemory alone, first, second;
    at::Tensor a = normal(1), b = normal(1), c = normal(9);
    for (int i = 0; i < countOf(*scheduler); ++i) {
        a = scheduler->step(network(a), i, a, alone, {}).sample;
        b = scheduler->step(network(b), i, b, first, {}).sample;
        c = scheduler->step(network(c), i, c, second, {}).sample;
    }
    EXPECT_TRUE(at::equal(a, b));
    EXPECT_FALSE(at::equal(a, c));
}

}  // namespace
}  // namespace engine
