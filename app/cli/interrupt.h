#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace cli {

/// Turns Ctrl-C, a closed terminal and a polite kill into a stop request. Must be made before any other
/// thread: the signals are blocked everywhere and taken by a thread of its own, so that stopping may take
/// locks.
class Interrupt {
public:
    Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    ~Interrupt();

    std::stop_token token() const { return stop_.get_token(); }

private:
    void wait(std::stop_token over);

    sigset_t signals_;
    std::stop_source stop_;
    std::jthread thread_;  // last: uses everything above
};

}  // namespace cli
