#include "ui/widgets/fold.h"

#include <QToolButton>
#include <QVBoxLayout>

#include "ui/widgets/theme.h"

namespace ui {

Fold::Fold(QWidget* parent)
    : QWidget(parent), heading_(new QToolButton), body_(new QWidget), content_(new QVBoxLayout(body_)) {
    heading_->setCheckable(true);
    heading_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    heading_->setIconSize({12, 12});
    heading_->setProperty("role", "fold");
    content_->setContentsMargins(0, 4, 0, 0);
    content_->setSpacing(8);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(heading_, 0, Qt::AlignLeft);
    all->addWidget(body_);
    connect(heading_, &QToolButton::toggled, this, &Fold::setOpen);
    setOpen(false);
}

void Fold::setTitle(const QString& title) {
    heading_->setText(title);
    heading_->setAccessibleName(title);
}

void Fold::setOpen(bool open) {
    heading_->setChecked(open);
    heading_->setIcon(themedIcon(open ? ":/icons/less.svg" : ":/icons/more.svg"));
    body_->setVisible(open);
}

}  // namespace ui
