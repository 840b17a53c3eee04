#include <gtest/gtest.h>

#include <latch>
#include <map>
#include <random>
#include <stdexcept>

#include "engine/jobs/worker.h"
#include "tests/engine/jobs/listener.h"

namespace engine {
namespace {

Result<Outcome> done(JobContext&) {
    return Outcome(Change{});
}

TEST(Shutdown, EveryJobEndsWhenTheWorkerDies) {
    Mailbox mailbox;
    std::latch running(1);
    {
        Worker worker(mailbox);
        worker.submit([&](JobContext& context) -> Result<Outcome> {
            running.count_down();
            for (;;) context.checkpoint();
        });
        worker.submit(done);
        running.wait();
    }
    EXPECT_EQ(jobsThatSaid<Failed>(mailbox.drain()), (std::vector{JobId{1}, JobId{2}}));
}

TEST(Shutdown, APausedWorkerEndsItsJobsToo) {
    Mailbox mailbox;
    {
        Worker worker(mailbox);
        worker.setPaused(true);
        worker.submit(done);
    }
    EXPECT_EQ(jobsThatSaid<Failed>(mailbox.drain()), std::vector{JobId{1}});
}

/// One kind of everything a job can do.
Work anyWork(std::mt19937& random) {
    switch (random() % 8) {
        case 0:
            return [](JobContext& context) -> Result<Outcome> {
                for (;;) context.checkpoint();  // until someone cancels or supersedes it, or the worker dies
            };
        case 1:
            return [](JobContext&) -> Result<Outcome> { throw std::bad_alloc(); };
        case 2:
            return [](JobContext&) -> Result<Outcome> { throw std::runtime_error("surprise"); };
        case 3:
            return [](JobContext&) -> Result<Outcome> { return Error{ErrorCode::NoFace, "No face."}; };
        case 4:
            return [](JobContext& context) -> Result<Outcome> {
                for (int step = 1; step <= 5; ++step) {
                    context.checkpoint();
                    context.progress(step, 5);
                    context.preview(step, [] { return Change{}; });
                }
                return done(context);
            };
        default:
            return done;
    }
}

/// One front end's thread: a dozen random wishes.
void disturb(Worker& worker, unsigned seed) {
    std::mt19937 random(seed);
    static constexpr const char* kKeys[] = {"", "live", "pose"};
    for (int i = 0; i < 12; ++i) {
        const JobId any{random() % 16 + 1};
        switch (random() % 8) {
            case 0:
                worker.cancel(any);
                break;
            case 1:
                worker.setPaused(random() % 2 == 0);
                break;
            case 2:
                worker.reorder(any, static_cast<int>(random() % 8) - 1);
                break;
            default:
                worker.submit(anyWork(random), {kKeys[random() % 3], static_cast<int>(random() % 3) - 1});
        }
    }
}

/// What one job has said so far; add() objects to anything out of order.
class Life {
public:
    void add(const Event& event) {
        EXPECT_FALSE(ended_) << "a word after the last one";
        if (std::holds_alternative<Queued>(event)) {
            EXPECT_FALSE(queued_);
            queued_ = true;
        } else if (std::holds_alternative<Started>(event)) {
            EXPECT_TRUE(queued_ && !started_);
            started_ = true;
        } else if (std::holds_alternative<Failed>(event)) {
            EXPECT_TRUE(queued_);
        } else {
            EXPECT_TRUE(started_);
        }
        ended_ = isEnd(event);
    }
    bool ended() const { return ended_; }

private:
    bool queued_ = false;
    bool started_ = false;
    bool ended_ = false;
};

TEST(RandomSequences, EveryJobOfAThousandDisturbedQueuesEndsExactlyOnce) {
    std::size_t jobs = 0;
    for (unsigned round = 0; round < 1000 && !::testing::Test::HasFailure(); ++round) {
        Mailbox mailbox;
        std::vector<Event> events;
        {
            Worker worker(mailbox);
            {
                std::jthread first([&] { disturb(worker, 2 * round); });
                std::jthread second([&] { disturb(worker, 2 * round + 1); });
                events = mailbox.drain();
            }
            if (round % 2 == 0) worker.setPaused(false);
        }
        for (Event& event : mailbox.drain()) events.push_back(std::move(event));
        std::map<JobId, Life> lives;
        for (const Event& event : events) lives[jobOf(event)].add(event);
        for (const auto& [job, life] : lives)
            EXPECT_TRUE(life.ended()) << "job " << job.value << " of round " << round;
        EXPECT_TRUE(lives.empty() || lives.rbegin()->first.value == lives.size())
            << "a job said nothing at all";
        jobs += lives.size();
    }
    EXPECT_GT(jobs, 10'000u);
}

}  // namespace
}  // namespace engine
