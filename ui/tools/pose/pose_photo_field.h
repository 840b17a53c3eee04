#pragma once

#include <QWidget>

class QFrame;
class QPushButton;
class QToolButton;

namespace ui {

class ElidedLabel;
class NoticeBar;
class PosePhoto;

/// Takes the pose of a person in another photo, which is chosen as a file or dropped on the panel.
class PosePhotoField : public QWidget {
    Q_OBJECT

public:
    explicit PosePhotoField(PosePhoto& donor, QWidget* parent = nullptr);

    void open(const QString& path);
    void setDropping(bool dropping);  ///< a file is held over the panel

protected:
    void changeEvent(QEvent* event) override;

private:
    void choose();
    void retranslate();
    void refresh();

    PosePhoto& donor_;
    NoticeBar* notice_;
    QFrame* frame_;
    QPushButton* choose_;
    ElidedLabel* name_;
    QToolButton* cancel_;
};

}  // namespace ui
