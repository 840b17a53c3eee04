#pragma once

#include <QWidget>

#include "ui/session/request_builder.h"
#include "ui/widgets/runnable.h"

class QLabel;
class QPushButton;

namespace ui {

class BackgroundPicker;
class EditSession;
class Fold;
class MaskCopy;
class SeedField;
class SliderField;

/// Removes shadows, or lights the person for another background: settings and the button that starts it. What
/// cannot start says why.
class ShadowsPanel : public QWidget, public Runnable {
    Q_OBJECT

public:
    ShadowsPanel(EditSession& session, MaskCopy& mask, QWidget* parent = nullptr);

    void run() override;
    ShadowSettings settings() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildMore();
    void submit(const ShadowSettings& settings, const engine::Image& mask);
    void retranslate();
    void refresh();

    EditSession& session_;
    MaskCopy& mask_;
    SliderField* strength_;
    SliderField* softness_;
    SliderField* keep_shape_;
    Fold* more_;
    SliderField* steps_;
    SeedField* seed_;
    BackgroundPicker* background_;
    QLabel* region_;
    QLabel* why_;
    QPushButton* run_;
    bool had_mask_ = false;
};

}  // namespace ui
