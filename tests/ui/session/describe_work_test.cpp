#include "ui/session/describe_work.h"

#include <gtest/gtest.h>

#include "tests/support/workbench.h"
#include "ui/document/commands.h"

namespace {

using ui::PlaceFinder;

class DescribeWorkTest : public testing::Test {
protected:
    DescribeWorkTest() { bench.settings.setLanguage("en"); }

    void SetUp() override {
        bench.openPhoto();
        describe.setInHand(true);
    }
    std::vector<engine::DescribeMaskRequest> questions() const {
        std::vector<engine::DescribeMaskRequest> all;
        for (const auto& one : bench.engine.submitted) {
            if (const auto* asked = std::get_if<engine::DescribeMaskRequest>(&one.request))
                all.push_back(*asked);
        }
        return all;
    }
    std::vector<engine::DescribeRequest> runs() const {
        std::vector<engine::DescribeRequest> all;
        for (const auto& one : bench.engine.submitted) {
            if (const auto* run = std::get_if<engine::DescribeRequest>(&one.request)) all.push_back(*run);
        }
        return all;
    }
    bool waitForQuestions(std::size_t count) {
        return QTest::qWaitFor([&] { return questions().size() >= count; });
    }
    engine::FoundMask somewhere() const {
        engine::ImageBuilder mask({4, 4}, 1, engine::PixelType::U8);
        std::fill_n(mask.row<std::uint8_t>(0), 16, std::uint8_t(255));
        return {{8, 8, 16, 16}, std::move(mask).finish()};
    }
    void paint() {
        QImage mask(64, 48, QImage::Format_Grayscale8);
        mask.fill(200);
        bench.work.session.apply(ui::replaceMask(bench.work.document, "mask", mask));
    }
    void installCheckpoint() {
        bench.library.shelf = {test::makeModel("dream", engine::ModelKind::Checkpoint, "SD 1.5")};
        bench.work.models.refresh();
        ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.models.isRead(); }));
        test::settle();
    }

    test::Workbench bench;
    ui::DescribeWork& describe = bench.work.describe;
};

TEST_F(DescribeWorkTest, AsksForThePlaceOnceTheTypingRests) {
    for (const char* typed : {"b", "bl", "blo", "blond hair"}) describe.setPrompt(typed);
    EXPECT_EQ(describe.place().state(), PlaceFinder::State::Looking);
    EXPECT_TRUE(questions().empty()) << "not with every letter";
    ASSERT_TRUE(waitForQuestions(1));
    EXPECT_EQ(questions()[0].prompt, "blond hair");
    EXPECT_TRUE(questions()[0].model.empty());
    bench.engine.finish(bench.engine.last(), somewhere());
    test::settle();
    EXPECT_EQ(describe.place().state(), PlaceFinder::State::Found);
    EXPECT_EQ(describe.place().found()->region, (engine::Rect{8, 8, 16, 16}));
    describe.setPrompt("blond hair ");
    EXPECT_EQ(describe.place().state(), PlaceFinder::State::Found) << "it is the same question";
}

TEST_F(DescribeWorkTest, NewerWordsSupersedeTheQuestion) {
    describe.setPrompt("blond hair");
    ASSERT_TRUE(waitForQuestions(1));
    const engine::JobId first = bench.engine.last();
    describe.setPrompt("red lips");
    ASSERT_TRUE(waitForQuestions(2));
    EXPECT_FALSE(bench.engine.isOpen(first));
    test::settle();
    EXPECT_EQ(describe.place().state(), PlaceFinder::State::Looking);
    bench.engine.finish(bench.engine.last(), somewhere());
    test::settle();
    EXPECT_EQ(describe.place().state(), PlaceFinder::State::Found);
}

TEST_F(DescribeWorkTest, SaysWhenThereIsNoSuchPlace) {
    describe.setPrompt("blond hair");
    ASSERT_TRUE(waitForQuestions(1));
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::NoFace, "no face"});
    test::settle();
    EXPECT_EQ(describe.place().state(), PlaceFinder::State::NotFound);
    EXPECT_TRUE(describe.obstacle().isEmpty()) << "a photo without a face can be edited all the same";
}

