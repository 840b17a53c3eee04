#pragma once

class QWidget;

namespace ui {

class EditSession;

/// The panel of the shadows tool: three sliders, "More", "Fit to a background", and the run button.
QWidget* createShadowsPanel(EditSession& session, QWidget* parent);

}  // namespace ui
