#include "ui/tools/pose/selection_frame.h"

#include <QLineF>
#include <QPolygonF>
#include <QTransform>
#include <algorithm>
#include <numbers>

#include "ui/canvas/view_transform.h"
#include "ui/tools/pose/pose_ink.h"

namespace ui {
namespace {

using Kind = PoseGrip::Kind;

// Logical pixels of the view.
constexpr double kFrameMargin = 16;  // clear of the joints' own handles
constexpr double kFrameStalk = 24;
constexpr double kFrameHandle = 5, kHotFrameHandle = 6;
constexpr double kFrameInk = 10;  // around every place: handles, lines and their outlines

}  // namespace

SelectionFrame::Outline SelectionFrame::outline(const ViewTransform& view) const {
    const QPointF middle = view.toView(engine::ImagePoint{box.center().x(), box.center().y()});
    const double right = box.width() / 2 * view.zoom() + kFrameMargin;
    const double bottom = box.height() / 2 * view.zoom() + kFrameMargin;
    QTransform turned;
    turned.translate(middle.x(), middle.y()).rotateRadians(angle);
    const auto at = [&](double x, double y) { return turned.map(QPointF(x, y)); };
    return {{at(-right, -bottom), at(right, -bottom), at(right, bottom), at(-right, bottom)},
            at(0, -bottom),
            at(0, -bottom - kFrameStalk),
            at(right, bottom)};
}

Kind SelectionFrame::gripAt(engine::ImagePoint at, double zoom, double within) const {
    const ViewTransform view(zoom, {});
    const Outline places = outline(view);
    const double turn = QLineF(view.toView(at), places.turn).length();
    const double scale = QLineF(view.toView(at), places.scale).length();
    if (std::min(turn, scale) >= within * zoom) return Kind::None;
    return turn < scale ? Kind::TurnJoints : Kind::ScaleJoints;
}

void SelectionFrame::paint(QPainter& painter, const ViewTransform& view, Kind hot) const {
    const Outline places = outline(view);
    painter.setBrush(Qt::NoBrush);
    drawTwice(painter, Qt::white, 1, [&] {
        painter.drawPolygon(places.corners.data(), static_cast<int>(places.corners.size()));
        painter.drawLine(places.stalk, places.turn);
    });
    painter.setBrush(Qt::white);
    painter.setPen(QPen(kDark, kOutline));
    const double turn = hot == Kind::TurnJoints ? kHotFrameHandle : kFrameHandle;
    painter.drawEllipse(places.turn, turn, turn);
    const double scale = hot == Kind::ScaleJoints ? kHotFrameHandle : kFrameHandle;
    painter.save();
    painter.translate(places.scale);
    painter.rotate(angle * 180 / std::numbers::pi);
    painter.drawRect(QRectF(-scale, -scale, 2 * scale, 2 * scale));
    painter.restore();
    if (!reading.isEmpty())
        paintLabel(painter, hot == Kind::ScaleJoints ? places.scale : places.turn, reading);
}

QRectF SelectionFrame::bounds(const ViewTransform& view, Kind hot) const {
    const Outline places = outline(view);
    QPolygonF ink(QList<QPointF>(places.corners.begin(), places.corners.end()));
    ink << places.turn;
    QRectF all = ink.boundingRect().adjusted(-kFrameInk, -kFrameInk, kFrameInk, kFrameInk);
    if (!reading.isEmpty()) all |= labelRect(hot == Kind::ScaleJoints ? places.scale : places.turn, reading);
    return all;
}

}  // namespace ui
