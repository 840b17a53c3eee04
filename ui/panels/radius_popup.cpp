#include "ui/panels/radius_popup.h"

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
}

void RadiusPopup::ask(const QString& label, const QString& button, std::function<void(int)> done) {
    done_ = std::move(done);
    radius_->setLabel(label);
    apply_->setText(button);
    setAccessibleName(label);
    adjustSize();
    move(parentWidget()->mapToGlobal(parentWidget()->rect().center() - rect().center()));
    show();
    radius_->setFocus();
}

}  // namespace ui
