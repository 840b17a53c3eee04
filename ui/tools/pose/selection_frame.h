#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>
#include <array>

#include "engine/api/geometry.h"
#include "ui/tools/pose/pose_grip.h"

namespace ui {

class ViewTransform;

/// The thin frame around several joints: a handle above its top edge turns them, one at a corner scales them,
/// both about the middle of `box`. Margins and handles have the same size on the screen at every zoom.
struct SelectionFrame {
    QRectF box;        ///< around the joints, photo pixels
    double angle = 0;  ///< radians, clockwise; in the hand the frame turns along with the joints
    QString reading;   ///< how far it has come, beside the handle that is held

    /// The handle that is nearer than `within` pixels of the photo, else none.
    PoseGrip::Kind gripAt(engine::ImagePoint at, double zoom, double within) const;
    void paint(QPainter& painter, const ViewTransform& view, PoseGrip::Kind hot) const;
    QRectF bounds(const ViewTransform& view, PoseGrip::Kind hot) const;

private:
    /// Places in view coordinates.
    struct Outline {
        std::array<QPointF, 4> corners;  ///< clockwise from the top left
        QPointF stalk;                   ///< where the way to the turning handle leaves the frame
        QPointF turn, scale;             ///< the handles
    };
    Outline outline(const ViewTransform& view) const;
};

}  // namespace ui
