#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/api/engine.h"
#include "engine/jobs/job_context.h"

namespace engine {

/// What a job does. It may be called twice: when memory ran out, it is run once more after caches were
/// dropped.
using Work = std::function<Result<Outcome>(JobContext&)>;

/// What the owner of a Worker wants done on the worker's own thread.
struct WorkerHooks {
    /// Runs before the first job; its result lives as long as the thread (a place for thread-local state).
    /// Must not throw.
    std::function<std::shared_ptr<void>()> thread_start;
    /// Drops caches when a job threw std::bad_alloc, before the job's second and last attempt.
    std::function<void()> on_out_of_memory;
};

/// One thread, one queue. The queue is the only lock a caller can meet, and it is never held while a job
/// runs, so every function returns at once. Locks are taken in the order Worker, Mailbox, wake.
///
/// Every job says Queued, then perhaps Started, and ends exactly once, at the latest when the Worker dies. A
/// job that had not ended when cancel() returned ends as ErrorCode::Cancelled, whatever its work returns.
class Worker {
public:
    explicit Worker(Mailbox& mailbox, WorkerHooks hooks = {});
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker();

    JobId submit(Work work, const SubmitOptions& options = {});
    void cancel(JobId job);

    /// While paused no waiting job starts; the running one goes on.
    void setPaused(bool paused);

    /// Puts a waiting job at `position` (0 = next, clamped to the queue). It takes a priority that fits its
    /// new place, so jobs submitted later line up behind or before it as they would with its neighbours.
    void reorder(JobId job, int position);

private:
    struct Job {
        JobId id;
        int priority = 0;
        std::string key;
        Work work;
        std::stop_source stop;
    };

    void run(const std::stop_token& quit);
    Result<Outcome> attempt(const Job& job, JobContext& context);
    void end(const Job& job, Result<Outcome> result);
    void enqueue(Job job);
    template <typename Matches>
    std::vector<Job> takeWaiting(Matches matches);

    Mailbox& mailbox_;
    const WorkerHooks hooks_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Job> waiting_;  // in order of execution, so never rising in priority
    bool paused_ = false;
    JobId running_;
    std::string running_key_;
    std::stop_source running_stop_{std::nostopstate};
    std::uint64_t last_id_ = 0;
    std::jthread thread_;  // last: everything above outlives it
};

}  // namespace engine
