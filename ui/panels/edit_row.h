#pragma once

#include <QWidget>

#include "ui/document/edit.h"

class QLabel;
class QSlider;
class QToolButton;

namespace ui {

class ElidedLabel;

/// One line of the edits panel; with `edit` null the line of the original.
class EditRow : public QWidget {
    Q_OBJECT

public:
    explicit EditRow(bool original, QWidget* parent = nullptr);

    void show(const Edit& edit, bool running);
    void retranslate();

Q_SIGNALS:
    void shown(bool visible);
    void faded(float opacity);
    void rerun();
    void removed();

private:
    QToolButton* eye_;
    ElidedLabel* title_;
    QLabel* percent_;
    QSlider* opacity_;
    QToolButton* rerun_;
    QToolButton* remove_;
    QString name_;
    QString details_;
    bool original_;
};

}  // namespace ui
