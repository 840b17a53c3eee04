#include "ui/panels/radius_popup.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

#include "ui/widgets/slider_field.h"

namespace ui {
namespace {

constexpr int kFromBelow = 24;

}  // namespace

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
    // Below: the face is seldom there.
    const QRect canvas = parentWidget()->rect();
    const QPoint place((canvas.width() - width()) / 2, canvas.height() - height() - kFromBelow);
    move(parentWidget()->mapToGlobal(place));
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
