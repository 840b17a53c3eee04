#include "ui/widgets/slider_field.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <algorithm>
#include <cmath>
#include <vector>

namespace ui {

namespace {
constexpr int kSliderSteps = 1000;
constexpr double kFineExponent = 3.0;

/// Whole numbers that are read and written with two decimals.
class HundredthBox : public QSpinBox {
protected:
    QString textFromValue(int value) const override { return locale().toString(value / 100.0, 'f', 2); }
    int valueFromText(const QString& text) const override {
        return static_cast<int>(std::lround(locale().toDouble(text) * 100));
    }
    QValidator::State validate(QString& text, int&) const override {
        if (text.isEmpty() || text == u"-" || text == u"−") return QValidator::Intermediate;
        bool is_number = false;
        const double number = locale().toDouble(text, &is_number) * 100;
        if (!is_number) return QValidator::Invalid;
        return number >= minimum() && number <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
    }
};

}  // namespace

SliderField::SliderField(const QString& label, int minimum, int maximum, int standard, const QString& unit,
                         QWidget* parent, Scale scale)
    : SliderField(label, minimum, maximum, standard, unit, parent, scale, new QSpinBox) {}

SliderField* SliderField::ofHundredths(int minimum, int maximum, int standard) {
    return new SliderField({}, minimum, maximum, standard, {}, nullptr, Scale::Even, new HundredthBox);
}

SliderField::SliderField(const QString& label, int minimum, int maximum, int standard, const QString& unit,
                         QWidget* parent, Scale scale, QSpinBox* box)
    : QWidget(parent),
      minimum_(minimum),
      maximum_(maximum),
      standard_(standard),
      value_(standard),
      scale_(scale),
      label_(new QLabel(this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      box_(box) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(label_);
    row->addWidget(slider_, 1);
    row->addWidget(box_);

    box_->setRange(minimum, maximum);
    const bool close = unit.isEmpty() || unit.startsWith(QLatin1Char(' ')) || unit == u"°";
    box_->setSuffix(close ? unit : QLatin1Char(' ') + unit);
    box_->setKeyboardTracking(false);
    slider_->setMinimumWidth(60);
    slider_->setProperty("twoSided", minimum < 0 && maximum > 0);
    slider_->setRange(toSlider(minimum), toSlider(maximum));
    label_->setBuddy(box_);
    for (QWidget* part :
         {static_cast<QWidget*>(label_), static_cast<QWidget*>(slider_), static_cast<QWidget*>(box_)}) {
        part->installEventFilter(this);
    }
    for (QWidget* part : {static_cast<QWidget*>(slider_), static_cast<QWidget*>(box_)})
        part->setFocusPolicy(Qt::StrongFocus);
    setFocusProxy(slider_);
    setLabel(label);
    slider_->setValue(toSlider(standard));
    box_->setValue(standard);

    connect(slider_, &QSlider::valueChanged, this, [this](int at) { setValue(fromSlider(at)); });
    connect(box_, &QSpinBox::valueChanged, this, &SliderField::setValue);
}

void SliderField::setValue(int value) {
    const int held = std::clamp(value, minimum_, maximum_);
    const bool differs = held != value_;
    value_ = held;
    {
        const QSignalBlocker quiet_slider(slider_);
        const QSignalBlocker quiet_box(box_);
        // Several positions may mean one value: a slider that already says it stays where the hand put it.
        if (fromSlider(slider_->value()) != held) slider_->setValue(toSlider(held));
        box_->setValue(held);
    }
    if (differs) Q_EMIT valueChanged(held);
}

void SliderField::setStandard(int standard) {
    standard_ = std::clamp(standard, minimum_, maximum_);
}

void SliderField::reset() {
    setValue(standard_);
}

void SliderField::setLabel(const QString& label) {
    label_->setText(label);
    QString name = label;
    name.remove(QLatin1Char('&'));
    setAccessibleName(name);
    slider_->setAccessibleName(name);
    box_->setAccessibleName(name);
}

QLabel* SliderField::takeLabel() {
    layout()->removeWidget(label_);
    return label_;
}

void SliderField::align(std::initializer_list<QWidget*> column) {
    std::vector<QWidget*> labels, boxes;
    for (QWidget* field : column) {
        auto* label = qobject_cast<QLabel*>(field);
        labels.push_back(label ? label : field->findChild<QLabel*>());
        if (auto* slider = qobject_cast<SliderField*>(field)) boxes.push_back(slider->box_);
    }
    for (const std::vector<QWidget*>& alike : {labels, boxes}) {
        int width = 0;
        for (QWidget* one : alike) {
            one->setMinimumWidth(0);
            width = std::max(width, one->sizeHint().width());
        }
        for (QWidget* one : alike) one->setMinimumWidth(width);
    }
}

bool SliderField::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::Wheel:
            if (watched != label_ && static_cast<QWidget*>(watched)->hasFocus()) return false;
            event->ignore();  // the panel below may scroll
            return true;
        case QEvent::MouseButtonDblClick:
            if (watched == box_) return false;
            reset();
            return true;
        case QEvent::KeyPress: {
            const auto* key = static_cast<QKeyEvent*>(event);
            return watched != label_ && stepByKey(key->key(), key->modifiers());
        }
        default:
            return false;
    }
}

bool SliderField::stepByKey(int key, Qt::KeyboardModifiers modifiers) {
    const int step = modifiers.testFlag(Qt::ShiftModifier) ? 10 : 1;
    const bool typing = box_->hasFocus();  // left and right move its text cursor
    if (key == Qt::Key_Up || (key == Qt::Key_Right && !typing)) {
        setValue(value_ + step);
    } else if (key == Qt::Key_Down || (key == Qt::Key_Left && !typing)) {
        setValue(value_ - step);
    } else {
        return false;
    }
    return true;
}

int SliderField::toSlider(int value) const {
    if (scale_ == Scale::Even) return value;
    const double part = double(value - minimum_) / std::max(1, maximum_ - minimum_);
    return int(std::lround(kSliderSteps * std::pow(part, 1.0 / kFineExponent)));
}

int SliderField::fromSlider(int position) const {
    if (scale_ == Scale::Even) return position;
    const double part = std::pow(double(position) / kSliderSteps, kFineExponent);
    return minimum_ + int(std::lround(part * (maximum_ - minimum_)));
}

}  // namespace ui
