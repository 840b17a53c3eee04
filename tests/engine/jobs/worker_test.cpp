#include "engine/jobs/worker.h"

#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <stdexcept>

#include "tests/engine/jobs/listener.h"

namespace engine {
namespace {

Change changeOfWidth(int width) {
    Change change;
    change.region = {0, 0, width, 1};
    return change;
}

Result<Outcome> done(JobContext&) {
    return Outcome(changeOfWidth(1));
}

struct WorkerTest : ::testing::Test {
    Mailbox mailbox;
    Listener listener{mailbox};
    Worker worker{mailbox};
};

TEST_F(WorkerTest, AJobIsQueuedThenStartedAndFinishedIsItsLastWord) {
    const JobId job = worker.submit([](JobContext& context) -> Result<Outcome> {
        context.loading(1, 2);
        context.progress(1, 1);
        return Outcome(changeOfWidth(42));
    });
    const auto& seen = listener.untilEnd(job);
    ASSERT_EQ(seen.size(), 5u);
    EXPECT_TRUE(std::holds_alternative<Queued>(seen[0]));
    EXPECT_TRUE(std::holds_alternative<Started>(seen[1]));
    const auto& loading = std::get<Progress>(seen[2]);
    EXPECT_TRUE(loading.loading);
    EXPECT_EQ(std::pair(loading.step, loading.steps), std::pair(1, 2));
    EXPECT_FALSE(std::get<Progress>(seen[3]).loading);
    EXPECT_EQ(std::get<Change>(std::get<Finished>(seen[4]).outcome).region.width, 42);
}

TEST_F(WorkerTest, ARestIsEndedByWhoeverCancels) {
    std::latch running(1);
    const JobId job = worker.submit([&](JobContext& context) -> Result<Outcome> {
        context.rest(std::chrono::milliseconds(1));  // nobody minds
        running.count_down();
        context.rest(std::chrono::hours(1));
        return Outcome(changeOfWidth(1));
    });
    running.wait();
    worker.cancel(job);
    EXPECT_EQ(errorOf(listener.untilEnd(job), job)->code, ErrorCode::Cancelled);
}

TEST_F(WorkerTest, CancelStopsARunningJobAtItsNextCheckpoint) {
    std::latch running(1);
    const JobId job = worker.submit([&](JobContext& context) -> Result<Outcome> {
        running.count_down();
        for (;;) {
            context.checkpoint();
            std::this_thread::yield();
        }
    });
    running.wait();
    worker.cancel(job);
    EXPECT_EQ(errorOf(listener.untilEnd(job), job)->code, ErrorCode::Cancelled);
}

TEST_F(WorkerTest, AJobCancelledInItsLastStepFailsThoughItsWorkIsDone) {
    std::latch running(1);
    std::promise<void> gate;
    const JobId job = worker.submit([&](JobContext& context) -> Result<Outcome> {
        running.count_down();
        gate.get_future().wait();
        EXPECT_TRUE(context.stopToken().stop_requested());
        return done(context);
    });
    running.wait();
    worker.cancel(job);
    gate.set_value();
    EXPECT_EQ(errorOf(listener.untilEnd(job), job)->code, ErrorCode::Cancelled);
}

TEST_F(WorkerTest, ANewLiveJobSupersedesTheRunningAndTheWaitingOnesOfItsKey) {
    std::latch running(1);
    const JobId first = worker.submit(
        [&](JobContext& context) -> Result<Outcome> {
            running.count_down();
            for (;;) context.checkpoint();
        },
        {"live"});
    running.wait();
    const JobId other = worker.submit(done, {"another key"});
    const JobId second = worker.submit(done);
    const JobId newest = worker.submit(done, {"live"});
    const auto& seen = listener.untilEnd(newest);
    EXPECT_EQ(errorOf(seen, first)->code, ErrorCode::Cancelled);
    EXPECT_FALSE(errorOf(seen, other));
    EXPECT_FALSE(errorOf(seen, second));
    EXPECT_FALSE(errorOf(seen, newest));
}

TEST_F(WorkerTest, AnErrorIsHandedOnWordForWord) {
    const JobId job = worker.submit([](JobContext&) -> Result<Outcome> {
        return Error{ErrorCode::NoFace, "No face was found."};
    });
    const Error error = errorOf(listener.untilEnd(job), job).value();
    EXPECT_EQ(error.code, ErrorCode::NoFace);
    EXPECT_EQ(error.message, "No face was found.");
}

TEST_F(WorkerTest, AnExceptionBecomesAnEventWithoutItsStackTraceAndTheWorkerLivesOn) {
    const JobId bad = worker.submit([](JobContext&) -> Result<Outcome> {
        throw std::runtime_error("shape mismatch\nframe #0: somewhere");
    });
    const Error error = errorOf(listener.untilEnd(bad), bad).value();
    EXPECT_EQ(error.code, ErrorCode::Internal);
    EXPECT_NE(error.message.find("shape mismatch"), std::string::npos);
    EXPECT_EQ(error.message.find("frame"), std::string::npos);

    const JobId odd = worker.submit([](JobContext&) -> Result<Outcome> { throw 42; });
    EXPECT_EQ(errorOf(listener.untilEnd(odd), odd)->code, ErrorCode::Internal);
    const JobId good = worker.submit(done);
    EXPECT_FALSE(errorOf(listener.untilEnd(good), good));
}

TEST(Previews, ASlowReaderSeesOneOfThemAndNoneIsDecodedInVain) {
    Mailbox mailbox;
    Worker worker(mailbox);
    int decoded = 0;
    worker.submit([&](JobContext& context) -> Result<Outcome> {
        for (int step = 0; step < 50; ++step) {
            context.preview(step, [&] {
                ++decoded;
                return changeOfWidth(step + 1);
            });
        }
        return done(context);
    });
    std::latch next_ran(1);
    worker.submit([&](JobContext& context) -> Result<Outcome> {
        next_ran.count_down();
        return done(context);
    });
    next_ran.wait();  // the reader looks only now
    EXPECT_EQ(jobsThatSaid<Preview>(mailbox.drain()).size(), 1u);
    EXPECT_EQ(decoded, 1);
}

TEST(OutOfMemory, CachesAreDroppedAndTheJobRunsOnceMore) {
    Mailbox mailbox;
    Listener listener(mailbox);
    bool dropped = false;
    Worker worker(mailbox, {.thread_start = {}, .on_out_of_memory = [&] { dropped = true; }});
    const JobId job = worker.submit([&](JobContext& context) -> Result<Outcome> {
        if (!dropped) throw std::bad_alloc();
        return done(context);
    });
    EXPECT_FALSE(errorOf(listener.untilEnd(job), job));
    EXPECT_TRUE(dropped);
}

TEST(OutOfMemory, AJobThatIsTooLargeFailsAfterTheSecondAttemptAndTheNextOneRuns) {
    Mailbox mailbox;
    Listener listener(mailbox);
    int drops = 0;
    int attempts = 0;
    Worker worker(mailbox, {.thread_start = {}, .on_out_of_memory = [&] { ++drops; }});
    const JobId large = worker.submit([&](JobContext&) -> Result<Outcome> {
        ++attempts;
        throw std::bad_alloc();
    });
    const JobId small = worker.submit(done);
    const auto& seen = listener.untilEnd(small);
    EXPECT_EQ(errorOf(seen, large)->code, ErrorCode::OutOfMemory);
    EXPECT_FALSE(errorOf(seen, small));
    EXPECT_EQ(attempts, 2);
    EXPECT_EQ(drops, 1);
}

TEST(ThreadStart, WhatItReturnsLivesOnTheWorkersThreadFromBeforeTheFirstJobToTheEnd) {
    std::thread::id opened;
    std::thread::id closed;
    std::thread::id ran;
    {
        Mailbox mailbox;
        Listener listener(mailbox);
        Worker worker(mailbox, {.thread_start =
                                    [&] {
                                        opened = std::this_thread::get_id();
                                        return std::shared_ptr<void>(
                                            nullptr, [&](void*) { closed = std::this_thread::get_id(); });
                                    },
                                .on_out_of_memory = {}});
        const JobId job = worker.submit([&](JobContext& context) {
            EXPECT_EQ(closed, std::thread::id());
            ran = std::this_thread::get_id();
            return done(context);
        });
        listener.untilEnd(job);
    }
    EXPECT_NE(ran, std::this_thread::get_id());
    EXPECT_EQ(opened, ran);
    EXPECT_EQ(closed, ran);
}

}  // namespace
}  // namespace engine
