#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "app/cli/console.h"
#include "engine/api/engine.h"

namespace cli {

/// Who hears what a job says on its way; each may be empty.
struct JobListener {
    std::function<void()> submitted;  ///< before anything is heard
    std::function<void(const engine::Progress&)> progress;
    /// An error ends the job.
    std::function<engine::Result<engine::Done>(const engine::Preview&)> preview;
};

/// Tells the console how far a job is. `write_preview`, where given, writes a preview and says where it lies.
JobListener telling(Console& console,
                    std::function<engine::Result<std::string>(const engine::Preview&)> write_preview);

/// Submits a request, hears it to its end on the calling thread, and hands over what it made. A requested
/// stop cancels the job. Errors: the job's own, those of listener.preview; a model file that cannot be read
/// is ModelMissing here.
engine::Result<engine::Outcome> runJob(engine::Engine& engine, engine::Request request,
                                       const JobListener& listener, std::stop_token stop);

}  // namespace cli
