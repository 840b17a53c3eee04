#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include "engine/api/engine.h"

namespace ui {

/// The GUI thread's end of the engine: hands requests over and turns the engine's events into signals, on the
/// GUI thread and in the order in which they were posted.
class EngineClient : public QObject {
    Q_OBJECT

public:
    explicit EngineClient(engine::Engine& engine, QObject* parent = nullptr);
    ~EngineClient() override;

    /// `system` is the id shown in the jobs list ("shadows", "harmonise", "read").
    engine::JobId submit(const QString& system, engine::Request request, engine::SubmitOptions options = {});
    void cancel(engine::JobId job) { engine_.cancel(job); }
    void setPaused(bool paused) { engine_.setPaused(paused); }
    void reorder(engine::JobId job, int position) { engine_.reorder(job, position); }
    /// Seconds that the running job still takes, judged when it last said how far it is; negative while
    /// unknown. The only clock of its kind, so that everything in the window shows the same number.
    double secondsLeft() const { return seconds_left_; }
    QString device() const { return QString::fromStdString(engine_.device()); }

Q_SIGNALS:
    void submitted(engine::JobId job, const QString& system, const engine::Request& request);
    void queued(engine::JobId job);
    void started(engine::JobId job);
    void progressed(const engine::Progress& progress);
    void previewed(const engine::Preview& preview);
    void finished(engine::JobId job, const engine::Outcome& outcome);
    void failed(engine::JobId job, const engine::Error& error);

private:
    void deliver();
    void judgePace(const engine::Progress& progress);

    engine::Engine& engine_;
    QElapsedTimer pace_;  ///< since the end of step pace_from_; invalid before it
    int pace_from_ = 0;
    double seconds_left_ = -1;
};

}  // namespace ui
