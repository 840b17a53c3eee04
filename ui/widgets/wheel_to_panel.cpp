#include "ui/widgets/wheel_to_panel.h"

#include <QEvent>
#include <QWidget>

namespace ui {
namespace {

/// Belongs to the field it watches.
class WheelFilter : public QObject {
public:
    explicit WheelFilter(QWidget* field) : QObject(field), field_(field) { field->installEventFilter(this); }

    bool eventFilter(QObject* /*watched*/, QEvent* event) override {
        if (event->type() != QEvent::Wheel || field_->hasFocus()) return false;
        event->ignore();
        return true;
    }

private:
    const QWidget* field_;
};

}  // namespace

void leaveWheelToPanel(QWidget* field) {
    field->setFocusPolicy(Qt::StrongFocus);  // the wheel alone does not give it the focus
    new WheelFilter(field);
}

}  // namespace ui
