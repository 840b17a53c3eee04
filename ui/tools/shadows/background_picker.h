#pragma once

#include <QThreadPool>
#include <QWidget>

#include "engine/api/photo.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

class EditSession;
class NoticeBar;

/// The photo whose light a person is to be given: chosen as a file or dropped here; read off the GUI thread.
class BackgroundPicker : public QWidget {
    Q_OBJECT

public:
    explicit BackgroundPicker(EditSession& session, QWidget* parent = nullptr);

    const engine::Photo& photo() const { return photo_; }  ///< null: none chosen
    bool isReading() const { return reading_; }

    void open(const QString& path);
    void clear();

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void choose();
    void retranslate();
    void refresh();

    EditSession& session_;
    engine::Photo photo_;
    QString path_;
    bool reading_ = false;
    quint64 ticket_ = 0;
    NoticeBar* notice_;
    QPushButton* choose_;
    QLabel* name_;
    QToolButton* remove_;
    QThreadPool pool_;  ///< last: waits for its task before anything above goes
};

}  // namespace ui
