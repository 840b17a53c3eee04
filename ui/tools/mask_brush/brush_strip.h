#pragma once

#include <QWidget>

#include "ui/tools/mask_brush/brush_options.h"

class QCheckBox;
class QToolButton;

namespace ui {

class SliderField;

/// The strip above the canvas with the brush's settings.
class BrushStrip : public QWidget {
    Q_OBJECT

public:
    BrushStrip(const BrushOptions& options, bool eraser, QWidget* parent);

    void setOptions(const BrushOptions& options);
    void setReversed(bool reversed);

Q_SIGNALS:
    void changed(const ui::BrushOptions& options);
    void reversedChanged(bool reversed);

protected:
    void changeEvent(QEvent* event) override;

private:
    void addMore();
    void read();
    void retranslate();

    BrushOptions options_;
    const bool eraser_;
    SliderField* size_;
    SliderField* hardness_;
    SliderField* opacity_;
    SliderField* flow_;
    SliderField* smoothing_;
    QToolButton* subtract_;
    QToolButton* more_;
    QCheckBox* pressure_size_;
    QCheckBox* pressure_opacity_;
};

}  // namespace ui
