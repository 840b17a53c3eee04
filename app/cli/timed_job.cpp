#include "app/cli/timed_job.h"

#include <sys/resource.h>

#include <chrono>
#include <thread>

#include "app/cli/job.h"
#include "app/cli/preview_folder.h"

namespace cli {
namespace {

/// Of all threads, in seconds. Unlike the clock it does not see other programs.
double processorTime() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace

using engine::Result;

Result<JobTimes> timeJob(engine::Engine& engine, const engine::Request& request, const engine::Photo& photo,
                         const engine::Darkroom* darkroom, double looks_from, std::stop_token stop) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    const double processor_before = processorTime();
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
        if (const auto* change = std::get_if<engine::Change>(&preview.guess); change && darkroom)
            previewPicture(*darkroom, photo, *change);
        if (times.previews++ == 0) times.first_preview = now();
        return engine::Done{};
    };
    listener.submitted = [&] { std::this_thread::sleep_for(std::chrono::duration<double>(looks_from)); };
    auto outcome = runJob(engine, request, listener, std::move(stop));
    if (!outcome) return outcome.error();
    times.end = now();
    times.processor = processorTime() - processor_before;
    times.outcome = std::move(outcome).value();
    return times;
}

}  // namespace cli
