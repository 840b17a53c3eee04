#include "ui/session/job_list_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

#include "tests/support/workbench.h"

namespace {

using State = ui::JobListModel::State;

class JobListModelTest : public testing::Test {
protected:
    void SetUp() override { bench.openPhoto(); }

    engine::JobId submit() {
        bench.work.session.submit("shadows", ui::shadowsRequest(bench.work.document, {}, {}));
        return bench.submittedJob();
    }
    State stateOf(int row) const {
        return static_cast<State>(jobs.index(row).data(ui::JobListModel::StateRole).toInt());
    }

    test::Workbench bench;
    ui::JobListModel& jobs = bench.work.jobs;
    QAbstractItemModelTester tester{&jobs, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(JobListModelTest, ListsTheRunningJobThenTheQueueThenWhatHasEnded) {
    const engine::JobId first = submit();
    const engine::JobId second = submit();
    submit();
    bench.engine.start(first);
    bench.engine.fail(first, {engine::ErrorCode::Internal, "broken"});
    bench.engine.start(second);
    test::settle();
    ASSERT_EQ(jobs.rowCount(), 3);
    EXPECT_EQ(stateOf(0), State::Running);
    EXPECT_EQ(stateOf(1), State::Waiting);
    EXPECT_EQ(stateOf(2), State::Failed);
    EXPECT_EQ(jobs.index(2).data(ui::JobListModel::DetailsRole), "broken");
}

TEST_F(JobListModelTest, TellsTheStepsOfARunningJob) {
    const engine::JobId job = submit();
    bench.engine.start(job);
    bench.engine.progress(job, 1, 8);
    test::settle();
    EXPECT_EQ(jobs.index(0).data(ui::JobListModel::StatusRole), "Step 1 of 8");
    EXPECT_EQ(jobs.index(0).data(ui::JobListModel::StepsRole), 8);
}

TEST_F(JobListModelTest, RetrySubmitsTheSameRequestAgain) {
    ui::ShadowSettings settings;
    settings.seed = 42;
    bench.work.session.submit("shadows", ui::shadowsRequest(bench.work.document, settings, {}));
    const engine::JobId job = bench.submittedJob();
    bench.engine.fail(job, {engine::ErrorCode::OutOfMemory, "no memory"});
    test::settle();
    ASSERT_TRUE(jobs.canRetry(0));
    jobs.retry(0);
    bench.submittedJob();
    EXPECT_EQ(bench.engine.submitted.size(), 2u);
    EXPECT_EQ(std::get<engine::ShadowsRequest>(bench.engine.submitted.back().request).seed, 42u);
    ASSERT_EQ(jobs.rowCount(), 1) << "the retried job takes the failed one's place";
    EXPECT_EQ(stateOf(0), State::Waiting);
}

TEST_F(JobListModelTest, RetryOfARerunStillReplacesItsEdit) {
    bench.runToResult();
    bench.work.session.accept();
    const quint64 id = bench.work.document.edits()[0].id;
    bench.work.session.rerun(id);
    bench.engine.fail(bench.submittedJob(), {engine::ErrorCode::Internal, "broken"});
    test::settle();
    jobs.retry(0);
    EXPECT_EQ(bench.work.session.pendingReplaces(), id);
}

TEST_F(JobListModelTest, PauseAndReorderReachTheEngine) {
    submit();
    const engine::JobId second = submit();
    jobs.setPaused(true);
    EXPECT_TRUE(bench.engine.paused);
    EXPECT_EQ(jobs.index(0).data(ui::JobListModel::StatusRole), "Paused");
    EXPECT_FALSE(jobs.canMove(0, -1));
    ASSERT_TRUE(jobs.canMove(1, -1));
    jobs.move(1, -1);
    ASSERT_EQ(bench.engine.reordered.size(), 1u);
    EXPECT_EQ(bench.engine.reordered[0], std::pair(second, 0));
    jobs.setPaused(false);
    EXPECT_FALSE(bench.engine.paused);
}

TEST_F(JobListModelTest, ARunningJobIsNoPlaceInTheQueue) {
    const engine::JobId first = submit();
    submit();
    const engine::JobId third = submit();
    bench.engine.start(first);
    test::settle();
    EXPECT_FALSE(jobs.canMove(1, -1));
    jobs.move(2, -1);
    ASSERT_EQ(bench.engine.reordered.size(), 1u);
    EXPECT_EQ(bench.engine.reordered[0], std::pair(third, 0));
}

TEST_F(JobListModelTest, ClearingKeepsVariantsAndWhatIsStillToBeDone) {
    bench.runToResult();
    const engine::JobId second = submit();
    bench.engine.start(second);
    test::settle();
    const engine::JobId third = submit();
    bench.engine.fail(third, {engine::ErrorCode::Internal, "broken"});
    test::settle();
    ASSERT_EQ(jobs.rowCount(), 3);
    jobs.clearEnded();
    ASSERT_EQ(jobs.rowCount(), 2);
    EXPECT_EQ(stateOf(0), State::Running);
    EXPECT_TRUE(jobs.canBringBack(1));
    jobs.bringBack(1);
    EXPECT_EQ(bench.work.session.state(), ui::EditSession::State::ResultWaiting);
}

TEST_F(JobListModelTest, CancellingAWaitingJobEndsIt) {
    const engine::JobId job = submit();
    jobs.cancel(0);
    test::settle();
    EXPECT_EQ(stateOf(0), State::Cancelled);
    EXPECT_FALSE(bench.engine.isOpen(job));
    EXPECT_EQ(bench.work.session.state(), ui::EditSession::State::Idle);
}

}  // namespace
