#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/support/workbench.h"

namespace {

using State = ui::EditSession::State;

/// A run of four variants.
class RunTest : public testing::Test {
protected:
    void SetUp() override {
        bench.openPhoto();
        std::vector<engine::Request> requests;
        for (quint64 seed = 7; seed < 11; ++seed) {
            ui::DescribeSettings settings;
            settings.prompt = "blond hair";
            settings.seed = seed;
            requests.emplace_back(ui::describeRequest(document, settings, {}));
        }
        session.submitAll("describe", std::move(requests));
        for (int i = 0; i < 4; ++i) jobs.push_back(bench.submittedJob());
    }
    void finish(std::size_t i) {
        bench.engine.start(jobs[i]);
        bench.engine.finish(jobs[i], test::brighter({int(i), 0, 8, 8}));
        test::settle();
    }
    std::vector<engine::JobId> members() const {
        std::vector<engine::JobId> all;
        for (const auto* variant : session.run()) all.push_back(variant->job);
        return all;
    }

    test::Workbench bench;
    ui::EditSession& session = bench.work.session;
    ui::Document& document = bench.work.document;
    std::vector<engine::JobId> jobs;
};

TEST_F(RunTest, WaitsInTheQueueTogetherAndShowsTheFirst) {
    EXPECT_EQ(members(), jobs);
    EXPECT_EQ(session.state(), State::Queued);
    EXPECT_EQ(session.shown()->job, jobs[0]);
    EXPECT_TRUE(bench.engine.cancelled.empty()) << "none supersedes another";
    EXPECT_EQ(session.working()->job, jobs[0]);
}

TEST_F(RunTest, EveryMemberHasItsOwnPreviewAndSteps) {
    finish(0);
    bench.engine.start(jobs[1]);
    bench.engine.progress(jobs[1], 2, 8);
    bench.engine.preview(jobs[1], 2, test::brighter({30, 0, 8, 8}));
    test::settle();
    EXPECT_EQ(session.state(), State::ResultWaiting) << "the first stays in sight";
    EXPECT_EQ(session.pending()->change.region.x, 0);
    const auto run = session.run();
    EXPECT_EQ(run[1]->state, State::Running);
    EXPECT_EQ(run[1]->step, 2);
    EXPECT_EQ(run[1]->layer->change.region.x, 30);
    EXPECT_EQ(run[2]->state, State::Queued);
    EXPECT_EQ(session.working()->job, jobs[1]);
}

TEST_F(RunTest, OneThatIsBeingMadeCanBeLookedAtMeanwhile) {
    finish(0);
    session.show(jobs[1]);
    EXPECT_EQ(session.state(), State::Queued);
    bench.engine.start(jobs[1]);
    bench.engine.preview(jobs[1], 1, test::brighter({30, 0, 8, 8}));
    test::settle();
    EXPECT_EQ(session.state(), State::Running);
    ASSERT_TRUE(session.pending());
    EXPECT_EQ(session.pending()->change.region.x, 30);
    session.show(jobs[0]);
    EXPECT_EQ(session.state(), State::ResultWaiting);
    EXPECT_EQ(session.pending()->change.region.x, 0);
    bench.engine.finish(jobs[1], test::brighter({31, 0, 8, 8}));
    test::settle();
    session.show(jobs[1]);
    EXPECT_EQ(session.pending()->change.region.x, 31) << "its work went on while it was not in sight";
    EXPECT_EQ(members(), jobs) << "looking changes no order";
}

TEST_F(RunTest, AcceptingOneIsOneUndoStepAndEndsTheRun) {
    finish(0);
    finish(1);
    session.show(jobs[1]);
    session.accept();
    test::settle();
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(document.undoStack().count(), 1);
    EXPECT_EQ(std::get<engine::DescribeRequest>(document.edits()[0].request).seed, 8u);
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_TRUE(session.run().empty());
    EXPECT_EQ(bench.engine.cancelled, (std::vector{jobs[2], jobs[3]})) << "nobody waits for them any more";
}

TEST_F(RunTest, AnotherVariantBroughtBackTakesTheEditsPlace) {
    finish(0);
    finish(1);
    session.accept();
    test::settle();
    ASSERT_EQ(session.variants().size(), 1u) << "what is finished is not lost";
    const quint64 edit = document.edits()[0].id;
    session.show(jobs[1]);
    EXPECT_EQ(session.pendingReplaces(), edit);
    session.accept();
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(document.edits()[0].id, edit);
    EXPECT_EQ(document.edits()[0].change.region.x, 1);
}

TEST_F(RunTest, CancellingKeepsWhatIsFinishedAndDiscardingDropsAll) {
    finish(0);
    session.show(jobs[2]);
    session.cancel();
    test::settle();
    EXPECT_EQ(session.state(), State::ResultWaiting) << "back to the one that is there";
    EXPECT_EQ(session.shown()->job, jobs[0]);
    EXPECT_EQ(members(), std::vector{jobs[0]});
    EXPECT_TRUE(bench.engine.open_jobs.empty());
    session.discard();
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_TRUE(session.variants().empty());
    EXPECT_TRUE(document.edits().empty());
}

TEST_F(RunTest, DiscardingCancelsWhatIsStillWaiting) {
    finish(0);
    session.discard();
    test::settle();
    EXPECT_TRUE(bench.engine.open_jobs.empty());
    EXPECT_TRUE(session.run().empty());
    EXPECT_TRUE(session.variants().empty());
}

TEST_F(RunTest, AFailureOfOneLeavesTheOthers) {
    QSignalSpy failed(&session, &ui::EditSession::failed);
    bench.engine.start(jobs[0]);
    bench.engine.fail(jobs[0], {engine::ErrorCode::OutOfMemory, "no memory"});
    test::settle();
    EXPECT_EQ(failed.count(), 1);
    EXPECT_EQ(members(), (std::vector{jobs[1], jobs[2], jobs[3]}));
    EXPECT_EQ(session.shown()->job, jobs[1]);
    finish(1);
    EXPECT_EQ(session.state(), State::ResultWaiting);
}

TEST_F(RunTest, AnotherPhotoEndsAllOfIt) {
    finish(0);
    bench.openPhoto();
    test::settle();
    EXPECT_TRUE(bench.engine.open_jobs.empty());
    EXPECT_TRUE(session.run().empty());
    EXPECT_TRUE(session.variants().empty());
    EXPECT_EQ(session.state(), State::Idle);
}

TEST_F(RunTest, OneMoreBesideTheShownOneShowsItsPictureUntilItHasItsOwn) {
    finish(0);
    session.cancel();
    ui::DescribeSettings settings;
    settings.prompt = "blond hair";
    session.submitBeside("describe", ui::describeRequest(document, settings, {}));
    const engine::JobId beside = bench.submittedJob();
    EXPECT_EQ(members(), (std::vector{jobs[0], beside}));
    EXPECT_EQ(session.shown()->job, beside);
    EXPECT_EQ(session.state(), State::Queued);
    ASSERT_TRUE(session.pending());
    EXPECT_EQ(session.pending()->change.region.x, 0);
    bench.engine.start(beside);
    bench.engine.preview(beside, 1, test::brighter({30, 0, 8, 8}));
    test::settle();
    EXPECT_EQ(session.pending()->change.region.x, 30);
    session.cancel();
    test::settle();
    EXPECT_EQ(session.shown()->job, jobs[0]);
    EXPECT_EQ(session.state(), State::ResultWaiting);
    session.submitBeside("shadows", ui::shadowsRequest(document, {}, {}));
    EXPECT_EQ(session.run().size(), 1u) << "another system has a run of its own";
    EXPECT_FALSE(session.pending());
}

}  // namespace
