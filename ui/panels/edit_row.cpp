#include "ui/panels/edit_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/session/edit_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

QToolButton* smallButton(const char* icon) {
    auto* button = new QToolButton;
    button->setIcon(themedIcon(icon));
    button->setIconSize({16, 16});
    button->setAutoRaise(true);
    return button;
}

}  // namespace

EditRow::EditRow(bool original, QWidget* parent)
    : QWidget(parent),
      eye_(smallButton(":/icons/eye.svg")),
      title_(new ElidedLabel),
      percent_(new QLabel),
      opacity_(new QSlider(Qt::Horizontal)),
      rerun_(smallButton(":/icons/rerun.svg")),
      remove_(smallButton(":/icons/trash.svg")),
      original_(original) {
    setObjectName("editRow");
    opacity_->setRange(0, 100);
    opacity_->setPageStep(10);
    opacity_->setMinimumWidth(48);
    percent_->setProperty("role", "dim");
    percent_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    percent_->setMinimumWidth(fontMetrics().horizontalAdvance("100 %"));
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(eye_);
    row->addWidget(title_, 1);
    row->addWidget(rerun_);
    row->addWidget(remove_);
    auto* fade = new QHBoxLayout;
    fade->setContentsMargins(32, 0, 4, 0);
    fade->setSpacing(8);
    fade->addWidget(opacity_, 1);
    fade->addWidget(percent_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(4, 2, 4, 2);
    all->setSpacing(0);
    all->addLayout(row);
    all->addLayout(fade);
    if (original) {
        eye_->setIcon(themedIcon(":/icons/image.svg"));
        eye_->setEnabled(false);
        for (QWidget* part : {static_cast<QWidget*>(opacity_), static_cast<QWidget*>(percent_),
                              static_cast<QWidget*>(rerun_), static_cast<QWidget*>(remove_)}) {
            part->hide();
        }
    }
    eye_->setCheckable(!original);
    connect(eye_, &QToolButton::clicked, this, &EditRow::shown);
    connect(opacity_, &QSlider::valueChanged, this, [this](int value) { Q_EMIT faded(value / 100.0f); });
    connect(rerun_, &QToolButton::clicked, this, &EditRow::rerun);
    connect(remove_, &QToolButton::clicked, this, &EditRow::removed);
    retranslate();
}

void EditRow::show(const Edit& edit, bool running) {
    const QSignalBlocker quiet_eye(eye_);
    const QSignalBlocker quiet_slider(opacity_);
    const int percent = static_cast<int>(edit.opacity * 100 + 0.5f);
    eye_->setChecked(edit.visible);
    eye_->setIcon(themedIcon(edit.visible ? ":/icons/eye.svg" : ":/icons/eye_off.svg"));
    opacity_->setValue(percent);
    percent_->setText(QStringLiteral("%1 %").arg(percent));
    rerun_->setEnabled(!running);
    title_->setEnabled(edit.visible);
    name_ = editTitle(edit);
    details_ = editDetails(edit);
    retranslate();
}

void EditRow::retranslate() {
    const QString name = original_ ? tr("Original") : name_;
    title_->setFullText(name);
    setToolTip(details_);
    setAccessibleName(name);
    eye_->setToolTip(original_ ? tr("The photo as it was opened") : tr("Show or hide"));
    eye_->setAccessibleName(original_ ? name : tr("Show or hide: %1").arg(name));
    opacity_->setToolTip(tr("Opacity"));
    opacity_->setAccessibleName(tr("Opacity: %1").arg(name));
    rerun_->setToolTip(tr("Run again with the same settings"));
    rerun_->setAccessibleName(tr("Run again: %1").arg(name));
    remove_->setToolTip(tr("Delete this edit"));
    remove_->setAccessibleName(tr("Delete: %1").arg(name));
}

}  // namespace ui