TEST_F(DescribeWorkTest, AsksNothingWhileAMaskIsPaintedOrTheToolIsNotInHand) {
    paint();
    describe.setPrompt("blond hair");
    QTest::qWait(600);
    EXPECT_TRUE(questions().empty());
    bench.work.document.undoStack().undo();
    describe.setInHand(false);
    describe.setPrompt("red lips");
    QTest::qWait(600);
    EXPECT_TRUE(questions().empty());
    describe.setInHand(true);
    EXPECT_TRUE(waitForQuestions(1));
}

TEST_F(DescribeWorkTest, RunsWithoutAMaskSoThatTheEngineFindsTheSamePlace) {
    describe.setPrompt("blond hair");
    describe.run();
    ASSERT_EQ(runs().size(), 1u);
    EXPECT_TRUE(runs()[0].mask.isNull());
    EXPECT_EQ(runs()[0].steps, engine::DescribeRequest::kStarterSteps);
    EXPECT_FLOAT_EQ(runs()[0].strength, engine::DescribeRequest::kStarterStrength);
}

TEST_F(DescribeWorkTest, PaintingWins) {
    describe.setPrompt("blond hair");
    paint();
    describe.run();
    ASSERT_EQ(runs().size(), 1u);
    ASSERT_FALSE(runs()[0].mask.isNull());
    EXPECT_EQ(runs()[0].mask.row<std::uint8_t>(5)[5], 200) << "grey stays grey: it counts less strongly";
}

TEST_F(DescribeWorkTest, VariantsHaveSeedsOneAfterTheOther) {
    describe.setPrompt("blond hair");
    describe.setSeed(41);
    describe.setSeedLocked(true);
    describe.setVariants(3);
    describe.run();
    ASSERT_EQ(runs().size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(runs()[i].seed, 41 + i);
    EXPECT_TRUE(bench.engine.cancelled.empty());
}

TEST_F(DescribeWorkTest, WithoutLockEveryRunHasOtherSeeds) {
    describe.setPrompt("blond hair");
    describe.run();
    bench.work.session.cancel();
    test::settle();
    describe.run();
    ASSERT_EQ(runs().size(), 2u);
    EXPECT_NE(runs()[0].seed, runs()[1].seed);
}

TEST_F(DescribeWorkTest, ZeroVariantsAreImpossible) {
    describe.setVariants(0);
    EXPECT_EQ(describe.variants(), 1);
    describe.setVariants(99);
    EXPECT_EQ(describe.variants(), 8);
}

TEST_F(DescribeWorkTest, SaysWhyItCannotRun) {
    EXPECT_EQ(describe.obstacle(), "Write what to change first.");
    describe.setPrompt(" \n\x01 ");
    EXPECT_EQ(describe.obstacle(), "Write what to change first.");
    describe.run();
    EXPECT_TRUE(runs().empty());
    describe.setPrompt("blond hair");
    EXPECT_EQ(describe.obstacle(), "");
    describe.run();
    EXPECT_EQ(describe.obstacle(), "Running. Esc cancels.");
}

TEST_F(DescribeWorkTest, ControlCharactersNeverReachTheEngine) {
    describe.setPrompt(QString("blond\x1b\x07\nhair") + QChar(0x202E));
    describe.run();
    ASSERT_EQ(runs().size(), 1u);
    EXPECT_EQ(runs()[0].prompt, "blond hair");
}

TEST_F(DescribeWorkTest, DefaultsFollowTheModelAndEachModelKeepsItsOwn) {
    installCheckpoint();
    describe.setModelSettings({0.6f, 1.0, 5, {}});
    describe.chooseCheckpoint("/models/dream");
    EXPECT_FLOAT_EQ(describe.modelSettings().strength, engine::DescribeRequest::kStudioStrength);
    EXPECT_DOUBLE_EQ(describe.modelSettings().guidance, engine::DescribeRequest::kStudioGuidance);
    EXPECT_EQ(describe.modelSettings().steps, engine::DescribeRequest::kStudioSteps);
    describe.chooseStarter();
    EXPECT_EQ(describe.modelSettings().steps, 5);
}

TEST_F(DescribeWorkTest, TheNegativePromptAndLorasAreForCheckpointsOnly) {
    installCheckpoint();
    bench.library.shelf.push_back(test::makeModel("film", engine::ModelKind::Lora, "SD 1.5"));
    bench.work.models.refresh();
    ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.models.models().size() == 2; }));
    bench.settings.setLora("/models/film", {true, 80});
    describe.setPrompt("cyberpunk");
    describe.setNegative("blurry");
    EXPECT_TRUE(describe.settings().negative.isEmpty());
    EXPECT_TRUE(describe.settings().loras.empty());
    describe.chooseCheckpoint("/models/dream");
    EXPECT_EQ(describe.settings().model, "/models/dream");
    EXPECT_EQ(describe.settings().negative, "blurry");
    ASSERT_EQ(describe.settings().loras.size(), 1u);
    EXPECT_DOUBLE_EQ(describe.settings().loras[0].scale, 0.8);
}

