#include "ui/widgets/seed_field.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QToolButton>
#include <limits>

#include "ui/widgets/theme.h"

namespace ui {
namespace {

constexpr int kLargestSeed = std::numeric_limits<int>::max();

}  // namespace

SeedField::SeedField(QWidget* parent)
    : QWidget(parent),
      label_(new QLabel),
      box_(new QSpinBox),
      lock_(new QToolButton),
      dice_(new QToolButton) {
    box_->setRange(0, kLargestSeed);
    label_->setBuddy(box_);
    lock_->setCheckable(true);
    lock_->setChecked(true);
    lock_->setIcon(themedIcon(":/icons/lock.svg"));
    dice_->setIcon(themedIcon(":/icons/dice.svg"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(label_);
    row->addWidget(box_, 1);
    row->addWidget(lock_);
    row->addWidget(dice_);
    setFocusProxy(box_);
    connect(box_, &QSpinBox::valueChanged, this, &SeedField::valueChanged);
    connect(lock_, &QToolButton::toggled, this, &SeedField::lockChanged);
    connect(dice_, &QToolButton::clicked, this, &SeedField::roll);
    retranslate();
}

int SeedField::value() const {
    return box_->value();
}

void SeedField::setValue(int value) {
    box_->setValue(value);
}

bool SeedField::isLocked() const {
    return lock_->isChecked();
}

void SeedField::setLocked(bool locked) {
    lock_->setChecked(locked);
}

void SeedField::roll() {
    setValue(QRandomGenerator::global()->bounded(kLargestSeed));
}

void SeedField::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void SeedField::retranslate() {
    label_->setText(tr("Seed"));
    box_->setAccessibleName(tr("Seed"));
    box_->setToolTip(tr("The same seed gives the same result."));
    lock_->setToolTip(tr("Keep this seed for the next run"));
    lock_->setAccessibleName(tr("Lock seed"));
    dice_->setToolTip(tr("Another seed"));
    dice_->setAccessibleName(tr("Another seed"));
}

}  // namespace ui
