#include "engine/pipelines/describe/describe_pipeline.h"

#include <cmath>
#include <fstream>
#include <limits>

#include "tests/engine/pipelines/light_pipeline_test.h"

namespace engine {
namespace {

using testing::expectInvalid;
using testing::kPhoto;
using testing::loaded;
using testing::maskOver;
using testing::readingOf;

class DescribePipelineTest : public testing::LightPipelineTest<DescribeRequest> {
protected:
    DescribePipelineTest() {
        request_.prompt = "blond hair";
        request_.steps = 3;
    }

    Result<Change> run(const Reading* reading = nullptr) { return runOn(DescribePipeline(net_), reading); }
    Result<FoundMask> find(const std::string& prompt, const Reading* reading = nullptr) {
        DescribeMaskRequest request;
        request.photo = request_.photo;
        request.prompt = prompt;
        JobContext job(JobId{1}, stop_.get_token(), mailbox_);
        return DescribePipeline(net_).find(request, reading, job);
    }

    const std::string models_ = [this] {
        test::writeTinyModels(folder_.path().string());
        return folder_.path().string();
    }();
    DescribeNet net_ = loaded(DescribeNet::load(models_ + "/describe", Compute{}));
};

TEST_F(DescribePipelineTest, ChangesThePhotoAsAWholeWhereThereIsNoFace) {
    const auto change = run();
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_EQ(change.value().region, wholeOf(kPhoto));
    EXPECT_TRUE(std::all_of(change.value().field.log_gain->begin(), change.value().field.log_gain->end(),
                            [](float g) { return std::isfinite(g); }));
}

TEST_F(DescribePipelineTest, TheSameWordsGiveTheSameFieldAndOthersAnother) {
    const auto first = run(), second = run();
    request_.prompt = "red background";
    const auto other = run();
    ASSERT_TRUE(first && second && other);
    EXPECT_EQ(*first.value().field.log_gain, *second.value().field.log_gain);
    EXPECT_NE(*first.value().field.log_gain, *other.value().field.log_gain);
}

TEST_F(DescribePipelineTest, OneConceptInTwoLanguagesIsOneEdit) {
    const auto english = run();
    request_.prompt = "金髪";
    const auto japanese = run();
    ASSERT_TRUE(english && japanese);
    EXPECT_EQ(*english.value().field.log_gain, *japanese.value().field.log_gain);
}

TEST_F(DescribePipelineTest, APaintedMaskDecidesWhere) {
    request_.mask = maskOver(kPhoto, {40, 30, 10, 8});
    const auto change = run();
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_TRUE(change.value().mask.sharesPixelsWith(request_.mask));
}

TEST_F(DescribePipelineTest, GuidanceMovesTheAnswerAwayFromThatWithoutWords) {
    const auto plain = run();
    request_.guidance = 3;
    const auto guided = run();
    ASSERT_TRUE(plain && guided);
    EXPECT_NE(*plain.value().field.log_gain, *guided.value().field.log_gain);
}

TEST_F(DescribePipelineTest, StrengthZeroChangesNothing) {
    request_.strength = 0;
    testing::expectNoChange(run());
}

TEST_F(DescribePipelineTest, TheFoundPlaceLiesInTheRegionOfTheWords) {
    const Reading reading = readingOf({30, 20, 40, 40});
    const auto hair = find("blond hair", &reading), background = find("red background", &reading);
    ASSERT_TRUE(hair && background);
    EXPECT_EQ(background.value().region, wholeOf(kPhoto));
    EXPECT_LT(hair.value().region.width, kPhoto.width);
    EXPECT_EQ(hair.value().region.intersected(reading.region), reading.region);
}

TEST_F(DescribePipelineTest, ACancelledJobTakesNoStep) {
    stop_.request_stop();
    EXPECT_THROW(static_cast<void>(run()), JobCancelled);
    EXPECT_TRUE(mailbox_.drain().empty());
}

TEST_F(DescribePipelineTest, WhatMakesNoSenseIsRefusedWithASentence) {
    request_.prompt = " \t";
    expectInvalid(run(), "no words");
    request_.prompt = "glasses";
    expectInvalid(run(), "glasses");
    request_.prompt = "blond hair";
    request_.guidance = std::numeric_limits<double>::quiet_NaN();
    expectInvalid(run(), "Guidance");
    request_.guidance = 1;
    request_.strength = 2;
    expectInvalid(run(), "Strength");
    request_.strength = 1;
    request_.steps = 0;
    expectInvalid(run(), "steps");
    request_.steps = 2;
    request_.mask = maskOver({20, 20}, {0, 0, 5, 5});
    expectInvalid(run(), "mask");
    request_.mask = maskOver(kPhoto, {});
    expectInvalid(run(), "empty");
}

TEST_F(DescribePipelineTest, ALexiconOfAnotherSizeIsRefused) {
    std::ofstream(models_ + "/describe/lexicon.json")
        << R"({"concepts": ["hair"], "ignored": [], "words": {}})";
    const auto net = DescribeNet::load(models_ + "/describe", Compute{});
    ASSERT_FALSE(net);
    EXPECT_EQ(net.error().code, ErrorCode::ModelCorrupt);
}

}  // namespace
}  // namespace engine
