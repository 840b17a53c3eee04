#pragma once

class QWidget;

namespace ui {

struct Workspace;

/// The panel of the describe tool: how far from the photo, and under "More" the model with its settings. The
/// words themselves are written in the prompt box under the picture.
QWidget* createDescribePanel(Workspace& workspace, QWidget* parent);

}  // namespace ui
