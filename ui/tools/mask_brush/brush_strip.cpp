#include "ui/tools/mask_brush/brush_strip.h"

#include <QCheckBox>
#include <QEvent>
#include <QFrame>
#include <QScreen>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <initializer_list>

#include "ui/widgets/flow_layout.h"
#include "ui/widgets/slider_field.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

constexpr int kMoreWidth = 280;

}  // namespace

BrushStrip::BrushStrip(const BrushOptions& options, bool eraser, QWidget* parent)
    : QWidget(parent), options_(options), eraser_(eraser) {
    const BrushOptions standard;
    const QString percent = QStringLiteral("%");
    size_ = new SliderField({}, 1, BrushOptions::kLargestSize, standard.size, QStringLiteral("px"), this,
                            SliderField::Scale::FineBelow);
    hardness_ = new SliderField({}, 0, 100, standard.hardness, percent, this);
    opacity_ = new SliderField({}, 1, 100, standard.opacity, percent, this);
    flow_ = new SliderField({}, 1, 100, standard.flow, percent);
    smoothing_ = new SliderField({}, 0, 100, standard.smoothing, percent);
    subtract_ = new QToolButton(this);
    subtract_->setCheckable(true);
    subtract_->setAutoRaise(true);
    more_ = new QToolButton(this);
    more_->setIcon(themedIcon(":/icons/settings.svg"));
    more_->setAutoRaise(true);
    pressure_size_ = new QCheckBox;
    pressure_opacity_ = new QCheckBox;

    auto* row = new FlowLayout(12, 4, this);  // a narrow window breaks the strip into lines
    row->setContentsMargins(8, 0, 8, 0);
    for (QWidget* part : std::initializer_list<QWidget*>{subtract_, size_, hardness_, opacity_, more_}) {
        row->addWidget(part);
    }
    addMore();
    for (SliderField* field : {size_, hardness_, opacity_, flow_, smoothing_}) {
        connect(field, &SliderField::valueChanged, this, &BrushStrip::read);
    }
    for (QCheckBox* box : {pressure_size_, pressure_opacity_}) {
        connect(box, &QCheckBox::toggled, this, &BrushStrip::read);
    }
    connect(subtract_, &QToolButton::toggled, this,
            [this](bool subtracts) { Q_EMIT reversedChanged(subtracts != eraser_); });
    retranslate();
    setOptions(options);
}

/// What is set once and seldom looked at again, behind one button.
void BrushStrip::addMore() {
    auto* popup = new QFrame(more_, Qt::Popup);
    popup->setObjectName("floatingBar");
    auto* column = new QVBoxLayout(popup);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    for (SliderField* field : {flow_, smoothing_}) {
        field->setMinimumWidth(kMoreWidth);
        column->addWidget(field);
    }
    column->addWidget(pressure_size_);
    column->addWidget(pressure_opacity_);
    connect(more_, &QToolButton::clicked, this, [this, popup] {
        popup->adjustSize();
        const QPoint below = more_->mapToGlobal(QPoint(0, more_->height() + 4));
        const int rightmost = screen()->availableGeometry().right() - popup->width();
        popup->move(std::min(below.x(), rightmost), below.y());
        popup->show();
        flow_->setFocus();
    });
}

void BrushStrip::setOptions(const BrushOptions& options) {
    options_ = options;
    const QSignalBlocker quiet(this);
    const auto show = [](QWidget* control, auto set) {
        const QSignalBlocker quiet_control(control);
        set();
    };
    show(size_, [&] { size_->setValue(options.size); });
    show(hardness_, [&] { hardness_->setValue(options.hardness); });
    show(opacity_, [&] { opacity_->setValue(options.opacity); });
    show(flow_, [&] { flow_->setValue(options.flow); });
    show(smoothing_, [&] { smoothing_->setValue(options.smoothing); });
    show(pressure_size_, [&] { pressure_size_->setChecked(options.pressure_size); });
    show(pressure_opacity_, [&] { pressure_opacity_->setChecked(options.pressure_opacity); });
}

void BrushStrip::setReversed(bool reversed) {
    const QSignalBlocker quiet(this);
    subtract_->setChecked(reversed != eraser_);
    retranslate();
}

void BrushStrip::read() {
    options_ = {size_->value(),
                hardness_->value(),
                opacity_->value(),
                flow_->value(),
                smoothing_->value(),
                pressure_size_->isChecked(),
                pressure_opacity_->isChecked()};
    Q_EMIT changed(options_);
}

void BrushStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void BrushStrip::retranslate() {
    size_->setLabel(tr("Size"));
    hardness_->setLabel(tr("Hardness"));
    opacity_->setLabel(tr("Opacity"));
    flow_->setLabel(tr("Flow"));
    smoothing_->setLabel(tr("Smoothing"));
    SliderField::align({flow_, smoothing_});
    more_->setToolTip(tr("Flow, smoothing and pen pressure"));
    more_->setAccessibleName(tr("Flow, smoothing and pen pressure"));
    pressure_size_->setText(tr("Pressure sets size"));
    pressure_opacity_->setText(tr("Pressure sets opacity"));
    subtract_->setText(subtract_->isChecked() ? tr("− Subtract") : tr("+ Add"));
    subtract_->setAccessibleName(tr("Subtract from the mask"));
    subtract_->setToolTip(tr("Add to the mask or subtract from it (X)"));
}

}  // namespace ui
