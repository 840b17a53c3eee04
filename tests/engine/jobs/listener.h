#pragma once

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <type_traits>
#include <vector>

#include "engine/api/mailbox.h"

namespace engine {

inline JobId jobOf(const Event& event) {
    return std::visit([](const auto& any) { return any.job; }, event);
}

inline bool isEnd(const Event& event) {
    return std::holds_alternative<Finished>(event) || std::holds_alternative<Failed>(event);
}

/// The error a job ended with; nothing when it did not end or did not fail.
inline std::optional<Error> errorOf(const std::vector<Event>& events, JobId job) {
    for (const Event& event : events) {
        if (const auto* failed = std::get_if<Failed>(&event); failed && failed->job == job)
            return failed->error;
    }
    return std::nullopt;
}

/// The jobs that said T, in order.
template <typename T>
std::vector<JobId> jobsThatSaid(const std::vector<Event>& events) {
    std::vector<JobId> jobs;
    for (const Event& event : events) {
        if (std::holds_alternative<T>(event)) jobs.push_back(jobOf(event));
    }
    return jobs;
}

/// Hears everything a mailbox says, as a window would: woken, then draining on its own thread.
class Listener {
public:
    explicit Listener(Mailbox& mailbox) : mailbox_(mailbox) {
        mailbox_.connect([this] {
            std::scoped_lock lock(mutex_);
            news_ = true;
            woken_.notify_one();
        });
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener() { mailbox_.disconnect(); }

    /// Waits until `job` has ended; everything heard so far. A job that never ends runs into ctest's time
    /// limit.
    const std::vector<Event>& untilEnd(JobId job) {
        while (std::none_of(heard_.begin(), heard_.end(),
                            [&](const Event& event) { return jobOf(event) == job && isEnd(event); })) {
            {
                std::unique_lock lock(mutex_);
                woken_.wait(lock, [this] { return news_; });
                news_ = false;
            }
            for (Event& event : mailbox_.drain()) heard_.push_back(std::move(event));
        }
        return heard_;
    }

private:
    Mailbox& mailbox_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool news_ = false;
    std::vector<Event> heard_;
};

}  // namespace engine
