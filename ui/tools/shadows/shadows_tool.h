#pragma once

class QWidget;

namespace ui {

struct Workspace;

/// The panel of the shadows tool: three sliders, "More", "Fit to a background", and the run button.
QWidget* createShadowsPanel(Workspace& workspace, QWidget* parent);

}  // namespace ui
