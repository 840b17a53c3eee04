#pragma once

#include <QWidget>

#include "ui/session/photo_reader.h"

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
    bool isReading() const { return reader_.isReading(); }

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

    PhotoReader reader_;
    engine::Photo photo_;
    QString path_;
    NoticeBar* notice_;
    QPushButton* choose_;
    QLabel* name_;
    QToolButton* remove_;
};

}  // namespace ui
