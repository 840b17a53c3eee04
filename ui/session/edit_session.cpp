#include "ui/session/edit_session.h"

#include <algorithm>
#include <utility>

#include "engine/api/overloaded.h"
#include "ui/document/commands.h"
#include "ui/session/engine_client.h"
#include "ui/session/request_builder.h"

namespace ui {

EditSession::EditSession(Document& document, EngineClient& client, const engine::Darkroom& darkroom,
                         QObject* parent)
    : QObject(parent), document_(document), client_(client), darkroom_(darkroom) {
    connect(&document_, &Document::opened, this, &EditSession::startOver);
    connect(&client_, &EngineClient::started, this, &EditSession::onStarted);
    connect(&client_, &EngineClient::progressed, this, &EditSession::onProgress);
    connect(&client_, &EngineClient::previewed, this, &EditSession::onPreview);
    connect(&client_, &EngineClient::finished, this, &EditSession::onFinished);
    connect(&client_, &EngineClient::failed, this, &EditSession::onFailed);
}

EditSession::~EditSession() = default;

void EditSession::apply(std::unique_ptr<QUndoCommand> command) {
    document_.undoStack().push(command.release());
}

void EditSession::submit(const QString& system, engine::Request request, quint64 replaces) {
    setAside();
    system_ = system;
    current_ = Job{system, withLayers(std::move(request), layersBelow(document_, replaces)), replaces};
    step_ = steps_ = 0;
    loading_ = false;
    setState(State::Queued);
    job_ = client_.submit(system, current_->request);
}

void EditSession::rerun(quint64 edit) {
    const Edit* old = document_.edit(edit);
    if (!old) return;
    submit(old->system, old->request, edit);
}

void EditSession::read() {
    if (document_.isEmpty() || reading_ || read_job_) return;
    engine::ReadRequest request;
    request.photo = document_.photo();
    read_job_ = client_.submit(QStringLiteral("read"), std::move(request), {"read", 1});
}

void EditSession::bringBack(engine::JobId job) {
    const auto found =
        std::find_if(variants_.begin(), variants_.end(), [job](const Variant& v) { return v.job == job; });
    if (found == variants_.end()) return;
    Variant variant = std::move(*found);
    variants_.erase(found);
    setAside();
    system_ = variant.system;
    current_ = Job{variant.system, std::move(variant.request), variant.replaces};
    job_ = job;
    showPending(engine::Layer{std::move(variant.change), 1.0f});
    setState(State::ResultWaiting);
    Q_EMIT variantsChanged();
}

void EditSession::accept() {
    if (state_ != State::ResultWaiting) return;
    Edit edit;
    edit.system = current_->system;
    edit.request = withLayers(current_->request, {});  // run again, it sees what lies below it then
    edit.change = pending_->change;
    edit.made = QDateTime::currentDateTime();
    const Edit* old = document_.edit(current_->replaces);
    edit.id = old ? old->id : document_.nextEditId();
    if (old) {
        edit.opacity = old->opacity;
        edit.visible = old->visible;
    }
    current_.reset();
    job_.reset();
    pending_.reset();
    apply(old ? replaceEdit(document_, std::move(edit)) : addEdit(document_, std::move(edit)));
    Q_EMIT pendingChanged();
    setState(State::Idle);
}

void EditSession::discard() {
    if (state_ != State::ResultWaiting) return;
    current_.reset();
    job_.reset();
    showPending({});
    setState(State::Idle);
}

void EditSession::cancel() {
    if (state_ != State::Queued && state_ != State::Running) return;
    const auto job = std::exchange(job_, std::nullopt);
    current_.reset();
    if (job) client_.cancel(*job);
    showPending({});
    setState(State::Idle);
}

/// Another photo: nothing that belongs to the old one may appear in it.
void EditSession::startOver() {
    const auto others = std::exchange(others_, {});
    const auto job = std::exchange(job_, std::nullopt);
    const bool unfinished = state_ == State::Queued || state_ == State::Running;
    const auto read_job = std::exchange(read_job_, std::nullopt);
    current_.reset();
    reading_.reset();
    variants_.clear();
    for (const auto& [other, unused] : others) client_.cancel(other);
    if (job && unfinished) client_.cancel(*job);
    if (read_job) client_.cancel(*read_job);
    showPending({});
    setState(State::Idle);
    Q_EMIT variantsChanged();
    Q_EMIT readingReady();
}

/// Makes room for another current job without losing what is there.
void EditSession::setAside() {
    if (!current_) return;
    if (state_ == State::ResultWaiting) {
        variants_.push_back(
            {*job_, current_->system, current_->request, pending_->change, current_->replaces});
        Q_EMIT variantsChanged();
    } else if (job_) {
        others_.emplace(*job_, *current_);
    }
    current_.reset();
    job_.reset();
    showPending({});
}

void EditSession::setState(State state) {
    if (state_ == state) return;
    state_ = state;
    Q_EMIT stateChanged();
}

void EditSession::showPending(std::optional<engine::Layer> layer) {
    if (!pending_ && !layer) return;
    pending_ = std::move(layer);
    Q_EMIT pendingChanged();
}

void EditSession::endWith(const engine::Error& error) {
    const QString system = current_->system;
    current_.reset();
    job_.reset();
    showPending({});
    setState(State::Idle);
    if (error.code != engine::ErrorCode::Cancelled) Q_EMIT failed(system, error);
}

void EditSession::onStarted(engine::JobId job) {
    if (job == job_) setState(State::Running);
}

void EditSession::onProgress(const engine::Progress& progress) {
    if (progress.job != job_ || state_ == State::ResultWaiting) return;
    step_ = progress.step;
    steps_ = progress.steps;
    loading_ = progress.loading;
    Q_EMIT progressed();
}

void EditSession::onPreview(const engine::Preview& preview) {
    const auto* change = std::get_if<engine::Change>(&preview.guess);
    if (change && preview.job == job_ && state_ == State::Running) showPending(engine::Layer{*change, 1.0f});
}

void EditSession::onFinished(engine::JobId job, const engine::Outcome& outcome) {
    std::visit(engine::Overloaded{
                   [&](const engine::Change& change) {
                       if (job == job_) {
                           showPending(engine::Layer{change, 1.0f});
                           setState(State::ResultWaiting);
                       } else if (auto node = others_.extract(job)) {
                           Job& other = node.mapped();
                           variants_.push_back(
                               {job, other.system, std::move(other.request), change, other.replaces});
                           Q_EMIT variantsChanged();
                       }
                   },
                   [&](const engine::Reading& reading) {
                       if (job != read_job_) return;
                       read_job_.reset();
                       reading_ = reading;
                       Q_EMIT readingReady();
                   },
                   [](const engine::Pictures&) {},  // no tool of the window makes pictures yet
               },
               outcome);
}

void EditSession::onFailed(engine::JobId job, const engine::Error& error) {
    if (job == job_) {
        endWith(error);
    } else if (job == read_job_) {
        read_job_.reset();
        if (error.code != engine::ErrorCode::Cancelled) Q_EMIT failed(QStringLiteral("read"), error);
    } else if (auto node = others_.extract(job); node && error.code != engine::ErrorCode::Cancelled) {
        Q_EMIT failed(node.mapped().system, error);
    }
}

}  // namespace ui
