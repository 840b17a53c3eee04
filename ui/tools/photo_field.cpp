#include "ui/tools/photo_field.h"

#include <QFileDialog>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/session/error_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/theme.h"

namespace ui {

PhotoField::PhotoField(QWidget* parent)
    : QWidget(parent),
      notice_(new NoticeBar),
      frame_(new QFrame),
      row_(new QHBoxLayout(frame_)),
      choose_(new QPushButton),
      status_(new ElidedLabel),
      cross_(new QToolButton) {
    frame_->setObjectName("donor");
    choose_->setObjectName("donorChoose");
    status_->setProperty("role", "dim");
    cross_->setObjectName("donorCross");
    cross_->setIcon(themedIcon(":/icons/cancel.svg"));
    cross_->setIconSize({14, 14});
    cross_->setFocusPolicy(Qt::StrongFocus);
    row_->setContentsMargins(3, 3, 3, 3);
    row_->setSpacing(6);
    row_->addWidget(choose_);
    row_->addWidget(status_, 1);
    row_->addWidget(cross_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(notice_);
    all->addWidget(frame_);
    connect(choose_, &QPushButton::clicked, this, &PhotoField::choose);
    connect(notice_, &NoticeBar::acted, this, &PhotoField::choose);
    connect(cross_, &QToolButton::clicked, this, &PhotoField::crossed);
}

void PhotoField::setPicture(QWidget* picture) {
    row_->insertWidget(0, picture);
    setTabOrder(picture, choose_);
    setTabOrder(choose_, cross_);
}

void PhotoField::setChoice(const QString& text, const QString& hint, const QString& title) {
    choose_->setText(text);
    choose_->setToolTip(hint);
    title_ = title;
}

void PhotoField::setStatus(const QString& status) {
    status_->setFullText(status);
}

void PhotoField::setCross(bool shown, const QString& hint) {
    cross_->setVisible(shown);
    cross_->setToolTip(hint);
    cross_->setAccessibleName(hint);
}

void PhotoField::setDropping(bool dropping) {
    showDropping(frame_, dropping);
}

void PhotoField::tell(const ErrorText& text) {
    notice_->show(text.sentence, remedyText(Remedy::ChooseFile), text.details);
}

void PhotoField::clearNotice() {
    notice_->hide();
}

void PhotoField::choose() {
    auto* dialog = new QFileDialog(this, title_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PhotoField::open);
    dialog->open();
}

}  // namespace ui
