#include "ui/tools/style/style_tool.h"

#include "ui/canvas/view_transform.h"
#include "ui/session/workspace.h"

namespace ui {
namespace {

// The colour of places that are pointed at, as the canvas shows them.
const QColor kLitColour(64, 150, 255, 110);
}  // namespace

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
    const double ratio = painter.device()->devicePixelRatioF();
    const QRectF place = view.toView(work_.area());
    const QRect window(QPoint(0, 0), QSizeF(painter.window().size() * ratio).toSize());
    drawing_.follow(overlay_.marked(), overlay_.isLit() ? kLitColour : settings_.maskColour(),
                    QRectF(place.topLeft() * ratio, place.size() * ratio), window);
    if (drawing_.picture().isNull()) return;
    painter.save();
    painter.scale(1 / ratio, 1 / ratio);
    painter.drawImage(drawing_.topLeft(), drawing_.picture());
    painter.restore();
}

std::optional<QRectF> StyleTool::overlayBounds(const ViewTransform& view) const {
    if (overlay_.marked().isNull()) return QRectF();
    return view.toView(work_.area()).adjusted(-1, -1, 1, 1);
}

std::unique_ptr<Tool> createStyleTool(Workspace& workspace) {
    return std::make_unique<StyleTool>(workspace.style, workspace.style_overlay, workspace.settings);
}

}  // namespace ui
