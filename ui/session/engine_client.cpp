#include "ui/session/engine_client.h"

#include "engine/api/overloaded.h"

namespace ui {

EngineClient::EngineClient(engine::Engine& engine, QObject* parent) : QObject(parent), engine_(engine) {
    engine_.mailbox().connect(
        [this] { QMetaObject::invokeMethod(this, &EngineClient::deliver, Qt::QueuedConnection); });
}

EngineClient::~EngineClient() {
    engine_.mailbox().disconnect();
}

engine::JobId EngineClient::submit(const QString& system, engine::Request request,
                                   engine::SubmitOptions options) {
    const engine::JobId job = engine_.submit(request, std::move(options));
    Q_EMIT submitted(job, system, request);
    return job;
}

void EngineClient::deliver() {
    for (const engine::Event& event : engine_.mailbox().drain()) {
        std::visit(engine::Overloaded{
                       [this](const engine::Queued& e) { Q_EMIT queued(e.job); },
                       [this](const engine::Started& e) {
                           pace_.invalidate();
                           seconds_left_ = -1;
                           Q_EMIT started(e.job);
                       },
                       [this](const engine::Progress& e) {
                           judgePace(e);
                           Q_EMIT progressed(e);
                       },
                       [this](const engine::Preview& e) { Q_EMIT previewed(e); },
                       [this](const engine::Finished& e) { Q_EMIT finished(e.job, e.outcome); },
                       [this](const engine::Failed& e) { Q_EMIT failed(e.job, e.error); },
                   },
                   event);
    }
}

void EngineClient::judgePace(const engine::Progress& progress) {
    // Neither loading nor the first step, which warms up, is a pace that the others could be judged by.
    if (progress.loading || !pace_.isValid()) {
        seconds_left_ = -1;
        pace_from_ = progress.step;
        if (progress.loading) {
            pace_.invalidate();
        } else {
            pace_.start();
        }
    } else if (progress.step > pace_from_ && progress.steps >= progress.step) {
        const double each = static_cast<double>(pace_.elapsed()) / 1000 / (progress.step - pace_from_);
        seconds_left_ = each * (progress.steps - progress.step);
    }
}

}  // namespace ui
