#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace engine {

/// Makes values on a thread of its own, a few ahead of who takes them.
template <typename T>
class Prefetch {
public:
    Prefetch(std::function<T()> make, std::size_t ahead)
        : thread_([this, make = std::move(make), ahead](std::stop_token stop) {
              while (!stop.stop_requested()) {
                  T value = make();
                  std::unique_lock lock(mutex_);
                  changed_.wait(lock, stop, [&] { return ready_.size() < ahead; });
                  ready_.push_back(std::move(value));
                  changed_.notify_all();
              }
          }) {}

    T take() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !ready_.empty(); });
        T value = std::move(ready_.front());
        ready_.pop_front();
        changed_.notify_all();
        return value;
    }

private:
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<T> ready_;
    std::jthread thread_;  // last: everything above outlives it
};

}  // namespace engine
