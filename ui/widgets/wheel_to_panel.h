#pragma once

class QWidget;

namespace ui {

/// The wheel turns this field only while it has the focus; otherwise the panel around it scrolls.
void leaveWheelToPanel(QWidget* field);

}  // namespace ui
