#include <gtest/gtest.h>

#include "engine/jobs/worker.h"
#include "tests/engine/jobs/listener.h"

namespace engine {
namespace {

Result<Outcome> done(JobContext&) {
    return Outcome(Change{});
}

/// The worker is paused, so that a test can arrange the queue before anything runs.
struct QueueTest : ::testing::Test {
    QueueTest() { worker.setPaused(true); }

    JobId submit(int priority = 0) { return worker.submit(done, {"", priority}); }

    /// Lets everything run; the jobs in the order in which they started.
    std::vector<JobId> runAll() {
        const JobId last = submit(-1000);
        worker.setPaused(false);
        std::vector<JobId> started = jobsThatSaid<Started>(listener.untilEnd(last));
        std::erase(started, last);
        return started;
    }

    Mailbox mailbox;
    Listener listener{mailbox};
    Worker worker{mailbox};
};

using Order = std::vector<JobId>;

TEST_F(QueueTest, EqualPrioritiesRunInOrderOfSubmission) {
    const JobId a = submit();
    const JobId b = submit();
    const JobId c = submit();
    EXPECT_EQ(runAll(), (Order{a, b, c}));
}

TEST_F(QueueTest, AHigherPriorityRunsEarlier) {
    const JobId batch = submit(-1);
    const JobId normal = submit(0);
    const JobId live = submit(5);
    const JobId second_live = submit(5);
    EXPECT_EQ(runAll(), (Order{live, second_live, normal, batch}));
}

TEST_F(QueueTest, WhilePausedNothingStarts) {
    const JobId waiting = submit();
    worker.cancel(waiting);  // had it started, it would have said so before it ended
    const auto& seen = listener.untilEnd(waiting);
    EXPECT_TRUE(jobsThatSaid<Started>(seen).empty());
    EXPECT_EQ(errorOf(seen, waiting)->code, ErrorCode::Cancelled);
}

TEST_F(QueueTest, PausingLetsTheRunningJobFinish) {
    const JobId job = worker.submit([this](JobContext& context) {
        worker.setPaused(true);
        return done(context);
    });
    const JobId next = submit();
    worker.setPaused(false);
    const auto& seen = listener.untilEnd(job);
    EXPECT_FALSE(errorOf(seen, job));
    EXPECT_EQ(jobsThatSaid<Started>(seen), Order{job});
    EXPECT_EQ(runAll(), (Order{job, next}));
}

TEST_F(QueueTest, AWaitingJobCanBePutAnywhere) {
    const JobId a = submit();
    const JobId b = submit();
    const JobId c = submit();
    const JobId d = submit();
    worker.reorder(d, 0);
    worker.reorder(a, 2);
    EXPECT_EQ(runAll(), (Order{d, b, a, c}));
}

TEST_F(QueueTest, APositionBeyondTheQueueIsItsEnd) {
    const JobId a = submit();
    const JobId b = submit();
    const JobId c = submit();
    worker.reorder(a, 99);
    worker.reorder(c, -7);
    EXPECT_EQ(runAll(), (Order{c, b, a}));
}

TEST_F(QueueTest, AJobPutFirstStaysBeforeJobsThatComeLater) {
    const JobId normal = submit(0);
    const JobId batch = submit(-1);
    worker.reorder(batch, 0);
    const JobId later = submit(0);
    const JobId live = submit(5);
    EXPECT_EQ(runAll(), (Order{live, batch, normal, later}));
}

TEST_F(QueueTest, ReorderingAJobThatHasEndedDoesNothing) {
    const JobId a = submit();
    const JobId b = submit();
    worker.cancel(a);
    worker.reorder(a, 0);
    EXPECT_EQ(runAll(), Order{b});
}

TEST_F(QueueTest, ACancelledJobNeverStartsAndTheOthersKeepTheirOrder) {
    const JobId a = submit();
    const JobId b = submit();
    const JobId c = submit();
    worker.cancel(b);
    EXPECT_EQ(runAll(), (Order{a, c}));
}

TEST_F(QueueTest, SupersededJobsNeverStart) {
    const JobId old_live = worker.submit(done, {"live", 1});
    const JobId other = submit();
    const JobId new_live = worker.submit(done, {"live", 1});
    EXPECT_EQ(runAll(), (Order{new_live, other}));
    EXPECT_EQ(errorOf(listener.untilEnd(old_live), old_live)->code, ErrorCode::Cancelled);
}

/// Calls back into the worker when the job that holds it is thrown away.
struct Farewell {
    explicit Farewell(Worker& listening) : worker(listening) {}
    Farewell(const Farewell&) = delete;
    Farewell& operator=(const Farewell&) = delete;
    ~Farewell() { worker.setPaused(true); }
    Worker& worker;
};

TEST_F(QueueTest, AJobIsThrownAwayWithoutTheQueueBeingLocked) {
    const auto submit_holding = [&](const char* key) {
        return worker.submit(
            [held = std::make_shared<Farewell>(worker)](JobContext& context) { return done(context); },
            {key});
    };
    const JobId cancelled = submit_holding("");
    worker.cancel(cancelled);
    submit_holding("live");
    const JobId newest = worker.submit(done, {"live"});
    EXPECT_EQ(runAll(), Order{newest});
}

}  // namespace
}  // namespace engine
