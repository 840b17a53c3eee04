#include "ui/tools/style/style_tool.h"

#include "ui/canvas/view_transform.h"
#include "ui/session/workspace.h"

namespace ui {

bool StyleTool::canUndo() const {
    return work_.canUndo();
}

bool StyleTool::canRedo() const {
    return work_.canRedo();
}

void StyleTool::undo() {
    work_.undo();
}

void StyleTool::redo() {
    work_.redo();
}

void StyleTool::paintOverlay(QPainter& painter, const ViewTransform& view) const {
    drawing_.paint(painter, overlay_.marked(), overlay_.isLit() ? kLitColour : settings_.maskColour(),
                   view.toView(work_.area()));
}

std::optional<QRectF> StyleTool::overlayBounds(const ViewTransform& view) const {
    if (overlay_.marked().isNull()) return QRectF();
    return view.toView(work_.area()).adjusted(-1, -1, 1, 1);
}

std::unique_ptr<Tool> createStyleTool(Workspace& workspace) {
    return std::make_unique<StyleTool>(workspace.style, workspace.style_overlay, workspace.settings);
}

}  // namespace ui
