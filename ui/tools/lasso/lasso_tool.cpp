#include "ui/tools/lasso/lasso_tool.h"

#include <QCoreApplication>
#include <cmath>

#include "ui/canvas/view_transform.h"
#include "ui/session/workspace.h"

namespace ui {

namespace {

constexpr double kFinestStep = 1.0;   ///< logical pixels between two points of a path
constexpr double kCornerReach = 7.0;  ///< logical pixels around a corner that count as on it
constexpr double kMargin = 5.0;

QPointF pointOf(const PointerEvent& pointer) {
    return {pointer.at.x, pointer.at.y};
}

double apart(QPointF a, QPointF b, double zoom) {
    return std::hypot(a.x() - b.x(), a.y() - b.y()) * zoom;
}

QPolygonF toView(const QPolygonF& path, const ViewTransform& view) {
    QPolygonF shown;
    shown.reserve(path.size());
    for (const QPointF& point : path) shown << view.toView(engine::ImagePoint{point.x(), point.y()});
    return shown;
}

QRectF boundsOf(const QPolygonF& path, const ViewTransform& view) {
    if (path.isEmpty()) return {};
    return toView(path, view).boundingRect().adjusted(-kMargin, -kMargin, kMargin, kMargin);
}

void drawPath(QPainter& painter, const QPolygonF& shown) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 160), 2.5));
    painter.drawPolyline(shown);
    painter.setPen(QPen(Qt::white, 1.2));
    painter.drawPolyline(shown);
}

}  // namespace

// ---- freehand ---------------------------------------------------------------------------------------------

void LassoTool::press(const PointerEvent& pointer) {
    path_ = {pointOf(pointer)};
}

void LassoTool::drag(const PointerEvent& pointer) {
    if (!path_.isEmpty() && apart(path_.last(), pointOf(pointer), pointer.zoom) >= kFinestStep)
        path_ << pointOf(pointer);
}

void LassoTool::release(const PointerEvent& pointer) {
    drag(pointer);
    const QPolygonF path = std::exchange(path_, {});
    applyOutline(session_, path, mode_.combine(pointer.modifiers),
                 QCoreApplication::translate("Commands", "Lasso"));
}

void LassoTool::paintOverlay(QPainter& painter, const ViewTransform& view) const {
    if (!path_.isEmpty()) drawPath(painter, toView(path_, view));
}

std::optional<QRectF> LassoTool::overlayBounds(const ViewTransform& view) const {
    return boundsOf(path_, view);
}

// ---- polygon ----------------------------------------------------------------------------------------------

void PolygonTool::press(const PointerEvent& pointer) {
    pointer_ = pointOf(pointer);
    if (corners_.size() >= 3 && apart(corners_.first(), pointer_, pointer.zoom) <= kCornerReach) {
        close(pointer.modifiers);
        return;
    }
    corners_ << pointer_;
}

void PolygonTool::drag(const PointerEvent& pointer) {
    pointer_ = pointOf(pointer);
    if (!corners_.isEmpty()) corners_.last() = pointer_;
}

void PolygonTool::hover(const PointerEvent& pointer) {
    pointer_ = pointOf(pointer);
}

void PolygonTool::doubleClick(const PointerEvent& pointer) {
    close(pointer.modifiers);
}

bool PolygonTool::key(QKeyEvent* event) {
    if (mode_.key(*event)) return true;
    if (corners_.isEmpty()) return false;
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            close(event->modifiers());
            return true;
        case Qt::Key_Backspace:
            corners_.removeLast();
            return true;
        default:
            return false;
    }
}

void PolygonTool::close(Qt::KeyboardModifiers modifiers) {
    const QPolygonF corners = std::exchange(corners_, {});
    applyOutline(session_, corners, mode_.combine(modifiers),
                 QCoreApplication::translate("Commands", "Polygon"));
}

void PolygonTool::paintOverlay(QPainter& painter, const ViewTransform& view) const {
    if (corners_.isEmpty()) return;
    QPolygonF shown = toView(corners_, view);
    const QRectF first(shown.first() - QPointF(3, 3), QSizeF(6, 6));
    shown << view.toView(engine::ImagePoint{pointer_.x(), pointer_.y()});
    drawPath(painter, shown);
    painter.setBrush(Qt::white);
    painter.drawRect(first);
}

std::optional<QRectF> PolygonTool::overlayBounds(const ViewTransform& view) const {
    return corners_.isEmpty() ? QRectF() : boundsOf(QPolygonF(corners_) << pointer_, view);
}

std::unique_ptr<Tool> createLassoTool(Workspace& workspace) {
    return std::make_unique<LassoTool>(workspace.session);
}

std::unique_ptr<Tool> createPolygonTool(Workspace& workspace) {
    return std::make_unique<PolygonTool>(workspace.session);
}

}  // namespace ui
