#pragma once

#include <QCoreApplication>
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "engine/api/engine.h"

namespace test {

/// An engine that does what the test says: it keeps what was submitted and posts the events it is told to
/// post.
class FakeEngine : public engine::Engine {
public:
    struct Submitted {
        engine::JobId job;
        engine::Request request;
        engine::SubmitOptions options;
    };

    using engine::Engine::submit;
    engine::JobId submit(engine::Request request, engine::SubmitOptions options) override {
        if (!options.supersedes.empty()) {
            for (const Submitted& earlier : submitted) {
                if (earlier.options.supersedes == options.supersedes) cancel(earlier.job);
            }
        }
        const engine::JobId job{submitted.size() + 1};
        submitted.push_back({job, std::move(request), std::move(options)});
        open_jobs.push_back(job);
        post(engine::Queued{job});
        return job;
    }
    void cancel(engine::JobId job) override {
        if (!isOpen(job)) return;
        cancelled.push_back(job);
        fail(job, {engine::ErrorCode::Cancelled, "cancelled"});
    }
    void setPaused(bool value) override { paused = value; }
    void reorder(engine::JobId job, int position) override { reordered.emplace_back(job, position); }
    engine::Mailbox& mailbox() override { return mailbox_; }
    std::string device() const override { return "Fake, 1 thread, f32"; }

    /// The newest job.
    engine::JobId last() const { return submitted.back().job; }
    bool isOpen(engine::JobId job) const {
        return std::find(open_jobs.begin(), open_jobs.end(), job) != open_jobs.end();
    }

    // The script. The news arrives with the next turn of the event loop, see settle().
    void start(engine::JobId job) { post(engine::Started{job}); }
    void progress(engine::JobId job, int step, int steps) { post(engine::Progress{job, step, steps, false}); }
    void preview(engine::JobId job, int step, engine::Change change) {
        post(engine::Preview{job, step, std::move(change)});
    }
    void finish(engine::JobId job, engine::Outcome outcome) {
        std::erase(open_jobs, job);
        post(engine::Finished{job, std::move(outcome)});
    }
    void fail(engine::JobId job, engine::Error error) {
        std::erase(open_jobs, job);
        post(engine::Failed{job, std::move(error)});
    }

    std::vector<Submitted> submitted;
    std::vector<engine::JobId> open_jobs;
    std::vector<engine::JobId> cancelled;
    std::vector<std::pair<engine::JobId, int>> reordered;
    bool paused = false;

private:
    void post(engine::Event event) { mailbox_.post(std::move(event)); }

    engine::Mailbox mailbox_;
};

/// Lets queued news arrive, and what has been put away go, as the turns of an event loop do.
inline void settle() {
    for (int i = 0; i < 3; ++i) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

/// A change that brightens `region` by `log_gain`, without a mask.
inline engine::Change brighter(engine::Rect region, float log_gain = 0.3f) {
    auto field = std::make_shared<std::vector<float>>(4 * 4 * 3, log_gain);
    return {region, {{4, 4}, std::move(field)}, {}};
}

}  // namespace test
