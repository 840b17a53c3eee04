#include "engine/train/training.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <limits>

namespace engine {
namespace {

namespace fs = std::filesystem;

struct TrainingTest : ::testing::Test {
    TrainingTest() { fs::remove_all(plan.folder); }
    ~TrainingTest() override { fs::remove_all(plan.folder); }

    TrainingPlan plan{
        .folder = (fs::temp_directory_path() / ("penumbra-training-" + std::to_string(::getpid()))).string(),
        .minutes = 0.01,
        .rate = 0.05};
    torch::nn::Linear line{1, 1};

    /// Learns y = 3x + 1.
    static torch::Tensor lossOf(torch::nn::Linear& net) {
        const torch::Tensor x = torch::rand({64, 1});
        return (net->forward(x) - (3 * x + 1)).square().mean();
    }
};

TEST_F(TrainingTest, LearnsAndHandsOverTheAveragedWeights) {
    torch::manual_seed(1);
    double seen = 1e9;
    const bool whole = Training(*line, plan)
                           .run([&](Training::Figures&) { return lossOf(line); },
                                [&] { seen = lossOf(line).item<double>(); });
    EXPECT_TRUE(whole);
    EXPECT_LT(seen, 0.05);
}

TEST_F(TrainingTest, GoesOnFromItsCheckpoint) {
    torch::manual_seed(1);
    std::int64_t steps = 0;
    {
        Training first(*line, plan);
        first.run([&](Training::Figures&) { return lossOf(line); }, [] {});
        steps = first.steps();
    }
    ASSERT_GT(steps, 0);
    const torch::Tensor learnt = line->weight.detach().clone();
    torch::nn::Linear fresh(1, 1);
    const Training second(*fresh, plan);
    EXPECT_EQ(second.steps(), steps);
    EXPECT_TRUE(torch::equal(fresh->weight, learnt));
}

TEST_F(TrainingTest, StopsWhenTheLossIsNoNumberAndKeepsTheWeights) {
    const torch::Tensor before = line->weight.detach().clone();
    const bool whole =
        Training(*line, plan)
            .run([&](Training::Figures&) { return lossOf(line) * std::numeric_limits<float>::quiet_NaN(); },
                 [] { FAIL(); });
    EXPECT_FALSE(whole);
    EXPECT_TRUE(torch::equal(line->weight.detach(), before));
}

}  // namespace
}  // namespace engine
