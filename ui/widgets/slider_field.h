#pragma once

#include <QWidget>
#include <initializer_list>

class QLabel;
class QSlider;
class QSpinBox;

namespace ui {

/// A whole number with a name: label, slider and spin box with unit. Arrow keys step 1, with Shift 10; a
/// double click on label or slider goes back to the standard value; the wheel acts only while the field has
/// the focus.
class SliderField : public QWidget {
    Q_OBJECT

public:
    /// How the slider's way is divided: evenly, or finer towards the small values (for sizes over decades).
    enum class Scale { Even, FineBelow };

    SliderField(const QString& label, int minimum, int maximum, int standard, const QString& unit,
                QWidget* parent = nullptr, Scale scale = Scale::Even);
    /// A field of hundredths: 150 is shown, and typed, as "1.50".
    static SliderField* ofHundredths(int minimum, int maximum, int standard);

    int value() const { return value_; }
    void setValue(int value);             ///< held within the range; emits valueChanged() when it differs
    void setStandard(int standard);       ///< what reset() goes back to
    void reset();                         ///< back to the standard value
    void setLabel(const QString& label);  ///< also the accessible name
    QLabel* takeLabel();                  ///< for the label column of a form

    /// Names and numbers of different length would leave the fields of a column ragged: gives the names of
    /// all, sliders or other fields with a label in front, the same width, and so the numbers of the sliders.
    static void align(std::initializer_list<QWidget*> column);

Q_SIGNALS:
    void valueChanged(int value);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    SliderField(const QString& label, int minimum, int maximum, int standard, const QString& unit,
                QWidget* parent, Scale scale, QSpinBox* box);
    bool stepByKey(int key, Qt::KeyboardModifiers modifiers);
    int toSlider(int value) const;
    int fromSlider(int position) const;

    int minimum_;
    int maximum_;
    int standard_;
    int value_;
    Scale scale_;
    QLabel* label_;
    QSlider* slider_;
    QSpinBox* box_;
};

}  // namespace ui
