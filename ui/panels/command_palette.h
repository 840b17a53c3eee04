#pragma once

#include <QFrame>
#include <vector>

class QAction;
class QLineEdit;
class QListWidget;

namespace ui {

/// Every command of the program behind one text field: type some letters, Enter runs the first that fits.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    explicit CommandPalette(const std::vector<QAction*>& actions, QWidget* parent);

    void open();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& text);
    void choose();

    const std::vector<QAction*>& actions_;
    QLineEdit* search_;
    QListWidget* list_;
};

}  // namespace ui
