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

    /// One result of a run, from waiting in the queue to finished: the one that is shown, or one set aside
    /// because something else was started or looked at.
    struct Variant {
        engine::JobId job;
        QString system;
        engine::Request request;
        quint64 replaces = 0;  ///< the edit whose place it takes when it is accepted; 0: none
        quint64 run = 0;       ///< the same for all that were started together
        State state = State::Queued;
        int step = 0;
        int steps = 0;
        bool loading = false;
        std::optional<engine::Layer> layer;  ///< its newest preview or, at the end, the result
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
    /// The same for several requests of which one result will be chosen: one run. They wait for each other,
    /// the first is shown, and any of them can be looked at while it is made.
    void submitAll(const QString& system, std::vector<engine::Request> requests, quint64 replaces = 0);
    /// One more result of the run that is shown, where that is of this system and takes the same edit's
    /// place; else like submit(). What is shown stays in sight until the first preview, and comes back when
    /// the new one is cancelled or fails.
    void submitBeside(const QString& system, engine::Request request, quint64 replaces = 0);
    /// For tools that answer under the hand: like submit(), but what is already shown of this system is not
    /// set aside. Its picture stays until the new one takes its place. Only one is with the engine at a time;
    /// of those asked for meanwhile the newest follows.
    void refine(const QString& system, engine::Request request, quint64 replaces = 0);
    /// Runs an edit again with what it was asked for; the result takes its place.
    void rerun(quint64 edit);
    /// Reads faces and parts of the photo, once per photo; answered by readingReady() or failed("read", …).
    void read();
    bool isReading() const { return read_job_.has_value(); }

    /// The preview or waiting result as a layer over the document's own, if there is one.
    const std::optional<engine::Layer>& pending() const;
    /// The edit that a preview or waiting result is going to replace; 0 for none.
    quint64 pendingReplaces() const { return current_ ? current_->replaces : 0; }
    /// What the portrait reader saw in this photo, once it has been read.
    const std::optional<engine::Reading>& reading() const { return reading_; }

    /// Finished results that were set aside, of this run and of others.
    const std::vector<Variant>& variants() const { return variants_; }
    /// Everything that belongs to the run of what is shown, in the order of submission; empty when nothing
    /// is.
    std::vector<const Variant*> run() const;
    /// The variant that is shown, or null.
    const Variant* shown() const { return current_ ? &*current_ : nullptr; }
    /// The one of the run that is being made, else the one that will be; null when all are finished.
    const Variant* working() const;
    /// Shows another variant of this run, or a result that was set aside; what was shown before becomes a
    /// variant itself, and a job that runs goes on as one.
    void show(engine::JobId job);

    /// ResultWaiting → one undo step, once what refine() was asked for last is there. What is not yet made of
    /// the run is cancelled; its other results can be brought back to take the edit's place. A result that
    /// changes nothing is discarded, and the edit that it replaces is deleted.
    void accept();
    void discard();  ///< ResultWaiting → Idle: the whole run goes
    /// Ends what is still queued or running of the run. → ResultWaiting if one of it is finished, else Idle.
    void cancel();

    int step() const { return current_ ? current_->step : 0; }
    int steps() const { return current_ ? current_->steps : 0; }
    bool isLoading() const { return current_ && current_->loading; }

Q_SIGNALS:
    void stateChanged();
    void progressed();
    void pendingChanged();
    void readingReady();
    void variantsChanged();
    void runChanged();  ///< run(): members came or went, or one of them has a new state, step or picture
    void failed(const QString& system, const engine::Error& error);

private:
    /// What is going to take the place of the shown result.
    struct Refinement {
        engine::JobId job;
        engine::Request request;
    };

    bool isShowing(const QString& system, quint64 replaces) const;
    void startOver();
    void refineNext();
    void refined();
    void dropRefinement();
    void acceptNothing();
    void setAside();
    Variant* unfinished(engine::JobId job);
    std::optional<Variant> take(engine::JobId job);
    void present(std::optional<Variant> variant);
    void presentNext(quint64 run);
    void follow();
    void onStarted(engine::JobId job);
    void onProgress(const engine::Progress& progress);
    void onPreview(const engine::Preview& preview);
    void onChange(engine::JobId job, const engine::Change& change);
    void onFinished(engine::JobId job, const engine::Outcome& outcome);
    void onFailed(engine::JobId job, const engine::Error& error);

    Document& document_;
    EngineClient& client_;
    const engine::Darkroom& darkroom_;
    State state_ = State::Idle;
    QString system_;
    quint64 last_run_ = 0;
    std::optional<Variant> current_;           ///< what pending() and state() speak of
    std::map<engine::JobId, Variant> others_;  ///< not finished and not shown; their results become variants
    std::vector<Variant> variants_;
    std::optional<Refinement> refining_;   ///< with the engine; current_ is a finished result then
    std::optional<engine::Request> next_;  ///< the newest refinement asked for, not yet with the engine
    bool accepts_refined_ = false;         ///< accept() waits for them
    std::optional<engine::Reading> reading_;
    std::optional<engine::JobId> read_job_;
};

}  // namespace ui
