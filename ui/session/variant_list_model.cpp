#include "ui/session/variant_list_model.h"

#include <algorithm>
#include <cmath>

#include "ui/session/pool_task.h"
#include "ui/session/request_builder.h"
#include "ui/session/small_picture.h"

namespace ui {
namespace {

using State = EditSession::State;

constexpr double kAround = 1.15;  // a little of what surrounds the place

std::optional<quint64> seedOf(const engine::Request& request) {
    if (const auto* pose = std::get_if<engine::PoseRequest>(&request); pose && pose->model.empty()) return {};
    return std::visit(
        [](const auto& one) -> std::optional<quint64> {
            if constexpr (requires { one.seed; }) {
                return one.seed;
            } else {
                return {};
            }
        },
        request);
}

}  // namespace

VariantListModel::VariantListModel(EditSession& session, QObject* parent)
    : QAbstractListModel(parent), session_(session) {
    pool_.setMaxThreadCount(1);
    connect(&session_, &EditSession::runChanged, this, &VariantListModel::follow);
    connect(&session_, &EditSession::pendingChanged, this, [this] {
        if (!session_.shown() && !cells_.empty()) follow();
    });
}

int VariantListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(cells_.size());
}

QVariant VariantListModel::data(const QModelIndex& index, int role) const {
    if (index.row() < 0 || index.row() >= rowCount()) return {};
    const Cell& cell = cells_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return QString::number(index.row() + 1);
        case Qt::DecorationRole:
            return cell.picture;
        case Qt::ToolTipRole:
            return tipOf(cell);
        case Qt::AccessibleTextRole:
            return tr("Variant %1: %2").arg(index.row() + 1).arg(tipOf(cell));
        case StateRole:
            return static_cast<int>(cell.state);
        case ShareRole:
            return cell.steps > 0 ? double(cell.step) / cell.steps : -1.0;
        default:
            return {};
    }
}

QString VariantListModel::statusOf(const Cell& cell) const {
    switch (cell.state) {
        case State::Idle:
        case State::Queued:
            return tr("waiting");
        case State::Running:
            return cell.steps > 0 ? tr("step %1 of %2").arg(cell.step).arg(cell.steps) : tr("running");
        case State::ResultWaiting:
            return tr("ready");
    }
    return {};
}

QString VariantListModel::tipOf(const Cell& cell) const {
    return cell.seed ? tr("Seed %1 · %2").arg(*cell.seed).arg(statusOf(cell))
                     : tr("Only moved · %1").arg(statusOf(cell));
}

int VariantListModel::shownRow() const {
    const EditSession::Variant* shown = session_.shown();
    for (int row = 0; shown && row < rowCount(); ++row) {
        if (jobAt(row) == shown->job) return row;
    }
    return -1;
}

int VariantListModel::ready() const {
    return static_cast<int>(std::count_if(
        cells_.begin(), cells_.end(), [](const Cell& cell) { return cell.state == State::ResultWaiting; }));
}

void VariantListModel::setScale(double scale) {
    if (scale == scale_) return;
    scale_ = scale;
    for (Cell& cell : cells_) cell.asked = false;
    follow();
}

void VariantListModel::retranslate() {
    if (!cells_.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

/// Cells live as long as their jobs, so that no picture is lost when another member goes.
void VariantListModel::follow() {
    const auto members = session_.run();
    std::vector<Cell> next;
    for (const EditSession::Variant* variant : members) {
        const auto known = std::find_if(cells_.begin(), cells_.end(),
                                        [&](const Cell& cell) { return cell.job == variant->job; });
        Cell cell = known == cells_.end() ? Cell{} : *known;
        cell.job = variant->job;
        cell.seed = seedOf(variant->request);
        cell.state = variant->state;
        cell.step = variant->step;
        cell.steps = variant->steps;
        cell.layer = variant->layer;
        cell.replaces = variant->replaces;
        next.push_back(std::move(cell));
    }
    const bool same = std::equal(next.begin(), next.end(), cells_.begin(), cells_.end(),
                                 [](const Cell& a, const Cell& b) { return a.job == b.job; });
    if (!same) beginResetModel();
    cells_ = std::move(next);
    if (!same) endResetModel();
    if (cells_.size() < 2) {
        view_ = {};
        ++ticket_;
        return;
    }
    engine::Rect view = view_;
    for (const Cell& cell : cells_) {
        if (!cell.layer) continue;
        view = squareAround(cell.layer->change.region, kAround, session_.document().size());
        break;
    }
    if (view.isEmpty()) {
        view = squareAround(engine::wholeOf(session_.document().size()), 1, session_.document().size());
    }
    if (view != view_) {
        for (Cell& cell : cells_) cell.asked = false;
        view_ = view;
        ++ticket_;
        for (Cell& cell : cells_) cell.rendering = false;
    }
    for (Cell& cell : cells_) render(cell);
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void VariantListModel::render(Cell& cell) {
    const bool same = cell.layer ? cell.pictured && cell.pictured->isOf(cell.layer->change) : !cell.pictured;
    if (cell.rendering || (cell.asked && same)) return;
    cell.pictured.reset();
    if (cell.layer) cell.pictured.emplace(cell.layer->change);
    cell.asked = cell.rendering = true;
    std::vector<engine::Layer> layers = layersBelow(session_.document(), cell.replaces);
    if (cell.layer) layers.push_back(*cell.layer);
    const engine::Darkroom& darkroom = session_.darkroom();
    const int side = static_cast<int>(std::lround(kSide * scale_));
    runInPool(
        pool_, this,
        [&darkroom, photo = session_.document().photo(), layers = std::move(layers), view = view_, side] {
            return smallPicture(darkroom, photo, layers, view, side);
        },
        [this, job = cell.job, ticket = ticket_](const QImage& picture) {
            if (ticket != ticket_) return;
            const auto found =
                std::find_if(cells_.begin(), cells_.end(), [job](const Cell& c) { return c.job == job; });
            if (found == cells_.end()) return;
            found->rendering = false;
            found->picture = picture;
            const int row = static_cast<int>(found - cells_.begin());
            Q_EMIT dataChanged(index(row), index(row), {Qt::DecorationRole});
            render(*found);  // a newer preview may have come meanwhile
        });
}

}  // namespace ui
