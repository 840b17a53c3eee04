#pragma once

#include <string>

#include "engine/api/event.h"
#include "engine/api/mailbox.h"
#include "engine/api/request.h"

namespace engine {

struct SubmitOptions {
    /// A non-empty key cancels every earlier job submitted under the same key (live sliders, joint drags).
    std::string supersedes;
    int priority = 0;  ///< higher runs earlier; equal priorities run in order of submission
};

/// The engine as a front end sees it. Every function returns at once and may be called from any thread; all
/// news comes through mailbox().
class Engine {
public:
    virtual ~Engine() = default;
    virtual JobId submit(Request request, SubmitOptions options) = 0;
    JobId submit(Request request) { return submit(std::move(request), {}); }
    virtual void cancel(JobId job) = 0;
    /// While paused no waiting job starts; the running one goes on.
    virtual void setPaused(bool paused) = 0;
    /// Puts a waiting job at `position` (0 = next) of the queue; no effect on one that runs or has ended.
    virtual void reorder(JobId job, int position) = 0;
    virtual Mailbox& mailbox() = 0;
    /// What it computes with, for the status bar: "CPU, 2 threads, f32".
    virtual std::string device() const = 0;
};

}  // namespace engine
