#pragma once

#include <QFrame>
#include <functional>

class QPushButton;

namespace ui {

class SliderField;

/// Asks for one length in pixels, beside what it is about; a click elsewhere closes it.
class RadiusPopup : public QFrame {
    Q_OBJECT

public:
    explicit RadiusPopup(QWidget* parent);

    /// Opens in the middle of the parent; `done` hears the radius when it is confirmed.
    void ask(const QString& label, const QString& button, std::function<void(int)> done);

private:
    SliderField* radius_;
    QPushButton* apply_;
    std::function<void(int)> done_;
};

}  // namespace ui
