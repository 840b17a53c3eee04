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
    std::vector<engine::Request> requests;
    requests.push_back(std::move(request));
    submitAll(system, std::move(requests), replaces);
}

void EditSession::submitAll(const QString& system, std::vector<engine::Request> requests, quint64 replaces) {
    setAside();
    system_ = system;
    ++last_run_;
    const std::vector<engine::Layer> layers = layersBelow(document_, replaces);
    for (engine::Request& request : requests) {
        Variant variant;
        variant.system = system;
        variant.request = withLayers(std::move(request), layers);
        variant.replaces = replaces;
        variant.run = last_run_;
        if (!current_) {
            // Before the engine has it: who lists the job asks what it is going to replace.
            present(variant);
            current_->job = client_.submit(system, variant.request);
        } else {
            variant.job = client_.submit(system, variant.request);
            others_.emplace(variant.job, std::move(variant));
        }
    }
    Q_EMIT runChanged();
}

void EditSession::submitBeside(const QString& system, engine::Request request, quint64 replaces) {
    if (!isShowing(system, replaces)) {
        submit(system, std::move(request), replaces);
        return;
    }
    Variant variant;
    variant.system = system;
    variant.request = withLayers(std::move(request), layersBelow(document_, replaces));
    variant.replaces = replaces;
    variant.run = current_->run;
    variant.layer = current_->layer;
    setAside();
    present(variant);
    current_->job = client_.submit(system, variant.request);
    Q_EMIT runChanged();
}

bool EditSession::isShowing(const QString& system, quint64 replaces) const {
    return current_ && current_->system == system && current_->replaces == replaces;
}

void EditSession::refine(const QString& system, engine::Request request, quint64 replaces) {
    if (!isShowing(system, replaces)) {
        submit(system, std::move(request), replaces);
        return;
    }
    next_ = withLayers(std::move(request), layersBelow(document_, replaces));
    refineNext();
}

/// Sends the newest refinement, unless the one before is still being made.
void EditSession::refineNext() {
    if (!next_ || refining_ || current_->state != State::ResultWaiting) return;
    refining_ = Refinement{{}, *std::exchange(next_, std::nullopt)};
    refining_->job = client_.submit(current_->system, refining_->request);
}

/// One has been made, or could not be.
void EditSession::refined() {
    refineNext();
    if (!refining_ && std::exchange(accepts_refined_, false)) accept();
}

