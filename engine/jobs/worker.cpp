#include "engine/jobs/worker.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <new>

namespace engine {
namespace {

Error cancelled() {
    return {ErrorCode::Cancelled, "The job was cancelled."};
}

Error outOfMemory() {
    return {
        ErrorCode::OutOfMemory,
        "There is not enough memory for this job, even after everything kept in reserve was dropped; close "
        "other programs or choose a smaller region, then try again."};
}

/// Libraries append a stack trace to their first line; a person needs only that line.
Error fault(const std::string& what) {
    return {ErrorCode::Internal, "The engine met a fault it did not expect (" +
                                     what.substr(0, what.find('\n')) +
                                     "); the photo is unchanged, try again or restart the program."};
}

}  // namespace

Worker::Worker(Mailbox& mailbox, WorkerHooks hooks)
    : mailbox_(mailbox),
      hooks_(std::move(hooks)),
      thread_([this](const std::stop_token& quit) { run(quit); }) {}

Worker::~Worker() {
    thread_.request_stop();
    {
        std::scoped_lock lock(mutex_);
        running_stop_.request_stop();
    }
    thread_.join();
    for (const Job& job : waiting_) mailbox_.post(Failed{job.id, cancelled()});
}

JobId Worker::submit(Work work, const SubmitOptions& options) {
    std::vector<Job> superseded;  // destroyed after the lock is gone: requests hold whole photos
    std::scoped_lock lock(mutex_);
    const std::string& key = options.supersedes;
    if (!key.empty()) {
        superseded = takeWaiting([&](const Job& job) { return job.key == key; });
        if (running_key_ == key) running_stop_.request_stop();
    }
    const JobId id{++last_id_};
    mailbox_.post(Queued{id});  // under the lock: nobody can start the job before
    enqueue({id, options.priority, key, std::move(work), {}});
    changed_.notify_one();
    return id;
}

void Worker::cancel(JobId id) {
    std::vector<Job> gone;
    std::scoped_lock lock(mutex_);
    if (running_ == id) running_stop_.request_stop();
    gone = takeWaiting([&](const Job& job) { return job.id == id; });
}

void Worker::setPaused(bool paused) {
    std::scoped_lock lock(mutex_);
    paused_ = paused;
    changed_.notify_one();
}

void Worker::reorder(JobId id, int position) {
    std::scoped_lock lock(mutex_);
    const auto found =
        std::find_if(waiting_.begin(), waiting_.end(), [&](const Job& job) { return job.id == id; });
    if (found == waiting_.end()) return;
    Job job = std::move(*found);
    waiting_.erase(found);
    const auto place = waiting_.begin() + std::clamp(position, 0, static_cast<int>(waiting_.size()));
    if (place != waiting_.end()) job.priority = std::max(job.priority, place->priority);
    if (place != waiting_.begin()) job.priority = std::min(job.priority, std::prev(place)->priority);
    waiting_.insert(place, std::move(job));
}

/// Behind every job of the same or a higher priority. The lock is held.
void Worker::enqueue(Job job) {
    const auto place = std::find_if(waiting_.begin(), waiting_.end(),
                                    [&](const Job& other) { return other.priority < job.priority; });
    waiting_.insert(place, std::move(job));
}

/// Ends the waiting jobs that match and hands them over for destruction. The lock is held.
template <typename Matches>
std::vector<Worker::Job> Worker::takeWaiting(Matches matches) {
    const auto first = std::stable_partition(waiting_.begin(), waiting_.end(),
                                             [&](const Job& job) { return !matches(job); });
    std::vector<Job> taken(std::make_move_iterator(first), std::make_move_iterator(waiting_.end()));
    waiting_.erase(first, waiting_.end());
    for (const Job& job : taken) mailbox_.post(Failed{job.id, cancelled()});
    return taken;
}

void Worker::run(const std::stop_token& quit) {
    const std::shared_ptr<void> scope = hooks_.thread_start ? hooks_.thread_start() : nullptr;
    for (;;) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, quit, [&] { return !paused_ && !waiting_.empty(); });
            if (quit.stop_requested()) return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
            running_ = job.id;
            running_key_ = job.key;
            running_stop_ = job.stop;
            mailbox_.post(Started{job.id});
        }
        JobContext context(job.id, job.stop.get_token(), mailbox_);
        end(job, attempt(job, context));
    }
}

/// The only place in the engine where exceptions end.
Result<Outcome> Worker::attempt(const Job& job, JobContext& context) {
    for (bool again = false;; again = true) {
        try {
            if (again && hooks_.on_out_of_memory) hooks_.on_out_of_memory();
            context.checkpoint();
            return job.work(context);
        } catch (const JobCancelled&) {
            return cancelled();
        } catch (const std::bad_alloc&) {
            if (again) return outOfMemory();
        } catch (const std::exception& surprise) {
            return fault(surprise.what());
        } catch (...) {
            return fault("an exception of unknown type");
        }
    }
}

/// Under the lock, so that a cancel() either comes in time or finds the job already ended.
void Worker::end(const Job& job, Result<Outcome> result) {
    std::scoped_lock lock(mutex_);
    if (job.stop.stop_requested()) result = cancelled();
    if (result) {
        mailbox_.post(Finished{job.id, std::move(result).value()});
    } else {
        mailbox_.post(Failed{job.id, result.error()});
    }
    running_ = {};
    running_key_.clear();
    running_stop_ = std::stop_source(std::nostopstate);
}

}  // namespace engine
