#include "ui/session/portrait_question.h"

#include <utility>

#include "ui/session/engine_client.h"

namespace ui {

PortraitQuestion::PortraitQuestion(EngineClient& client, QObject* parent) : QObject(parent), client_(client) {
    connect(&client_, &EngineClient::finished, this,
            [this](engine::JobId job, const engine::Outcome& outcome) {
                const auto* reading = std::get_if<engine::Reading>(&outcome);
                if (job != job_ || !reading) return;
                job_.reset();
                Q_EMIT answered(*reading);
            });
    connect(&client_, &EngineClient::failed, this, [this](engine::JobId job, const engine::Error& error) {
        if (job != job_) return;
        job_.reset();
        Q_EMIT failed(error);
    });
}

void PortraitQuestion::ask(const engine::Photo& photo, int face) {
    cancel();
    engine::ReadRequest request;
    request.photo = photo;
    request.face = face;
    job_ = client_.submit(QStringLiteral("read"), std::move(request), {{}, 1});
}

void PortraitQuestion::cancel() {
    if (const auto job = std::exchange(job_, std::nullopt)) client_.cancel(*job);
}

}  // namespace ui
