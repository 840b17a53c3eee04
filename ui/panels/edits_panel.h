#pragma once

#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace ui {

class EditSession;

/// The edits over the original, topmost first: show and hide, fade, run again, delete, drag to another place.
class EditsPanel : public QWidget {
    Q_OBJECT

public:
    explicit EditsPanel(EditSession& session, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void rebuild();
    void addRow(quint64 id);
    void follow(int row, quint64 id);
    void moveCurrent(int by);
    void dropped();
    void retranslate();

    EditSession& session_;
    QListWidget* list_;
    QLabel* empty_;  ///< says what to do while there is no photo
    bool rebuilding_ = false;
};

}  // namespace ui
