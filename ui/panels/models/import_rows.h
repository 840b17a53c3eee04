#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/model_shelf.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace ui {

class ElidedLabel;

/// One file that is being imported, with how far it is, or one that was refused, with the reason.
class ImportRow : public QWidget {
    Q_OBJECT

public:
    explicit ImportRow(quint64 id, QWidget* parent = nullptr);

    quint64 id() const { return id_; }
    void show(const ModelImport& import);
    void showProgress(const ModelImport& import);

Q_SIGNALS:
    void dropped();  ///< cancelled or dismissed

private:
    quint64 id_;
    QLabel* icon_;
    ElidedLabel* name_;
    QLabel* state_;
    QToolButton* drop_;
    QProgressBar* bar_;
    QLabel* reason_;
    QLabel* details_;
};

/// The files on their way into the library; hidden while there are none.
class ImportRows : public QWidget {
    Q_OBJECT

public:
    explicit ImportRows(ModelShelf& shelf, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    ImportRow* rowOf(quint64 id) const;

    ModelShelf& shelf_;
    QVBoxLayout* column_;
    std::vector<ImportRow*> rows_;
    QPushButton* clear_;
};

}  // namespace ui
