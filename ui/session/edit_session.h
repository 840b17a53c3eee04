#pragma once

#include <QObject>
#include <QString>
#include <QUndoCommand>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/darkroom.h"
#include "engine/api/engine.h"
#include "ui/document/document.h"

namespace ui {

class EngineClient;

/// The only door a tool has: to the document (apply), to the engine (submit), and to the result that waits.
/// GUI thread only.
class EditSession : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Queued, Running, ResultWaiting };

    /// A finished result that was set aside because something else was started or looked at.
    struct Variant {
        engine::JobId job;
        QString system;
        engine::Request request;
        engine::Change change;
        quint64 replaces = 0;
    };

    EditSession(Document& document, EngineClient& client, const engine::Darkroom& darkroom,
                QObject* parent = nullptr);
    ~EditSession() override;

    Document& document() { return document_; }
    const engine::Darkroom& darkroom() const { return darkroom_; }
    State state() const { return state_; }
    /// The id of the system whose preview or result is shown, or that was started last.
    const QString& system() const { return system_; }

    /// Pushes one undo step.
    void apply(std::unique_ptr<QUndoCommand> command);

    /// Runs a request of a system whose outcome is a Change; previews and the result appear through
    /// pending(). The engine sees the photo with the visible edits over it: all of them, or with `replaces`
    /// those below that edit, whose place the accepted result takes. A result that waits becomes a variant,
    /// never lost silently.
    void submit(const QString& system, engine::Request request, quint64 replaces = 0);
    /// Runs an edit again with what it was asked for; the result takes its place.
    void rerun(quint64 edit);
    /// Reads faces and parts of the photo, once per photo; answered by readingReady() or failed("read", …).
    void read();
    bool isReading() const { return read_job_.has_value(); }

    /// The preview or waiting result as a layer over the document's own, if there is one.
    const std::optional<engine::Layer>& pending() const { return pending_; }
    /// The edit that a preview or waiting result is going to replace; 0 for none.
    quint64 pendingReplaces() const { return current_ ? current_->replaces : 0; }
    /// What the portrait reader saw in this photo, once it has been read.
    const std::optional<engine::Reading>& reading() const { return reading_; }

    const std::vector<Variant>& variants() const { return variants_; }
    /// Shows a variant as the waiting result; what was shown before becomes a variant itself, and a job that
    /// runs ends as one.
    void bringBack(engine::JobId job);

    void accept();   ///< ResultWaiting → one undo step
    void discard();  ///< ResultWaiting → Idle
    void cancel();   ///< Queued, Running → Idle

    int step() const { return step_; }
    int steps() const { return steps_; }
    bool isLoading() const { return loading_; }

Q_SIGNALS:
    void stateChanged();
    void progressed();
    void pendingChanged();
    void readingReady();
    void variantsChanged();
    void failed(const QString& system, const engine::Error& error);

private:
    struct Job {
        QString system;
        engine::Request request;
        quint64 replaces = 0;
    };

    void startOver();
    void setAside();
    void setState(State state);
    void showPending(std::optional<engine::Layer> layer);
    void endWith(const engine::Error& error);
    void onStarted(engine::JobId job);
    void onProgress(const engine::Progress& progress);
    void onPreview(const engine::Preview& preview);
    void onFinished(engine::JobId job, const engine::Outcome& outcome);
    void onFailed(engine::JobId job, const engine::Error& error);

    Document& document_;
    EngineClient& client_;
    const engine::Darkroom& darkroom_;
    State state_ = State::Idle;
    QString system_;
    std::optional<Job> current_;           ///< what pending() and state() speak of
    std::optional<engine::JobId> job_;     ///< its number
    std::map<engine::JobId, Job> others_;  ///< set aside while they ran; their results become variants
    std::vector<Variant> variants_;
    std::optional<engine::Layer> pending_;
    std::optional<engine::Reading> reading_;
    std::optional<engine::JobId> read_job_;
    int step_ = 0;
    int steps_ = 0;
    bool loading_ = false;
};

}  // namespace ui
