#pragma once

#include <stop_token>

#include "engine/api/darkroom.h"
#include "engine/api/engine.h"

namespace cli {

/// When things happened in a job, in seconds since it was submitted.
struct JobTimes {
    double first_preview = 0;  ///< decoded and rendered for a screen
    double steps = 0;          ///< from the end of the first step to the end of the last
    double last_step = 0;
    double end = 0;
    double processor = 0;  ///< seconds of processor time that the whole program used meanwhile
    int previews = 0;
    int step_count = 0;
    engine::Outcome outcome;
};

/// Runs a request. Until `looks_from` seconds after the submission nobody reads the engine's mail; from then
/// on every preview is taken, and rendered as a screen would when `darkroom` is there. Errors: the job's own.
engine::Result<JobTimes> timeJob(engine::Engine& engine, const engine::Request& request,
                                 const engine::Photo& photo, const engine::Darkroom* darkroom,
                                 double looks_from, std::stop_token stop);

}  // namespace cli
