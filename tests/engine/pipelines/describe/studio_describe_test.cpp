#include "engine/pipelines/describe/studio_describe.h"

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/api/mailbox.h"
#include "engine/schedulers/scheduler_files.h"
#include "tests/engine/pipelines/tiny_studio.h"
#include "tests/engine/small_photos.h"

namespace engine {
namespace {

constexpr Size kPhoto{96, 80};

using testing::valueOf;

/// A tiny checkpoint at work on a small photo.
class StudioDescribeTest : public ::testing::Test {
protected:
    StudioDescribeTest() {
        at::set_num_threads(1);
        request_.photo = testing::smallPhoto(kPhoto);
        request_.prompt = "a (blue:1.3) shirt";
        request_.negative = "hat";
        request_.steps = 3;
        request_.strength = 0.75f;
        request_.guidance = 5;
    }

    StudioModel opened(const std::string& name) const { return testing::openTinyStudio(folder_, name); }

    Result<Change> run(const std::string& folder = "sd15_tiny", const Image& mask = {}) {
        StudioModel model = opened(folder);
        PromptEncoder prompts(model);
        const auto scheduler = schedulerOf(model);
        JobContext job({1}, stop_.get_token(), mailbox_);
        return StudioDescribe(model, prompts, *scheduler).run(request_, {wholeOf(kPhoto), mask}, job);
    }
    std::unique_ptr<const Scheduler> schedulerOf(StudioModel& model) const {
        return valueOf(makeScheduler(valueOf(readSchedulerConfig(model.files().scheduler)), request_.steps));
    }

    static double largest(const Change& change, int left, int right) {
        double most = 0;
        const GainField& field = change.field;
        for (int y = 0; y < field.size.height; ++y) {
            for (int x = left * field.size.width / 4; x < right * field.size.width / 4; ++x)
                most = std::max<double>(most, std::fabs((*field.log_gain)[3 * (y * field.size.width + x)]));
        }
        return most;
    }

    c10::InferenceMode no_gradients_;
    TemporaryFolder folder_;
    DescribeRequest request_;
    Mailbox mailbox_;
    std::stop_source stop_;
};

TEST_F(StudioDescribeTest, ChangesTheRegionAndTheSameSeedChangesItAlike) {
    const Change one = valueOf(run()), two = valueOf(run());
    request_.seed = 9;
    const Change other = valueOf(run());
    EXPECT_GT(largest(one, 0, 4), 0.01);
    EXPECT_EQ(*one.field.log_gain, *two.field.log_gain);
    EXPECT_NE(*one.field.log_gain, *other.field.log_gain);
}

TEST_F(StudioDescribeTest, StrengthZeroChangesNothing) {
    request_.strength = 0;
    EXPECT_EQ(largest(valueOf(run()), 0, 4), 0);
}

TEST_F(StudioDescribeTest, PlacesThatTheMaskLeavesOutChangeLess) {
    const Image mask = testing::maskOver(kPhoto, {0, 0, 24, 80});
    const Change change = valueOf(run("sd15_tiny", mask));
    EXPECT_LT(largest(change, 3, 4), largest(change, 0, 1));
}

TEST_F(StudioDescribeTest, WhatIsMaskedALittleCoversWhatWasThere) {
    ImageBuilder grey(kPhoto, 1, PixelType::U8);
    std::fill_n(reinterpret_cast<std::uint8_t*>(grey.data()), kPhoto.area(), std::uint8_t{0});
    grey.row<std::uint8_t>(3)[5] = 100;
    grey.row<std::uint8_t>(3)[6] = 20;
    const Change change = valueOf(run("sd15_tiny", std::move(grey).finish()));
    EXPECT_EQ(change.mask.row<std::uint8_t>(3)[5], 255);
    EXPECT_EQ(change.mask.row<std::uint8_t>(3)[6], 80);
    EXPECT_EQ(change.mask.row<std::uint8_t>(4)[5], 0);
}

TEST_F(StudioDescribeTest, AnInpaintingCheckpointWorksToo) {
    const Change change = valueOf(run("sd15_tiny_inpaint", testing::maskOver(kPhoto, {20, 20, 40, 40})));
    EXPECT_GT(largest(change, 0, 4), 0);
}

TEST_F(StudioDescribeTest, ACheckpointThatFollowsInstructionsWorksToo) {
    request_.prompt = "make the shirt blue";
    request_.strength = 1;
    const Change change = valueOf(run("sd15_tiny_instruct", testing::maskOver(kPhoto, {20, 20, 40, 40})));
    EXPECT_GT(largest(change, 0, 4), 0);
    StudioModel model = opened("sd15_tiny_instruct");
    PromptEncoder prompts(model);
    const auto scheduler = schedulerOf(model);
    JobContext job({1}, {}, mailbox_);
    EXPECT_TRUE(StudioDescribe(model, prompts, *scheduler)
                    .find({request_.photo, {}, "make it blue", "", {}, 1}, wholeOf(kPhoto), job));
}

TEST_F(StudioDescribeTest, AVeryLongPromptIsReadInChunks) {
    request_.prompt.clear();
    for (int i = 0; i < 200; ++i) request_.prompt += "blue ";
    EXPECT_TRUE(run());
    for (int i = 0; i < 10000; ++i) request_.prompt += "blue ";
    const auto refused = run();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidRequest);
}

TEST_F(StudioDescribeTest, FindsWhereThePromptMakesADifference) {
    StudioModel model = opened("sd15_tiny");
    PromptEncoder prompts(model);
    const auto scheduler = schedulerOf(model);
    JobContext job({1}, stop_.get_token(), mailbox_);
    DescribeMaskRequest request;
    request.photo = request_.photo;
    request.prompt = "a blue shirt";
    const FoundMask found =
        valueOf(StudioDescribe(model, prompts, *scheduler).find(request, wholeOf(kPhoto), job));
    EXPECT_EQ(found.region, wholeOf(kPhoto));
    const auto* values = found.mask.row<std::uint8_t>(0);
    EXPECT_GT(*std::max_element(values, values + found.mask.size().area()), 200);
}

TEST_F(StudioDescribeTest, ACancelledJobDoesNotDecode) {
    stop_.request_stop();
    EXPECT_THROW(static_cast<void>(run()), JobCancelled);
}

}  // namespace
}  // namespace engine
