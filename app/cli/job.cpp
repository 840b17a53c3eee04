#include "app/cli/job.h"

#include <condition_variable>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/api/overloaded.h"

namespace cli {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Outcome;
using engine::Result;

/// Sleeps until a mailbox has news.
class Bell {
public:
    explicit Bell(engine::Mailbox& mailbox) : mailbox_(mailbox) {
        mailbox_.connect([this] {
            std::scoped_lock lock(mutex_);
            rung_ = true;
            changed_.notify_one();
        });
    }
    Bell(const Bell&) = delete;
    Bell& operator=(const Bell&) = delete;
    ~Bell() { mailbox_.disconnect(); }

    std::vector<engine::Event> nextEvents() {
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return rung_; });
            rung_ = false;
        }
        return mailbox_.drain();
    }

private:
    engine::Mailbox& mailbox_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool rung_ = false;
};

/// Photos were opened before the job, so what it could not read is a model.
Error asModelTrouble(Error error) {
    if (error.code == ErrorCode::FileUnreadable) error.code = ErrorCode::ModelMissing;
    return error;
}

}  // namespace

JobListener telling(Console& console,
                    std::function<Result<std::string>(const engine::Preview&)> write_preview) {
    JobListener listener;
    listener.progress = [&console](const engine::Progress& p) {
        console.progress(p.step, p.steps, p.loading);
    };
    if (!write_preview) return listener;
    listener.preview = [&console, write_preview = std::move(write_preview)](
                           const engine::Preview& preview) -> Result<engine::Done> {
        const auto file = write_preview(preview);
        if (!file) return file.error();
        console.note({{"event", "preview"}, {"step", preview.step}, {"file", file.value()}});
        return engine::Done{};
    };
    return listener;
}

Result<Outcome> runJob(engine::Engine& engine, engine::Request request, const JobListener& listener,
                       std::stop_token stop) {
    Bell bell(engine.mailbox());
    const engine::JobId job = engine.submit(std::move(request));
    const std::stop_callback cancel(stop, [&] { engine.cancel(job); });
    if (listener.submitted) listener.submitted();

    std::optional<Error> own_trouble;
    std::optional<Result<Outcome>> end;
    const engine::Overloaded hear{[](const engine::Queued&) {},
                                  [](const engine::Started&) {},
                                  [&](const engine::Progress& progress) {
                                      if (listener.progress) listener.progress(progress);
                                  },
                                  [&](const engine::Preview& preview) {
                                      if (!listener.preview || own_trouble) return;
                                      if (const auto shown = listener.preview(preview); !shown) {
                                          own_trouble = shown.error();
                                          engine.cancel(job);
                                      }
                                  },
                                  [&](const engine::Finished& finished) { end = finished.outcome; },
                                  [&](const engine::Failed& failed) { end = asModelTrouble(failed.error); }};
    while (!end) {
        for (const engine::Event& event : bell.nextEvents()) std::visit(hear, event);
    }
    if (own_trouble) return *own_trouble;
    return *std::move(end);
}

}  // namespace cli
