#include "app/cli/timed_job.h"

#include <chrono>
#include <thread>

#include "app/cli/job.h"
#include "app/cli/preview_folder.h"

namespace cli {

using engine::Result;

Result<JobTimes> timeJob(engine::Engine& engine, const engine::Request& request, const engine::Photo& photo,
                         const engine::Darkroom* darkroom, double looks_from, std::stop_token stop) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    const auto now = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    JobTimes times;
    double first_step = 0;
    JobListener listener;
    listener.progress = [&](const engine::Progress& progress) {
        if (progress.loading) return;
        if (progress.step == 1) first_step = now();
        times.last_step = now();
        times.steps = times.last_step - first_step;
        times.step_count = progress.steps;
    };
    listener.preview = [&](const engine::Preview& preview) -> Result<engine::Done> {
        if (darkroom) previewPicture(*darkroom, photo, preview.change);
        if (times.previews++ == 0) times.first_preview = now();
        return engine::Done{};
    };
    listener.submitted = [&] { std::this_thread::sleep_for(std::chrono::duration<double>(looks_from)); };
    auto outcome = runJob(engine, request, listener, std::move(stop));
    if (!outcome) return outcome.error();
    times.end = now();
    times.outcome = std::move(outcome).value();
    return times;
}

}  // namespace cli
