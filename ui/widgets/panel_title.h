#pragma once

#include <QWidget>

class QDockWidget;
class QLabel;
class QToolButton;

namespace ui {

/// The title bar of a panel: its name, a button that lets it float and one that closes it. Dragging it moves
/// the panel.
class PanelTitle : public QWidget {
    Q_OBJECT

public:
    explicit PanelTitle(QDockWidget* panel);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QDockWidget* panel_;
    QLabel* title_;
    QToolButton* float_;
    QToolButton* close_;
};

}  // namespace ui
