#include "ui/panels/radius_popup.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

#include "ui/widgets/slider_field.h"

namespace ui {

RadiusPopup::RadiusPopup(QWidget* parent)
    : QFrame(parent, Qt::Popup),
      radius_(new SliderField({}, 1, 500, 20, "px", nullptr, SliderField::Scale::FineBelow)),
      apply_(new QPushButton) {
    setObjectName("floatingBar");
    apply_->setProperty("role", "primary");
    apply_->setDefault(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 12, 12, 12);
    row->setSpacing(12);
    radius_->setMinimumWidth(280);
    row->addWidget(radius_, 1);
    row->addWidget(apply_);
    connect(apply_, &QPushButton::clicked, this, [this] {
        hide();
        done_(radius_->value());
    });
    retranslate();
}

void RadiusPopup::ask(const QString& button, std::function<void(int)> done) {
    done_ = std::move(done);
    apply_->setText(button);
    adjustSize();
    move(parentWidget()->mapToGlobal(parentWidget()->rect().center() - rect().center()));
    show();
    radius_->setFocus();
}

void RadiusPopup::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

void RadiusPopup::retranslate() {
    setAccessibleName(tr("Radius"));
    radius_->setLabel(tr("Radius"));
    apply_->setText(tr("Apply"));
}

}  // namespace ui
