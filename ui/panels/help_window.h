#pragma once

#include <QDialog>

class QPushButton;
class QTextBrowser;

namespace ui {

class ActionTable;

/// How to work with the program, and every key: offline, from the program itself.
class HelpWindow : public QDialog {
    Q_OBJECT

public:
    HelpWindow(const ActionTable& actions, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    QString keys() const;

    const ActionTable& actions_;
    QTextBrowser* text_;
    QPushButton* close_;
};

}  // namespace ui
