#include "ui/tools/pose/pose_photo_field.h"

#include <QEvent>
#include <QFileInfo>

#include "ui/session/error_text.h"
#include "ui/session/pose_photo.h"

namespace ui {

PosePhotoField::PosePhotoField(PosePhoto& donor, QWidget* parent) : PhotoField(parent), donor_(donor) {
    connect(this, &PhotoField::crossed, &donor_, &PosePhoto::cancel);
    connect(&donor_, &PosePhoto::changed, this, &PosePhotoField::refresh);
    connect(&donor_, &PosePhoto::failed, this,
            [this](const engine::Error& error) { tell(errorText("pose_photo", error)); });
    refresh();
}

void PosePhotoField::open(const QString& path) {
    clearNotice();
    donor_.take(path);
}

void PosePhotoField::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) refresh();
    QWidget::changeEvent(event);
}

void PosePhotoField::refresh() {
    const bool busy = donor_.isBusy();
    setChoice(
        tr("Take pose from…"),
        tr("Stand the person like the one in another photo. A photo can also be dropped on this panel."),
        tr("Choose a photo to take the pose from"));
    setStatus(busy ? tr("Looking at %1…").arg(QFileInfo(donor_.path()).fileName())
                   : tr("or drop a photo here"));
    setCross(busy, tr("Cancel"));
}

}  // namespace ui
