#include "ui/tools/pose/pose_photo_field.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/session/error_text.h"
#include "ui/session/pose_photo.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/theme.h"

namespace ui {

PosePhotoField::PosePhotoField(PosePhoto& donor, QWidget* parent)
    : QWidget(parent),
      donor_(donor),
      notice_(new NoticeBar),
      frame_(new QFrame),
      choose_(new QPushButton),
      name_(new ElidedLabel),
      cancel_(new QToolButton) {
    frame_->setObjectName("donor");
    choose_->setObjectName("takePose");
    cancel_->setObjectName("cancelTaking");
    name_->setProperty("role", "dim");
    cancel_->setIcon(themedIcon(":/icons/cancel.svg"));
    cancel_->setIconSize({14, 14});
    cancel_->setFocusPolicy(Qt::StrongFocus);
    auto* row = new QHBoxLayout(frame_);
    row->setContentsMargins(3, 3, 3, 3);
    row->setSpacing(6);
    row->addWidget(choose_);
    row->addWidget(name_, 1);
    row->addWidget(cancel_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(notice_);
    all->addWidget(frame_);
    connect(choose_, &QPushButton::clicked, this, &PosePhotoField::choose);
    connect(notice_, &NoticeBar::acted, this, &PosePhotoField::choose);
    connect(cancel_, &QToolButton::clicked, &donor_, &PosePhoto::cancel);
    connect(&donor_, &PosePhoto::changed, this, &PosePhotoField::refresh);
    connect(&donor_, &PosePhoto::failed, this, [this](const engine::Error& error) {
        const ErrorText text = errorText("pose_photo", error);
        notice_->show(text.sentence, remedyText(Remedy::ChooseFile), text.details);
    });
    retranslate();
}

void PosePhotoField::open(const QString& path) {
    notice_->hide();
    donor_.take(path);
}

void PosePhotoField::choose() {
    auto* dialog = new QFileDialog(this, tr("Choose a photo to take the pose from"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PosePhotoField::open);
    dialog->open();
}

void PosePhotoField::setDropping(bool dropping) {
    showDropping(frame_, dropping);
}

void PosePhotoField::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void PosePhotoField::retranslate() {
    choose_->setText(tr("Take pose from…"));
    choose_->setToolTip(
        tr("Stand the person like the one in another photo. A photo can also be dropped on this panel."));
    cancel_->setToolTip(tr("Cancel"));
    cancel_->setAccessibleName(tr("Cancel"));
    refresh();
}

void PosePhotoField::refresh() {
    const bool busy = donor_.isBusy();
    name_->setFullText(busy ? tr("Looking at %1…").arg(QFileInfo(donor_.path()).fileName())
                            : tr("or drop a photo here"));
    cancel_->setVisible(busy);
}

}  // namespace ui
