#include "ui/tools/gradient/gradient_tool.h"

#include <QCoreApplication>
#include <QLinearGradient>
#include <cmath>

#include "ui/canvas/view_transform.h"
#include "ui/document/commands.h"
#include "ui/session/workspace.h"

namespace ui {

namespace {

constexpr double kShortest = 3.0;  ///< logical pixels; less is a click, not a drag

QPointF constrained(QPointF from, QPointF to) {
    constexpr double kEighth = 0.78539816339744831;  // 45°
    const QPointF way = to - from;
    const double angle = std::round(std::atan2(way.y(), way.x()) / kEighth) * kEighth;
    const double length = std::hypot(way.x(), way.y());
    return from + QPointF(std::cos(angle), std::sin(angle)) * length;
}

}  // namespace

void GradientTool::press(const PointerEvent& pointer) {
    dragging_ = true;
    from_ = to_ = QPointF(pointer.at.x, pointer.at.y);
    how_ = mode_.combine(pointer.modifiers);
}

void GradientTool::drag(const PointerEvent& pointer) {
    const QPointF at(pointer.at.x, pointer.at.y);
    to_ = pointer.modifiers.testFlag(Qt::ShiftModifier) ? constrained(from_, at) : at;
    how_ = mode_.combine(pointer.modifiers);
}

void GradientTool::release(const PointerEvent& pointer) {
    if (!dragging_) return;
    drag(pointer);
    dragging_ = false;
    Document& document = session_.document();
    const QPointF way = to_ - from_;
    if (document.isEmpty() || std::hypot(way.x(), way.y()) * pointer.zoom < kShortest) return;
    if (how_ == Combine::Subtract && !document.hasMask()) return;
    session_.apply(replaceMask(document, QCoreApplication::translate("Commands", "Gradient"),
                               gradientOnMask(document.mask(), document.size(), from_, to_, how_)));
}

void GradientTool::paintOverlay(QPainter& painter, const ViewTransform& view) const {
    if (!dragging_) return;
    const QPointF from = view.toView(engine::ImagePoint{from_.x(), from_.y()});
    const QPointF to = view.toView(engine::ImagePoint{to_.x(), to_.y()});
    const QColor full = how_ == Combine::Add ? QColor(255, 255, 255, 120) : QColor(0, 0, 0, 120);
    QColor none = full;
    none.setAlpha(0);
    if (from != to) {
        QLinearGradient fall(from, to);
        fall.setColorAt(0, full);
        fall.setColorAt(1, none);
        painter.fillRect(view.toView(engine::wholeOf(session_.document().size())), fall);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const QPen& pen : {QPen(QColor(0, 0, 0, 160), 2.5), QPen(Qt::white, 1.2)}) {
        painter.setPen(pen);
        painter.drawLine(from, to);
        painter.drawEllipse(from, 4, 4);
    }
}

std::optional<QRectF> GradientTool::overlayBounds(const ViewTransform&) const {
    if (dragging_) return std::nullopt;  // the fall lies over everything
    return QRectF();
}

std::unique_ptr<Tool> createGradientTool(Workspace& workspace) {
    return std::make_unique<GradientTool>(workspace.session);
}

}  // namespace ui
