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

    Result<Change> run(const Reading* reading = nullptr) {
        return runOn(DescribePipeline(net_, expressions_, nullptr), reading);
    }
    Result<FoundMask> find(const std::string& prompt, const Reading* reading = nullptr) {
        DescribeMaskRequest request;
        request.photo = request_.photo;
        request.prompt = prompt;
        JobContext job(JobId{1}, stop_.get_token(), mailbox_);
        return DescribePipeline(net_, expressions_, nullptr).find(request, reading, job);
    }

    const std::string models_ = [this] {
        test::writeTinyModels(folder_.path().string());
        return folder_.path().string();
    }();
    DescribeNet net_ = loaded(DescribeNet::load(models_ + "/describe", Compute{}));
    Expressions expressions_ = loaded(Expressions::load(models_ + "/expressions"));
};

/// A reading whose mesh is a small face in the middle of the photo: eyes and mouth where they are, everything
/// else between the eyes.
Reading faceReading() {
    Reading reading = readingOf({30, 20, 40, 40});
    reading.mesh.assign(kMeshPoints, {50, 34});
    for (const int corner : {33, 133}) reading.mesh[corner] = {43, 34};
    for (const int corner : {362, 263}) reading.mesh[corner] = {57, 34};
    reading.mesh[61] = {45, 50};
    reading.mesh[291] = {55, 50};
    return reading;
}

/// Where the field takes the picture at a pixel of the photo from, in pixels.
ImagePoint takenFrom(const Change& change, ImagePoint place) {
    const Size size = change.warp.size;
    const int column = static_cast<int>((place.x - change.region.x) * size.width / change.region.width);
    const int row = static_cast<int>((place.y - change.region.y) * size.height / change.region.height);
    const float* offset =
        change.warp.offset->data() + 2 * (static_cast<std::ptrdiff_t>(row) * size.width + column);
    return {offset[0] * change.region.width, offset[1] * change.region.height};
}

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

TEST_F(DescribePipelineTest, AnotherSeedIsAnotherShadeInEveryChannel) {
    const auto first = run();
    request_.seed = 5;
    const auto other = run();
    ASSERT_TRUE(first && other);
    const std::vector<float>&one = *first.value().field.log_gain, &two = *other.value().field.log_gain;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        double before = 0, after = 0;
        for (std::size_t i = channel; i < one.size(); i += 3) {
            before += std::abs(one[i]);
            after += std::abs(two[i]);
        }
        EXPECT_GT(std::abs(after / before - 1), 0.002) << channel;
    }
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

TEST_F(DescribePipelineTest, ASmileMovesTheCornersOfTheMouthApartAndUp) {
    const Reading reading = faceReading();
    request_.prompt = "smiling";
    const auto change = run(&reading);
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_FALSE(change.value().field.log_gain);
    EXPECT_GT(takenFrom(change.value(), {44, 49}).x, 0.3);
    EXPECT_LT(takenFrom(change.value(), {56, 49}).x, -0.3);
    EXPECT_GT(takenFrom(change.value(), {56, 49}).y, 0.3);
    EXPECT_NEAR(takenFrom(change.value(), {36, 24}).x, 0, 1e-3);
}

TEST_F(DescribePipelineTest, AVeryBroadSmileMovesMoreAndStrengthLess) {
    const Reading reading = faceReading();
    const auto moved = [&](const std::string& prompt, float strength) {
        request_.prompt = prompt;
        request_.strength = strength;
        return takenFrom(run(&reading).value(), {56, 49}).x;
    };
    EXPECT_LT(moved("very smiling", 1), 1.2 * moved("smiling", 1));
    EXPECT_GT(moved("smiling", 0.5), 0.7 * moved("smiling", 1));
}

TEST_F(DescribePipelineTest, ASmileAndAColourAreOneChange) {
    const Reading reading = faceReading();
    request_.prompt = "smiling and blond hair";
    const auto change = run(&reading);
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_TRUE(change.value().field.log_gain);
    EXPECT_TRUE(change.value().warp.offset);
}

TEST_F(DescribePipelineTest, TheMaskOfASmileIsTheMouth) {
    const Reading reading = faceReading();
    const auto found = find("smiling", &reading);
    ASSERT_TRUE(found) << found.error().message;
    const Image& mask = found.value().mask;
    const auto at = [&](int x, int y) {
        return mask.row<std::uint8_t>((y - found.value().region.y) * mask.height() /
                                      found.value().region.height)[(x - found.value().region.x) *
                                                                   mask.width() / found.value().region.width];
    };
    EXPECT_GT(at(56, 49), 200);
    EXPECT_EQ(at(36, 24), 0);
}

/// The covers of a change's paint.
std::vector<float> coversOf(const Change& change) {
    std::vector<float> covers;
    for (std::size_t i = 3; change.paint.rgba && i < change.paint.rgba->size(); i += 4)
        covers.push_back((*change.paint.rgba)[i]);
    return covers;
}

TEST_F(DescribePipelineTest, ABackgroundOutOfFocusIsPaintedBehindAMask) {
    request_.prompt = "soft background";
    const auto change = run();
    ASSERT_TRUE(change) << change.error().message;
    const std::vector<float> covers = coversOf(change.value());
    ASSERT_FALSE(covers.empty());
    EXPECT_TRUE(std::all_of(covers.begin(), covers.end(), [](float cover) { return cover == 1; }));
    EXPECT_FALSE(change.value().mask.isNull());
    EXPECT_FALSE(change.value().field.log_gain);
    const auto found = find("soft background");
    ASSERT_TRUE(found);
    EXPECT_EQ(found.value().mask.size(), change.value().mask.size());
}

TEST_F(DescribePipelineTest, ABackgroundOutOfFocusKeepsToThePaintedMask) {
    request_.prompt = "soft background";
    request_.mask = maskOver(kPhoto, {0, 0, 60, 40});
    const auto change = run();
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_TRUE(change.value().mask.sharesPixelsWith(request_.mask));
    EXPECT_FALSE(coversOf(change.value()).empty());
    request_.prompt = "very soft background";
    const auto softer = run();
    ASSERT_TRUE(softer);
    EXPECT_NE(*change.value().paint.rgba, *softer.value().paint.rgba);
}

TEST_F(DescribePipelineTest, ABackgroundOutOfFocusAndAColourAreOneChange) {
    request_.prompt = "blond hair and soft background";
    const auto change = run();
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_TRUE(change.value().field.log_gain);
    EXPECT_FALSE(coversOf(change.value()).empty());
}

TEST_F(DescribePipelineTest, StrengthZeroPaintsNothing) {
    request_.prompt = "soft background";
    request_.strength = 0;
    const auto change = run();
    ASSERT_TRUE(change);
    for (const float cover : coversOf(change.value())) ASSERT_EQ(cover, 0);
}

TEST_F(DescribePipelineTest, ASmileNeedsAFace) {
    request_.prompt = "smiling";
    expectInvalid(run(), "needs a face");
    EXPECT_FALSE(find("smiling"));
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
