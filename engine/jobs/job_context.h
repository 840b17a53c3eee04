#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <utility>

#include "engine/api/mailbox.h"

namespace engine {

/// Thrown by JobContext::checkpoint() and caught by Worker alone. Not a std::exception, so that no
/// `catch (const std::exception&)` between the two can mistake a user's wish for a fault.
struct JobCancelled {};

/// A running job's only line to the outside: is it still wanted, and what is there to show.
class JobContext {
public:
    JobContext(JobId job, std::stop_token stop, Mailbox& mailbox)
        : job_(job), stop_(std::move(stop)), mailbox_(mailbox) {}

    /// Leaves the job by JobCancelled when nobody wants it any more; belongs at the head of every long loop.
    void checkpoint() const {
        if (stop_.stop_requested()) throw JobCancelled{};
    }

    /// Waits until nothing else has been wished for so long; leaves like checkpoint(). Belongs before what
    /// takes longer than a hand that drags something waits.
    void rest(std::chrono::milliseconds time) const {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        never.wait_for(lock, stop_, time, [] { return false; });
        checkpoint();
    }

    /// `step` of `steps` is done; steps 0 means that the number is not known.
    void progress(int step, int steps) { mailbox_.post(Progress{job_, step, steps, false}); }

    /// `done` of `total` networks are read from disk; no step has begun.
    void loading(int done, int total) { mailbox_.post(Progress{job_, done, total, true}); }

    /// `decode` is called, on this thread, only when someone is ready to look.
    void preview(int step, const std::function<Guess()>& decode) {
        if (mailbox_.wantsPreview(job_)) mailbox_.post(Preview{job_, step, decode()});
    }

    /// For functions that take a stop token themselves; they answer it with ErrorCode::Cancelled.
    const std::stop_token& stopToken() const { return stop_; }

private:
    JobId job_;
    std::stop_token stop_;
    Mailbox& mailbox_;
};

}  // namespace engine
