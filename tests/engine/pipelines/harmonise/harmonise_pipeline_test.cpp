#include "engine/pipelines/harmonise/harmonise_pipeline.h"

#include "tests/engine/pipelines/light_pipeline_test.h"

namespace engine {
namespace {

using testing::expectInvalid;
using testing::kPhoto;
using testing::loaded;
using testing::maskOver;
using testing::readingOf;
using testing::smallPhoto;

class HarmonisePipelineTest : public testing::LightPipelineTest<HarmoniseRequest> {
protected:
    HarmonisePipelineTest() {
        request_.background = smallPhoto({50, 120});
        request_.mask = maskOver(kPhoto, {30, 20, 30, 40});
        request_.steps = 2;
    }

    Result<Change> run(const Reading* reading = nullptr) { return runOn(HarmonisePipeline(net_), reading); }

    const std::string model_ = [this] {
        test::writeTinyFieldNet(folder_.file("net"), 4);
        return folder_.file("net");
    }();
    GainFieldNet net_ = loaded(GainFieldNet::load(model_, Compute{}));
};

TEST_F(HarmonisePipelineTest, ChangesThePaintedPerson) {
    const auto change = run();
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_TRUE(change.value().mask.sharesPixelsWith(request_.mask));
    EXPECT_FALSE(change.value().field.size.isEmpty());
}

TEST_F(HarmonisePipelineTest, FindsThePersonInTheReading) {
    request_.mask = {};
    const Reading reading = readingOf({20, 10, 60, 60});
    const auto change = run(&reading);
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_EQ(change.value().region, reading.region);
    EXPECT_TRUE(change.value().mask.sharesPixelsWith(reading.person));
}

TEST_F(HarmonisePipelineTest, AnotherBackgroundGivesAnotherLight) {
    const auto first = run();
    ImageBuilder black({10, 10}, 3, PixelType::U8);
    std::fill_n(black.row<std::uint8_t>(0), 300, std::uint8_t{0});
    request_.background = Photo{{std::move(black).finish()}, nullptr, "png"};
    const auto second = run();
    ASSERT_TRUE(first && second);
    EXPECT_NE(*first.value().field.log_gain, *second.value().field.log_gain);
}

TEST_F(HarmonisePipelineTest, StrengthZeroChangesNothing) {
    request_.strength = 0;
    testing::expectNoChange(run());
}

TEST_F(HarmonisePipelineTest, SaysEveryStepAndShowsTheFirst) {
    ASSERT_TRUE(run());
    int steps = 0, previews = 0;
    for (const Event& event : mailbox_.drain()) {
        steps += std::holds_alternative<Progress>(event);
        previews += std::holds_alternative<Preview>(event);
    }
    EXPECT_EQ(steps, 2);
    EXPECT_EQ(previews, 1);
}

TEST_F(HarmonisePipelineTest, ACancelledJobTakesNoStep) {
    stop_.request_stop();
    EXPECT_THROW(static_cast<void>(run()), JobCancelled);
    EXPECT_TRUE(mailbox_.drain().empty());
}

TEST_F(HarmonisePipelineTest, RefusesWhatDoesNotFit) {
    const HarmoniseRequest good = request_;
    request_.background = {};
    expectInvalid(run(), "background");
    request_ = good;
    request_.strength = 2;
    expectInvalid(run(), "Strength");
    request_ = good;
    request_.steps = 0;
    expectInvalid(run(), "steps");
    request_ = good;
    request_.mask = maskOver({5, 5}, {0, 0, 5, 5});
    expectInvalid(run(), "5 × 5");
    request_ = good;
    request_.mask = maskOver(kPhoto, {});
    expectInvalid(run(), "empty");
}

TEST_F(HarmonisePipelineTest, WithoutMaskAndPersonItSaysSo) {
    request_.mask = {};
    const auto change = run();
    ASSERT_FALSE(change);
    EXPECT_EQ(change.error().code, ErrorCode::NoFace);
}

}  // namespace
}  // namespace engine
