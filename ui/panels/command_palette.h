#pragma once

#include <QFrame>
#include <QIcon>
#include <vector>

class QAction;
class QLineEdit;
class QTreeWidget;

namespace ui {

/// Every command of the program behind one text field: type some letters, Enter runs the first that fits.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    explicit CommandPalette(const std::vector<QAction*>& actions, QWidget* parent);

    void open();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void filter(const QString& text);
    void choose();

    const std::vector<QAction*>& actions_;
    QLineEdit* search_;
    QTreeWidget* list_;
    QIcon blank_;
};

}  // namespace ui
