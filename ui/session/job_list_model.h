#pragma once

#include <QAbstractListModel>
#include <optional>
#include <vector>

#include "engine/api/engine.h"

namespace ui {

class EditSession;
class EngineClient;

/// Every job as the engine tells of it: the running one, those that wait in the order in which they will run,
/// then those that have ended, newest first. Results that were set aside stay in the list until they are
/// looked at.
class JobListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum class State { Running, Waiting, Finished, Failed, Cancelled };
    enum Role {
        StateRole = Qt::UserRole,
        StepRole,
        StepsRole,
        StatusRole,   ///< one line: "Step 3 of 8 · 2 s left", or how it ended
        DetailsRole,  ///< the engine's own words of an error
        VariantRole,  ///< true: a result that can be brought back
    };

    JobListModel(EngineClient& client, EditSession& session, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    bool isPaused() const { return paused_; }
    bool canCancel(int row) const;
    bool canRetry(int row) const;
    bool canBringBack(int row) const;
    bool canMove(int row, int by) const;  ///< `by` -1: earlier, +1: later
    bool hasEnded() const;                ///< anything clearEnded() would remove

    void setPaused(bool paused);
    void cancel(int row);
    void retry(int row);
    void bringBack(int row);
    void move(int row, int by);
    void clearEnded();

    void retranslate();  ///< after the language has changed

Q_SIGNALS:
    void pausedChanged();

private:
    struct Row {
        engine::JobId job;
        QString system;
        std::optional<engine::Request> request;  ///< kept while retrying makes sense
        quint64 replaces = 0;                    ///< the edit whose place its result takes; 0: none
        State state = State::Waiting;
        int step = 0;
        int steps = 0;
        bool loading = false;
        std::optional<engine::Error> error;
    };

    bool isVariant(const Row& row) const;
    QString statusOf(const Row& row) const;
    int rowOf(engine::JobId job) const;
    int count(State state) const;
    bool has(int row) const { return row >= 0 && row < static_cast<int>(rows_.size()); }
    void shift(int from, int to);
    void touch(int row);
    void end(int row, State state);
    void dropEnded(bool keep_variants);

    EngineClient& client_;
    EditSession& session_;
    std::vector<Row> rows_;
    bool paused_ = false;
};

}  // namespace ui
