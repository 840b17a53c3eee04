#include "ui/session/job_list_model.h"

#include <algorithm>
#include <cmath>

#include "ui/session/edit_session.h"
#include "ui/session/engine_client.h"
#include "ui/session/error_text.h"
#include "ui/session/face_look.h"

namespace ui {
namespace {

/// What comes with every pause in typing and every move of the hand, or is read beside the photo and its
/// largest face; tools tell of it.
bool comesWithTheHand(const engine::Request& request, const Document& document) {
    if (const auto* read = std::get_if<engine::ReadRequest>(&request)) {
        return read->face > 0 || !isSamePhoto(read->photo, document.photo());
    }
    if (const auto* pose = std::get_if<engine::PoseRequest>(&request)) return pose->model.empty();
    return std::holds_alternative<engine::DescribeMaskRequest>(request) ||
           std::holds_alternative<engine::StyleRequest>(request) ||
           std::holds_alternative<engine::StyleRegionsRequest>(request);
}

}  // namespace

JobListModel::JobListModel(EngineClient& client, EditSession& session, QObject* parent)
    : QAbstractListModel(parent), client_(client), session_(session) {
    connect(&client_, &EngineClient::submitted, this,
            [this](engine::JobId job, const QString& system, const engine::Request& request) {
                if (comesWithTheHand(request, session_.document())) return;
                const int row = count(State::Running) + count(State::Waiting);
                beginInsertRows({}, row, row);
                Row fresh;
                fresh.job = job;
                fresh.system = system;
                fresh.request = request;
                if (!std::holds_alternative<engine::ReadRequest>(request)) {
                    fresh.replaces = session_.pendingReplaces();
                }
                rows_.insert(rows_.begin() + row, std::move(fresh));
                endInsertRows();
            });
    connect(&client_, &EngineClient::started, this, [this](engine::JobId job) {
        const int row = rowOf(job);
        if (!has(row)) return;
        rows_[row].state = State::Running;
        shift(row, 0);
        touch(0);
    });
    connect(&client_, &EngineClient::progressed, this, [this](const engine::Progress& progress) {
        const int row = rowOf(progress.job);
        if (!has(row)) return;
        Row& job = rows_[row];
        job.step = progress.step;
        job.steps = progress.steps;
        job.loading = progress.loading;
        touch(row);
    });
    connect(&client_, &EngineClient::finished, this,
            [this](engine::JobId job, const engine::Outcome&) { end(rowOf(job), State::Finished); });
    connect(&client_, &EngineClient::failed, this, [this](engine::JobId job, const engine::Error& error) {
        const int row = rowOf(job);
        if (!has(row)) return;
        rows_[row].error = error;
        end(row, error.code == engine::ErrorCode::Cancelled ? State::Cancelled : State::Failed);
    });
    connect(&session_, &EditSession::variantsChanged, this, [this] {
        if (!rows_.empty()) Q_EMIT dataChanged(index(0), index(static_cast<int>(rows_.size()) - 1));
    });
    connect(&session_.document(), &Document::opened, this, [this] {
        // Requests of the photo before keep its pixels in memory and make no sense for this one.
        for (Row& row : rows_) row.request.reset();
        dropEnded(false);
    });
}

int JobListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant JobListModel::data(const QModelIndex& index, int role) const {
    if (!has(index.row())) return {};
    const Row& row = rows_[index.row()];
    switch (role) {
        case Qt::DisplayRole:
            return systemTitle(row.system);
        case Qt::AccessibleTextRole:
            return tr("%1: %2").arg(systemTitle(row.system), statusOf(row));
        case Qt::ToolTipRole:
            return statusOf(row);
        case StateRole:
            return static_cast<int>(row.state);
        case StepRole:
            return row.step;
        case StepsRole:
            return row.steps;
        case StatusRole:
            return statusOf(row);
        case DetailsRole:
            return row.error ? QString::fromStdString(row.error->message) : QString();
        case VariantRole:
            return isVariant(row);
        default:
            return {};
    }
}

QString JobListModel::statusOf(const Row& row) const {
    switch (row.state) {
        case State::Waiting:
            return paused_ ? tr("Paused") : tr("Waiting");
        case State::Running: {
            if (row.loading) return tr("Loading the model…");
            if (row.steps <= 0) return tr("Running");
            const QString step = tr("Step %1 of %2").arg(row.step).arg(row.steps);
            const double left = client_.secondsLeft();
            if (left < 0) return step;
            return tr("%1 · %2 s left").arg(step).arg(std::max(1, static_cast<int>(std::ceil(left))));
        }
        case State::Finished:
            return isVariant(row) ? tr("Result kept. Show it again to apply it.") : tr("Done");
        case State::Failed:
            return row.error ? errorText(row.system, *row.error).sentence : tr("Failed");
        case State::Cancelled:
            return tr("Cancelled");
    }
    return {};
}

bool JobListModel::isVariant(const Row& row) const {
    const auto& variants = session_.variants();
    return std::any_of(variants.begin(), variants.end(),
                       [&row](const EditSession::Variant& v) { return v.job == row.job; });
}

bool JobListModel::canCancel(int row) const {
    return has(row) && (rows_[row].state == State::Running || rows_[row].state == State::Waiting);
}

bool JobListModel::canRetry(int row) const {
    return has(row) && rows_[row].request &&
           (rows_[row].state == State::Failed || rows_[row].state == State::Cancelled);
}

bool JobListModel::canBringBack(int row) const {
    return has(row) && isVariant(rows_[row]);
}

bool JobListModel::canMove(int row, int by) const {
    return has(row) && has(row + by) && rows_[row].state == State::Waiting &&
           rows_[row + by].state == State::Waiting;
}

bool JobListModel::hasEnded() const {
    return std::any_of(rows_.begin(), rows_.end(), [this](const Row& row) {
        return row.state != State::Running && row.state != State::Waiting && !isVariant(row);
    });
}

void JobListModel::setPaused(bool paused) {
    if (paused == paused_) return;
    paused_ = paused;
    client_.setPaused(paused);
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row) touch(row);
    Q_EMIT pausedChanged();
}

