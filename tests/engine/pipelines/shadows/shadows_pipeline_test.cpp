#include "engine/pipelines/shadows/shadows_pipeline.h"

#include <cmath>
#include <limits>

#include "tests/engine/pipelines/light_pipeline_test.h"

namespace engine {
namespace {

using testing::expectInvalid;
using testing::kPhoto;
using testing::loaded;
using testing::maskOver;
using testing::readingOf;
using testing::smallPhoto;

constexpr Rect kPainted{40, 30, 10, 8};

class ShadowsPipelineTest : public testing::LightPipelineTest<ShadowsRequest> {
protected:
    ShadowsPipelineTest() {
        request_.mask = maskOver(kPhoto, kPainted);
        request_.steps = 3;
    }

    Result<Change> run(const Reading* reading = nullptr) {
        return runOn(ShadowsPipeline(net_, upsampler_), reading);
    }

    const std::string models_ = [this] {
        test::writeTinyModels(folder_.path().string());
        return folder_.path().string();
    }();
    GainFieldNet net_ = loaded(GainFieldNet::load(models_ + "/shadows", Compute{}));
    FieldUpsampler upsampler_ = loaded(FieldUpsampler::load(models_ + "/field_upsampler", Compute{}));
};

TEST_F(ShadowsPipelineTest, ChangesTheRegionAroundTheMask) {
    const auto change = run();
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_EQ(change.value().region.intersected(kPainted), kPainted);
    EXPECT_TRUE(change.value().mask.sharesPixelsWith(request_.mask));
    const GainField& field = change.value().field;
    EXPECT_EQ(field.log_gain->size(), static_cast<std::size_t>(field.size.area()) * 3);
    EXPECT_TRUE(std::all_of(field.log_gain->begin(), field.log_gain->end(),
                            [](float g) { return std::isfinite(g); }));
}

TEST_F(ShadowsPipelineTest, TheSameRequestGivesTheSameField) {
    const auto first = run(), second = run();
    request_.seed = 1;
    const auto other = run();
    ASSERT_TRUE(first && second && other);
    EXPECT_EQ(*first.value().field.log_gain, *second.value().field.log_gain);
    EXPECT_NE(*first.value().field.log_gain, *other.value().field.log_gain);
}

TEST_F(ShadowsPipelineTest, SaysEveryStep) {
    ASSERT_TRUE(run());
    std::vector<int> steps;
    for (const Event& event : mailbox_.drain()) {
        const auto* progress = std::get_if<Progress>(&event);
        if (progress && !progress->loading) {
            EXPECT_EQ(progress->steps, 3);
            steps.push_back(progress->step);
        }
    }
    EXPECT_EQ(steps, (std::vector<int>{1, 2, 3}));
}

TEST_F(ShadowsPipelineTest, APreviewLiesWhereTheResultWill) {
    const auto change = run();
    ASSERT_TRUE(change);
    const std::vector<Event> events = mailbox_.drain();
    const auto preview = std::find_if(events.begin(), events.end(),
                                      [](const Event& e) { return std::holds_alternative<Preview>(e); });
    ASSERT_NE(preview, events.end());
    const Change& shown = std::get<Change>(std::get<Preview>(*preview).guess);
    EXPECT_EQ(shown.region, change.value().region);
    EXPECT_TRUE(shown.mask.sharesPixelsWith(request_.mask));
}

TEST_F(ShadowsPipelineTest, WithNobodyLookingOnlyOnePreviewIsMade) {
    request_.steps = 5;
    ASSERT_TRUE(run());
    std::vector<int> steps;
    for (const Event& event : mailbox_.drain()) {
        if (const auto* preview = std::get_if<Preview>(&event)) steps.push_back(preview->step);
    }
    EXPECT_EQ(steps, std::vector<int>{1});
}

TEST_F(ShadowsPipelineTest, ACancelledJobTakesNoStep) {
    stop_.request_stop();
    EXPECT_THROW(static_cast<void>(run()), JobCancelled);
    EXPECT_TRUE(mailbox_.drain().empty());
}

TEST_F(ShadowsPipelineTest, AJobCancelledDuringAStepTakesNoOther) {
    request_.steps = 50;
    mailbox_.connect([this] { stop_.request_stop(); });  // at its first news, the end of step 1
    EXPECT_THROW(static_cast<void>(run()), JobCancelled);
    mailbox_.disconnect();
    int steps = 0;
    for (const Event& event : mailbox_.drain()) steps += std::holds_alternative<Progress>(event);
    EXPECT_EQ(steps, 1);
}

TEST_F(ShadowsPipelineTest, AJobCancelledAfterItsLastStepDoesNotUpsample) {
    request_.steps = 1;
    mailbox_.connect([this] { stop_.request_stop(); });
    EXPECT_THROW(static_cast<void>(run()), JobCancelled);
}

TEST_F(ShadowsPipelineTest, StrengthZeroChangesNothing) {
    request_.strength = 0;
    testing::expectNoChange(run());
}

TEST_F(ShadowsPipelineTest, StrengthScalesTheField) {
    const auto whole = run();
    request_.strength = 0.5f;
    const auto half = run();
    ASSERT_TRUE(whole && half);
    for (std::size_t i = 0; i < whole.value().field.log_gain->size(); i += 97) {
        EXPECT_NEAR((*half.value().field.log_gain)[i], 0.5f * (*whole.value().field.log_gain)[i], 1e-5);
    }
}

double unrest(const GainField& field) {
    double sum = 0;
    for (int y = 0; y < field.size.height; ++y) {
        for (int x = 1; x < field.size.width; ++x) {
            const std::size_t at = 3 * (static_cast<std::size_t>(y) * field.size.width + x);
            sum += std::abs((*field.log_gain)[at] - (*field.log_gain)[at - 3]);
        }
    }
    return sum;
}

double meanOf(const GainField& field) {
    double sum = 0;
    for (const float gain : *field.log_gain) sum += gain;
    return sum / static_cast<double>(field.log_gain->size());
}

TEST_F(ShadowsPipelineTest, SoftnessSmooths) {
    const auto hard = run();
    request_.softness = 1;
    const auto soft = run();
    ASSERT_TRUE(hard && soft);
    EXPECT_LT(unrest(soft.value().field), 0.5 * unrest(hard.value().field));
}

TEST_F(ShadowsPipelineTest, KeepShapeLeavesTheBroadLight) {
    const auto all = run();
    request_.keep_shape = 1;
    const auto kept = run();
    ASSERT_TRUE(all && kept);
    EXPECT_LT(std::abs(meanOf(kept.value().field)), 0.3 * std::abs(meanOf(all.value().field)));
}

TEST_F(ShadowsPipelineTest, WithoutAMaskTheWholeFaceFadesOut) {
    request_.mask = {};
    const Reading reading = readingOf({20, 10, 50, 50});
    const auto change = run(&reading);
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_EQ(change.value().region, (Rect{20, 10, 50, 50}));
    EXPECT_EQ(change.value().mask.row<std::uint8_t>(0)[0], 0);
}

TEST_F(ShadowsPipelineTest, WithoutMaskAndFaceItSaysSo) {
    request_.mask = {};
    const auto change = run();
    ASSERT_FALSE(change);
    EXPECT_EQ(change.error().code, ErrorCode::NoFace);
}

TEST_F(ShadowsPipelineTest, RefusesNumbersOutOfRange) {
    const float none = std::numeric_limits<float>::quiet_NaN();
    for (const float bad : {-0.1f, 1.1f, none}) {
        ShadowsRequest good = request_;
        request_.strength = bad;
        expectInvalid(run(), "Strength");
        request_ = good;
        request_.softness = bad;
        expectInvalid(run(), "Softness");
        request_ = good;
        request_.keep_shape = bad;
        expectInvalid(run(), "Keep shape");
        request_ = good;
    }
    for (const int bad : {0, -1, 101}) {
        request_.steps = bad;
        expectInvalid(run(), "steps");
    }
}

TEST_F(ShadowsPipelineTest, RefusesAMaskOfAnotherSize) {
    request_.mask = maskOver({kPhoto.width, kPhoto.height + 1}, kPainted);
    expectInvalid(run(), "96 × 81");
}

TEST_F(ShadowsPipelineTest, RefusesAnEmptyMask) {
    request_.mask = maskOver(kPhoto, {});
    expectInvalid(run(), "empty");
}

TEST_F(ShadowsPipelineTest, RefusesToWorkWithoutAPhoto) {
    request_.photo = {};
    expectInvalid(run(), "photo");
}

TEST_F(ShadowsPipelineTest, WorksOnTheSmallestPhotos) {
    for (const Size size : {Size{1, 1}, Size{3, 200}, Size{200, 2}}) {
        request_.photo = smallPhoto(size);
        request_.mask = maskOver(size, wholeOf(size));
        const auto change = run();
        ASSERT_TRUE(change) << change.error().message;
        EXPECT_EQ(change.value().region, wholeOf(size));
    }
}

}  // namespace
}  // namespace engine
