#pragma once

#include <QAbstractListModel>
#include <vector>

#include "ui/session/model_shelf.h"

namespace ui {

/// What is installed, grouped by kind: a heading, then its models by name. What the user has brought comes
/// before the program's own.
class ModelListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        HeadingRole = Qt::UserRole,  ///< true: the title of a group, which cannot be selected
        PathRole,
        SummaryRole,  ///< one line
        ProblemRole,  ///< true: it cannot be used
    };

    explicit ModelListModel(const ModelShelf& shelf, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QModelIndex indexOf(const QString& path) const;  ///< invalid: not in the list
    void retranslate();                              ///< after the language has changed

private:
    struct Row {
        bool heading = false;
        engine::ModelKind kind = engine::ModelKind::Other;  ///< of a heading
        InstalledModel model;
    };

    void rebuild();

    const ModelShelf& shelf_;
    std::vector<Row> rows_;
};

}  // namespace ui