void EditSession::dropRefinement() {
    next_.reset();
    accepts_refined_ = false;
    if (const auto dropped = std::exchange(refining_, std::nullopt)) client_.cancel(dropped->job);
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

const std::optional<engine::Layer>& EditSession::pending() const {
    static const std::optional<engine::Layer> none;
    return current_ ? current_->layer : none;
}

std::vector<const EditSession::Variant*> EditSession::run() const {
    std::vector<const Variant*> members;
    if (!current_) return members;
    const auto add = [&](const Variant& variant) {
        if (variant.run == current_->run) members.push_back(&variant);
    };
    add(*current_);
    for (const Variant& variant : variants_) add(variant);
    for (const auto& [job, variant] : others_) add(variant);
    std::sort(members.begin(), members.end(),
              [](const Variant* a, const Variant* b) { return a->job < b->job; });
    return members;
}

const EditSession::Variant* EditSession::working() const {
    const Variant* next = nullptr;
    for (const Variant* variant : run()) {
        if (variant->state == State::Running) return variant;
        if (variant->state == State::Queued && !next) next = variant;
    }
    return next;
}

void EditSession::show(engine::JobId job) {
    if (current_ && current_->job == job) return;
    std::optional<Variant> variant = take(job);
    if (!variant) return;
    setAside();
    system_ = variant->system;
    present(std::move(variant));
    Q_EMIT variantsChanged();
    Q_EMIT runChanged();
}

void EditSession::accept() {
    if (state_ != State::ResultWaiting) return;
    if (refining_) {
        accepts_refined_ = true;
        return;
    }
    if (changesNothing(current_->layer->change)) {
        acceptNothing();
        return;
    }
    const Variant chosen = std::move(*current_);
    Edit edit;
    edit.system = chosen.system;
    edit.request = withLayers(chosen.request, {});  // run again, it sees what lies below it then
    edit.change = chosen.layer->change;
    edit.made = QDateTime::currentDateTime();
    const Edit* old = document_.edit(chosen.replaces);
    edit.id = old ? old->id : document_.nextEditId();
    if (old) {
        edit.opacity = old->opacity;
        edit.visible = old->visible;
    }
    std::vector<engine::JobId> unmade;
    for (auto& [job, variant] : others_) {
        if (variant.run == chosen.run) unmade.push_back(job);
    }
    for (Variant& variant : variants_) {
        if (variant.run == chosen.run) variant.replaces = edit.id;
    }
    for (const engine::JobId job : unmade) others_.erase(job);
    current_.reset();
    apply(old ? replaceEdit(document_, std::move(edit)) : addEdit(document_, std::move(edit)));
    for (const engine::JobId job : unmade) client_.cancel(job);
    Q_EMIT pendingChanged();
    follow();
    Q_EMIT runChanged();
}

/// What has become of nothing is no edit, and one whose place it takes goes.
void EditSession::acceptNothing() {
    const quint64 replaced = current_->replaces;
    discard();
    if (document_.edit(replaced)) apply(removeEdit(document_, replaced));
}

void EditSession::discard() {
    if (state_ != State::ResultWaiting) return;
    const quint64 run = current_->run;
    cancel();
    const bool others = std::erase_if(variants_, [run](const Variant& v) { return v.run == run; }) > 0;
    present({});
    if (others) Q_EMIT variantsChanged();
    Q_EMIT runChanged();
}

void EditSession::cancel() {
    if (!current_) return;
    const quint64 run = current_->run;
    std::vector<engine::JobId> unmade;
    for (const Variant* variant : this->run()) {
        if (variant->state != State::ResultWaiting) unmade.push_back(variant->job);
    }
    if (unmade.empty()) return;
    for (const engine::JobId job : unmade) others_.erase(job);
    const bool shown = current_->state != State::ResultWaiting;
    if (shown) current_.reset();
    for (const engine::JobId job : unmade) client_.cancel(job);
    if (shown) presentNext(run);
    Q_EMIT runChanged();
}

/// Another photo: nothing that belongs to the old one may appear in it.
void EditSession::startOver() {
    const auto others = std::exchange(others_, {});
    const auto current = std::exchange(current_, std::nullopt);
    const auto read_job = std::exchange(read_job_, std::nullopt);
    reading_.reset();
    variants_.clear();
    for (const auto& [job, unused] : others) client_.cancel(job);
    if (current && current->state != State::ResultWaiting) client_.cancel(current->job);
    if (read_job) client_.cancel(*read_job);
    present({});
    Q_EMIT variantsChanged();
    Q_EMIT runChanged();
    Q_EMIT readingReady();
}

/// Makes room for another current variant without losing what is there.
void EditSession::setAside() {
    if (!current_) return;
    if (current_->state == State::ResultWaiting) {
        variants_.push_back(std::move(*current_));
        current_.reset();
        Q_EMIT variantsChanged();
    } else {
        const engine::JobId job = current_->job;
        others_.emplace(job, std::move(*current_));
        current_.reset();
    }
}

EditSession::Variant* EditSession::unfinished(engine::JobId job) {
    if (current_ && current_->job == job) {
        return current_->state == State::ResultWaiting ? nullptr : &*current_;
    }
    const auto found = others_.find(job);
    return found == others_.end() ? nullptr : &found->second;
}

std::optional<EditSession::Variant> EditSession::take(engine::JobId job) {
    if (auto node = others_.extract(job)) return std::move(node.mapped());
    const auto found =
        std::find_if(variants_.begin(), variants_.end(), [job](const Variant& v) { return v.job == job; });
    if (found == variants_.end()) return std::nullopt;
    std::optional<Variant> variant = std::move(*found);
    variants_.erase(found);
    return variant;
}

void EditSession::present(std::optional<Variant> variant) {
    dropRefinement();  // of what was shown until now
    current_ = std::move(variant);
    Q_EMIT pendingChanged();
    follow();
}

/// What is left of a run when the one that was shown has gone: a finished one if there is any.
void EditSession::presentNext(quint64 run) {
    std::optional<engine::JobId> next;
    for (const auto& [job, variant] : others_) {
        if (variant.run == run && !next) next = job;
    }
    const auto finished =
        std::find_if(variants_.begin(), variants_.end(), [run](const Variant& v) { return v.run == run; });
    if (finished != variants_.end()) next = finished->job;
    present(next ? take(*next) : std::nullopt);
    if (next) Q_EMIT variantsChanged();
}

void EditSession::follow() {
    const State now = current_ ? current_->state : State::Idle;
    if (now == state_) return;
    state_ = now;
    Q_EMIT stateChanged();
}

void EditSession::onStarted(engine::JobId job) {
    Variant* variant = unfinished(job);
    if (!variant) return;
    variant->state = State::Running;
    follow();
    Q_EMIT runChanged();
}

void EditSession::onProgress(const engine::Progress& progress) {
    Variant* variant = unfinished(progress.job);
    if (!variant) return;
    variant->step = progress.step;
    variant->steps = progress.steps;
    variant->loading = progress.loading;
    Q_EMIT progressed();
    Q_EMIT runChanged();
}

void EditSession::onPreview(const engine::Preview& preview) {
    const auto* change = std::get_if<engine::Change>(&preview.guess);
    Variant* variant = change ? unfinished(preview.job) : nullptr;
    if (!variant || variant->state != State::Running) return;
    variant->layer = engine::Layer{*change, 1.0f};
    if (current_ && current_->job == preview.job) Q_EMIT pendingChanged();
    Q_EMIT runChanged();
}

void EditSession::onChange(engine::JobId job, const engine::Change& change) {
    if (refining_ && refining_->job == job) {
        current_->request = std::exchange(refining_, std::nullopt)->request;
        current_->layer = engine::Layer{change, 1.0f};
        Q_EMIT pendingChanged();
        Q_EMIT runChanged();
        refined();
        return;
    }
    Variant* variant = unfinished(job);
    if (!variant) return;
    variant->layer = engine::Layer{change, 1.0f};
    variant->state = State::ResultWaiting;
    if (auto node = others_.extract(job)) {
        variants_.push_back(std::move(node.mapped()));
        Q_EMIT variantsChanged();
    } else {
        Q_EMIT pendingChanged();
        follow();
        refineNext();
    }
    Q_EMIT runChanged();
}

void EditSession::onFinished(engine::JobId job, const engine::Outcome& outcome) {
    std::visit(engine::Overloaded{
                   [&](const engine::Change& change) { onChange(job, change); },
                   [&](const engine::Reading& reading) {
                       if (job != read_job_) return;
                       read_job_.reset();
                       reading_ = reading;
                       Q_EMIT readingReady();
                   },
                   [](const engine::FoundMask&) {},     // heard by the PlaceFinder
                   [](const engine::StyleRegions&) {},  // heard by the StyleWork
                   [](const engine::Pictures&) {},      // no tool of the window makes pictures yet
               },
               outcome);
}

void EditSession::onFailed(engine::JobId job, const engine::Error& error) {
    QString system = QStringLiteral("read");
    if (job == read_job_) {
        read_job_.reset();
    } else if (refining_ && refining_->job == job) {
        system = current_->system;
        refining_.reset();
        accepts_refined_ = false;  // what is seen is not what was asked for
        refined();
    } else if (const Variant* variant = unfinished(job)) {
        system = variant->system;
        const quint64 run = variant->run;
        if (current_ && current_->job == job) {
            current_.reset();
            presentNext(run);
        } else {
            others_.erase(job);
        }
        Q_EMIT runChanged();
    } else {
        return;
    }
    if (error.code != engine::ErrorCode::Cancelled) Q_EMIT failed(system, error);
}

}  // namespace ui
