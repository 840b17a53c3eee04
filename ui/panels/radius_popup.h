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

    /// Opens in the middle of the parent; `button` says what happens, `done` hears the radius.
    void ask(const QString& button, std::function<void(int)> done);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    SliderField* radius_;
    QPushButton* apply_;
    std::function<void(int)> done_;
};

}  // namespace ui
