#include "engine/local_engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/jobs/listener.h"
#include "tests/engine/small_photos.h"
#include "tests/support/tiny_models.h"

namespace engine {
namespace {

using testing::maskOver;
using testing::smallPhoto;

constexpr Size kPhoto{96, 80};

class LocalEngineTest : public ::testing::Test {
protected:
    LocalEngineTest() {
        test::writeTinyModels(folder_.path().string());
        options_.models_folder = folder_.path().string();
        options_.threads = 1;
        options_.device = "cpu";
        options_.precision = "f32";
    }

    static ShadowsRequest maskedShadows(int steps = 2) {
        ShadowsRequest request;
        request.photo = smallPhoto(kPhoto);
        request.mask = maskOver(kPhoto, {30, 20, 20, 20});
        request.steps = steps;
        return request;
    }

    /// What a job made; a failure when it made nothing.
    template <typename T>
    static T outcomeOf(Listener& listener, JobId job) {
        for (const Event& event : listener.untilEnd(job)) {
            const auto* finished = std::get_if<Finished>(&event);
            if (finished && finished->job == job) return std::get<T>(finished->outcome);
        }
        const auto error = errorOf(listener.untilEnd(job), job);
        ADD_FAILURE() << (error ? error->message : "no end");
        return {};
    }

    static Error failureOf(Listener& listener, JobId job) {
        const auto error = errorOf(listener.untilEnd(job), job);
        if (!error) ADD_FAILURE() << "the job was expected to fail";
        return error.value_or(Error{ErrorCode::Internal, ""});
    }