void JobListModel::cancel(int row) {
    if (canCancel(row)) client_.cancel(rows_[row].job);
}

void JobListModel::retry(int row) {
    if (!canRetry(row)) return;
    const QString system = rows_[row].system;
    engine::Request request = *rows_[row].request;
    const quint64 replaces = rows_[row].replaces;
    beginRemoveRows({}, row, row);
    rows_.erase(rows_.begin() + row);
    endRemoveRows();
    if (std::holds_alternative<engine::ReadRequest>(request)) {
        session_.read();
    } else {
        session_.submit(system, std::move(request), replaces);
    }
}

void JobListModel::bringBack(int row) {
    if (canBringBack(row)) session_.show(rows_[row].job);
}

void JobListModel::move(int row, int by) {
    if (!canMove(row, by)) return;
    client_.reorder(rows_[row].job, row + by - count(State::Running));
    shift(row, row + by);
}

void JobListModel::clearEnded() {
    dropEnded(true);
}

void JobListModel::retranslate() {
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row) touch(row);
}

int JobListModel::rowOf(engine::JobId job) const {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [job](const Row& row) { return row.job == job; });
    return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

int JobListModel::count(State state) const {
    return static_cast<int>(
        std::count_if(rows_.begin(), rows_.end(), [state](const Row& row) { return row.state == state; }));
}

void JobListModel::shift(int from, int to) {
    if (from == to) return;
    // Qt counts the target before the row has been taken out.
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    Row row = std::move(rows_[from]);
    rows_.erase(rows_.begin() + from);
    rows_.insert(rows_.begin() + to, std::move(row));
    endMoveRows();
}

void JobListModel::touch(int row) {
    Q_EMIT dataChanged(index(row), index(row));
}

void JobListModel::end(int row, State state) {
    if (!has(row)) return;
    rows_[row].state = state;
    if (state == State::Finished) rows_[row].request.reset();
    const int first_ended = count(State::Running) + count(State::Waiting);
    shift(row, first_ended);
    touch(first_ended);
}

void JobListModel::dropEnded(bool keep_variants) {
    for (int row = static_cast<int>(rows_.size()) - 1; row >= 0; --row) {
        const Row& job = rows_[row];
        const bool active = job.state == State::Running || job.state == State::Waiting;
        if (active || (keep_variants && isVariant(job))) continue;
        beginRemoveRows({}, row, row);
        rows_.erase(rows_.begin() + row);
        endRemoveRows();
    }
}

}  // namespace ui
