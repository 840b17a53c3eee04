#include "ui/session/model_list_model.h"

#include "ui/session/model_text.h"

namespace ui {
namespace {

using engine::ModelKind;

constexpr ModelKind kOrder[] = {
    ModelKind::Checkpoint,      ModelKind::Lora,  ModelKind::ControlNet, ModelKind::Embedding,
    ModelKind::TinyAutoencoder, ModelKind::Other, ModelKind::Starter};

}  // namespace

ModelListModel::ModelListModel(const ModelShelf& shelf, QObject* parent)
    : QAbstractListModel(parent), shelf_(shelf) {
    connect(&shelf, &ModelShelf::changed, this, &ModelListModel::rebuild);
    rebuild();
}

void ModelListModel::rebuild() {
    beginResetModel();
    rows_.clear();
    for (const ModelKind kind : kOrder) {
        bool first = true;
        for (const InstalledModel& model : shelf_.models()) {
            if (model.about.kind != kind) continue;
            if (first) rows_.push_back({true, kind, {}});
            rows_.push_back({false, kind, model});
            first = false;
        }
    }
    endResetModel();
}

int ModelListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

Qt::ItemFlags ModelListModel::flags(const QModelIndex& index) const {
    if (!index.isValid() || rows_[static_cast<std::size_t>(index.row())].heading) return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant ModelListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    const QString title = row.heading ? kindHeading(row.kind) : modelName(row.model.about);
    switch (role) {
        case Qt::DisplayRole:
            return title;
        case Qt::ToolTipRole:
            return row.heading ? QString() : row.model.path();
        case Qt::AccessibleTextRole:
            return row.heading ? title : title + ", " + summaryText(row.model);
        case HeadingRole:
            return row.heading;
        case PathRole:
            return row.heading ? QString() : row.model.path();
        case SummaryRole:
            return row.heading ? QString() : summaryText(row.model);
        case ProblemRole:
            return !row.heading && !row.model.about.isFit();
        default:
            return {};
    }
}

QModelIndex ModelListModel::indexOf(const QString& path) const {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (!rows_[i].heading && rows_[i].model.path() == path) return index(static_cast<int>(i));
    }
    return {};
}

void ModelListModel::retranslate() {
    if (!rows_.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

}  // namespace ui