    TemporaryFolder folder_;
    EngineOptions options_;
};

TEST_F(LocalEngineTest, RunsJobsOneAfterTheOther) {
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    const JobId first = engine.submit(maskedShadows()), second = engine.submit(maskedShadows());
    const Change one = outcomeOf<Change>(listener, first), two = outcomeOf<Change>(listener, second);
    EXPECT_EQ(*one.field.log_gain, *two.field.log_gain);
    EXPECT_EQ(jobsThatSaid<Finished>(listener.untilEnd(second)), (std::vector<JobId>{first, second}));
}

TEST_F(LocalEngineTest, TwoEnginesMakeTheSameNumbers) {
    const auto fieldOf = [this] {
        LocalEngine engine(options_);
        Listener listener(engine.mailbox());
        return *outcomeOf<Change>(listener, engine.submit(maskedShadows())).field.log_gain;
    };
    EXPECT_EQ(fieldOf(), fieldOf());
}

TEST_F(LocalEngineTest, EveryPreviewThatSomeoneReadsIsFollowedByAnother) {
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    const JobId job = engine.submit(maskedShadows(20));
    const Change result = outcomeOf<Change>(listener, job);
    int previews = 0, last = 0;
    for (const Event& event : listener.untilEnd(job)) {
        if (const auto* preview = std::get_if<Preview>(&event)) {
            EXPECT_GT(preview->step, last);
            EXPECT_EQ(std::get<Change>(preview->guess).region, result.region);
            last = preview->step;
            ++previews;
        }
    }
    EXPECT_GE(previews, 1);
    EXPECT_LE(previews, 20);
}

TEST_F(LocalEngineTest, ACancelledJobEndsAndTheNextOneRuns) {
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    const JobId job = engine.submit(maskedShadows(100));
    engine.cancel(job);  // before its start, or while it loads or steps: all end the same way
    EXPECT_EQ(failureOf(listener, job).code, ErrorCode::Cancelled);
    outcomeOf<Change>(listener, engine.submit(maskedShadows()));
}

TEST_F(LocalEngineTest, ALiveSliderSupersedesItsEarlierJobs) {
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    const JobId other = engine.submit(maskedShadows());
    const JobId first = engine.submit(maskedShadows(100), {.supersedes = "shadows"});
    const JobId second = engine.submit(maskedShadows(100), {.supersedes = "shadows"});
    const JobId last = engine.submit(maskedShadows(2), {.supersedes = "shadows"});
    outcomeOf<Change>(listener, other);
    outcomeOf<Change>(listener, last);
    EXPECT_EQ(failureOf(listener, first).code, ErrorCode::Cancelled);
    EXPECT_EQ(failureOf(listener, second).code, ErrorCode::Cancelled);
}

TEST_F(LocalEngineTest, WithoutModelsAJobFailsAndTheEngineGoesOn) {
    const std::string models = options_.models_folder;
    options_.models_folder = folder_.file("nowhere");
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    const Error error = failureOf(listener, engine.submit(maskedShadows()));
    EXPECT_EQ(error.code, ErrorCode::ModelMissing);
    EXPECT_NE(error.message.find("nowhere"), std::string::npos) << error.message;
    options_.models_folder = models;
    engine.configure(options_);
    outcomeOf<Change>(listener, engine.submit(maskedShadows()));
}

TEST_F(LocalEngineTest, ModelsThatComeLaterAreFound) {
    const std::filesystem::path shadows = folder_.path() / "shadows", aside = folder_.path() / "aside";
    std::filesystem::rename(shadows, aside);
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    EXPECT_EQ(failureOf(listener, engine.submit(maskedShadows())).code, ErrorCode::ModelMissing);
    std::filesystem::rename(aside, shadows);
    outcomeOf<Change>(listener, engine.submit(maskedShadows()));
}

TEST_F(LocalEngineTest, NewOptionsHoldFromTheNextJobOn) {
    LocalEngine engine(options_);
    EXPECT_EQ(engine.device(), "CPU, f32, 1 thread");
    Listener listener(engine.mailbox());
    outcomeOf<Change>(listener, engine.submit(maskedShadows()));
    options_.threads = 2;
    options_.precision = "bf16";
    engine.configure(options_);
    EXPECT_EQ(engine.device(), "CPU, bf16, 2 threads");
    outcomeOf<Change>(listener, engine.submit(maskedShadows()));
    options_.device = "abacus";
    engine.configure(options_);
    EXPECT_EQ(failureOf(listener, engine.submit(maskedShadows())).code, ErrorCode::InvalidRequest);
    options_.device = "cpu";
    engine.configure(options_);
    outcomeOf<Change>(listener, engine.submit(maskedShadows()));
}

TEST_F(LocalEngineTest, SaysWhenThereIsNoFace) {
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    ShadowsRequest request = maskedShadows();
    request.mask = {};
    EXPECT_EQ(failureOf(listener, engine.submit(request)).code, ErrorCode::NoFace);
    EXPECT_EQ(failureOf(listener, engine.submit(ReadRequest{request.photo})).code, ErrorCode::NoFace);
}

TEST_F(LocalEngineTest, FindsThePersonByItself) {
    test::writeTinyModelsThatSeeFaces(options_.models_folder);
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    ShadowsRequest shadows = maskedShadows();
    shadows.mask = {};
    const Reading reading = outcomeOf<Reading>(listener, engine.submit(ReadRequest{shadows.photo}));
    ASSERT_FALSE(reading.faces.empty());
    EXPECT_EQ(outcomeOf<Change>(listener, engine.submit(shadows)).region,
              reading.region.intersected(wholeOf(kPhoto)));
    HarmoniseRequest harmonise;
    harmonise.photo = shadows.photo;
    harmonise.background = smallPhoto({64, 64});
    harmonise.steps = 1;
    EXPECT_EQ(outcomeOf<Change>(listener, engine.submit(harmonise)).region, reading.region);
}

TEST_F(LocalEngineTest, ARequestThatCannotBeFulfilledIsRefusedBeforeNetworksAreLoaded) {
    std::filesystem::remove_all(options_.models_folder);
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    ShadowsRequest shadows = maskedShadows();
    shadows.strength = 2;
    EXPECT_EQ(failureOf(listener, engine.submit(shadows)).code, ErrorCode::InvalidRequest);
    HarmoniseRequest harmonise;
    harmonise.photo = smallPhoto(kPhoto);
    EXPECT_EQ(failureOf(listener, engine.submit(harmonise)).code, ErrorCode::InvalidRequest);
}

TEST_F(LocalEngineTest, PosesWithACheckpointWhereOneIsNamed) {
    test::writeTinyModelsThatSeeFaces(folder_.path().string());
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    PoseRequest request;
    request.photo = smallPhoto(kPhoto);
    request.turn = HeadAngles{0.2f, 0, 0};
    EXPECT_FALSE(outcomeOf<Change>(listener, engine.submit(request)).field.log_gain);
    const std::string golden = PENUMBRA_SOURCE_DIR "/tests/fixtures/golden/";
    request.model = golden + "sd15_tiny";
    request.controlnet = golden + "controlnet_tiny";
    request.steps = 1;
    request.strength = 1;
    const Change drawn = outcomeOf<Change>(listener, engine.submit(request));
    EXPECT_TRUE(drawn.field.log_gain);
    EXPECT_TRUE(drawn.warp.offset);
}

TEST_F(LocalEngineTest, FindsRegionsAndChangesTheirStyle) {
    test::writeTinyModelsThatSeeFaces(folder_.path().string());
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    const Photo photo = smallPhoto(kPhoto);
    EXPECT_EQ(
        outcomeOf<StyleRegions>(listener, engine.submit(StyleRegionsRequest{photo, {}, 0})).mattes.size(),
        4u);
    StyleRequest request;
    request.photo = photo;
    request.regions = {{Part::Hair, StyleFrom::Donor}, {Part::Lips, StyleFrom::Variation}};
    request.donor = smallPhoto({300, 200});
    EXPECT_TRUE(outcomeOf<Change>(listener, engine.submit(request)).field.log_gain);
    request.face = 1;
    EXPECT_EQ(failureOf(listener, engine.submit(request)).code, ErrorCode::InvalidRequest);
    request.photo = {};
    EXPECT_EQ(failureOf(listener, engine.submit(request)).code, ErrorCode::InvalidRequest);
    EXPECT_EQ(failureOf(listener, engine.submit(StyleRegionsRequest{})).code, ErrorCode::InvalidRequest);
    std::filesystem::remove_all(folder_.file("structure_style"));
    EXPECT_EQ(failureOf(listener, engine.submit(StyleRegionsRequest{photo, {}, 0})).code,
              ErrorCode::ModelMissing);
}

TEST_F(LocalEngineTest, APoseWithFilesThatDoNotFitIsRefused) {
    test::writeTinyModelsThatSeeFaces(folder_.path().string());
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    const std::string golden = PENUMBRA_SOURCE_DIR "/tests/fixtures/golden/";
    PoseRequest request;
    request.photo = smallPhoto(kPhoto);
    request.turn = HeadAngles{0.2f, 0, 0};
    request.model = golden + "sdxl_tiny";
    request.controlnet = golden + "controlnet_tiny";
    const Error other = failureOf(listener, engine.submit(request));
    EXPECT_EQ(other.code, ErrorCode::ModelCorrupt);
    EXPECT_NE(other.message.find("ControlNet of the model's own family"), std::string::npos) << other.message;
    request.controlnet = golden + "taesd_tiny";
    EXPECT_EQ(failureOf(listener, engine.submit(request)).code, ErrorCode::ModelCorrupt);
    request.controlnet = folder_.file("nowhere");
    EXPECT_EQ(failureOf(listener, engine.submit(request)).code, ErrorCode::ModelMissing);
    request.controlnet.clear();
    request.scheduler = "no such method";
    EXPECT_EQ(failureOf(listener, engine.submit(request)).code, ErrorCode::InvalidRequest);
    request.model = folder_.file("nowhere");
    EXPECT_EQ(failureOf(listener, engine.submit(request)).code, ErrorCode::ModelMissing);
    request.model.clear();
    request.controlnet = golden + "controlnet_tiny";
    EXPECT_EQ(failureOf(listener, engine.submit(request)).code, ErrorCode::InvalidRequest);
}

TEST_F(LocalEngineTest, ASecondEditSeesTheFirst) {
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    const auto gains = [&](float log_gain) {
        ShadowsRequest request = maskedShadows();
        const auto field = std::make_shared<const std::vector<float>>(3, log_gain);
        request.layers = {{{wholeOf(kPhoto), {{1, 1}, field}, {}}, 1.0f}};
        return *outcomeOf<Change>(listener, engine.submit(request)).field.log_gain;
    };
    const auto bare = *outcomeOf<Change>(listener, engine.submit(maskedShadows())).field.log_gain;
    EXPECT_EQ(gains(0), bare);
    EXPECT_NE(gains(-0.5f), bare);
}

TEST_F(LocalEngineTest, WithoutAPhotoARequestIsInvalid) {
    LocalEngine engine(options_);
    Listener listener(engine.mailbox());
    EXPECT_EQ(failureOf(listener, engine.submit(ShadowsRequest{})).code, ErrorCode::InvalidRequest);
    EXPECT_EQ(failureOf(listener, engine.submit(HarmoniseRequest{})).code, ErrorCode::InvalidRequest);
    EXPECT_EQ(failureOf(listener, engine.submit(ReadRequest{})).code, ErrorCode::InvalidRequest);
}

}  // namespace
}  // namespace engine