TEST_F(DescribeWorkTest, ACheckpointThatIsGoneIsSaid) {
    installCheckpoint();
    describe.setPrompt("blond hair");
    describe.chooseCheckpoint("/models/gone");
    EXPECT_TRUE(describe.obstacle().contains("Choose another model"));
    describe.run();
    EXPECT_TRUE(runs().empty());
    describe.chooseStarter();
    EXPECT_TRUE(describe.obstacle().isEmpty());
}

TEST_F(DescribeWorkTest, WordsThatTheStarterDoesNotKnowAreKnownBeforeAnythingRuns) {
    describe.setPrompt("sparkly hair");
    ASSERT_TRUE(QTest::qWaitFor([this] { return !describe.words().result().unknown.empty(); }));
    EXPECT_EQ(describe.words().result().unknown, std::vector<std::string>{"sparkly"});
    EXPECT_EQ(describe.words().result().tokens, 2);
    EXPECT_TRUE(runs().empty());
    installCheckpoint();
    describe.chooseCheckpoint("/models/dream");
    EXPECT_TRUE(QTest::qWaitFor([this] { return describe.words().result().unknown.empty(); }));
}

TEST_F(DescribeWorkTest, TenThousandWordsAreLookedAtAndCanBeRun) {
    describe.setPrompt(QString("sparkly ").repeated(10'000));
    ASSERT_TRUE(QTest::qWaitFor([this] { return describe.words().result().tokens == 10'000; }));
    describe.run();
    EXPECT_EQ(runs().size(), 1u);
    EXPECT_TRUE(bench.settings.prompts().isEmpty()) << "nothing to leaf through";
}

TEST_F(DescribeWorkTest, WhatWasRunIsKeptForTheNextStart) {
    for (const char* words : {"blond hair", "red lips", "blond hair"}) {
        describe.setPrompt(words);
        describe.run();
        bench.work.session.cancel();
        test::settle();
    }
    const ui::SettingsStore again(bench.folder.filePath("settings.ini"));
    EXPECT_EQ(again.prompts(), (QStringList{"blond hair", "red lips"}));
}

TEST_F(DescribeWorkTest, AnAppliedResultCanBeRunAgainAsItWas) {
    describe.setPrompt("blond hair");
    describe.setSeed(5);
    describe.setSeedLocked(true);
    paint();
    describe.run();
    bench.engine.start(bench.engine.last());
    bench.engine.finish(bench.engine.last(), test::brighter({8, 8, 16, 16}));
    test::settle();
    bench.work.session.accept();
    describe.setPrompt("red lips");
    bench.work.document.undoStack().push(ui::replaceMask(bench.work.document, "mask", QImage()).release());
    bench.work.session.rerun(bench.work.document.edits()[0].id);
    ASSERT_EQ(runs().size(), 2u);
    EXPECT_EQ(runs()[1].prompt, "blond hair");
    EXPECT_EQ(runs()[1].seed, 5u);
    EXPECT_TRUE(runs()[1].mask.sharesPixelsWith(runs()[0].mask));
}

}  // namespace
