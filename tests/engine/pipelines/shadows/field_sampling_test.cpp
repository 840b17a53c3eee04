#include "engine/pipelines/field_sampling.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include "tests/engine/files/temporary_folder.h"
#include "tests/support/tiny_models.h"

namespace engine {
namespace {

class FieldSampling : public ::testing::Test {
protected:
    FieldSampling() { at::set_num_threads(1); }

    static GainFieldNet tinyNet(const TemporaryFolder& folder) {
        test::writeTinyFieldNet(folder.file("net"), 3);
        auto net = GainFieldNet::load(folder.file("net"), Compute{});
        if (!net) throw std::runtime_error(net.error().message);
        return std::move(net).value();
    }

    at::Tensor sample(int steps, std::uint64_t seed) const {
        return sampleField(
            net_, condition_, steps, seed, [] {}, [](int, const at::Tensor&) {});
    }

    c10::InferenceMode no_gradients_;
    TemporaryFolder folder_;
    GainFieldNet net_ = tinyNet(folder_);
    FieldCondition condition_{at::linspace(0, 1, 3 * 64 * 32).view({1, 3, 64, 32}), at::ones({1, 1, 32, 16})};
};

TEST_F(FieldSampling, HasHalfThePicturesSize) {
    EXPECT_EQ(sample(1, 0).sizes(), (std::vector<std::int64_t>{1, 3, 32, 16}));
}

TEST_F(FieldSampling, TheSameSeedGivesTheSameNumbers) {
    EXPECT_TRUE(at::equal(sample(3, 42), sample(3, 42)));
    EXPECT_FALSE(at::equal(sample(3, 42), sample(3, 43)));
}

TEST_F(FieldSampling, NumbersDrawnElsewhereDoNotMatter) {
    const at::Tensor quiet = sample(2, 7);
    at::randn({1000});
    EXPECT_TRUE(at::equal(quiet, sample(2, 7)));
}

TEST_F(FieldSampling, AsksBeforeAndTellsAfterEveryStep) {
    std::vector<std::string> said;
    sampleField(
        net_, condition_, 2, 1, [&] { said.push_back("before"); },
        [&](int step, const at::Tensor&) { said.push_back("after " + std::to_string(step)); });
    EXPECT_EQ(said, (std::vector<std::string>{"before", "after 1", "before", "after 2"}));
}

TEST_F(FieldSampling, TheLastGuessIsTheResult) {
    at::Tensor last;
    const at::Tensor result = sampleField(
        net_, condition_, 3, 1, [] {}, [&](int, const at::Tensor& guess) { last = guess; });
    EXPECT_TRUE(at::allclose(last, result));
}

TEST_F(FieldSampling, TheFirstGuessDoesNotDependOnTheNumberOfSteps) {
    at::Tensor first;
    sampleField(
        net_, condition_, 4, 5, [] {},
        [&](int step, const at::Tensor& guess) {
            if (step == 1) first = guess;
        });
    EXPECT_TRUE(at::allclose(first, sample(1, 5)));
}

TEST_F(FieldSampling, StepsChangeTheGuess) {
    EXPECT_FALSE(at::allclose(sample(1, 5), sample(4, 5)));
}

TEST_F(FieldSampling, LeavesWhereBeforeThrows) {
    int steps = 0;
    const auto before = [&] {
        if (steps == 2) throw 1;
    };
    EXPECT_THROW(
        sampleField(net_, condition_, 50, 1, before, [&](int step, const at::Tensor&) { steps = step; }),
        int);
    EXPECT_EQ(steps, 2);
}

}  // namespace
}  // namespace engine
