#pragma once

#include <QWidget>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace ui {

class ActionTable;
class SettingsStore;

/// The table of shortcuts with a search field; the keys of the selected command are set below it.
class ShortcutsPage : public QWidget {
    Q_OBJECT

public:
    ShortcutsPage(ActionTable& actions, SettingsStore& settings, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    QAction* current() const;
    void fill();
    void follow();
    void change();
    void retranslate();

    ActionTable& actions_;
    SettingsStore& settings_;
    QLineEdit* search_;
    QTreeWidget* table_;
    QLabel* keys_label_;
    QKeySequenceEdit* keys_;
    QPushButton* remove_;
    QPushButton* reset_;
    QLabel* taken_;
};

}  // namespace ui
