#pragma once

#include <QPainter>
#include <QRectF>
#include <optional>
#include <span>

#include "engine/api/pose_field.h"
#include "engine/api/skeleton.h"
#include "ui/session/head_circle.h"
#include "ui/tools/pose/pose_grip.h"
#include "ui/tools/pose/selection_frame.h"

namespace ui {

class ViewTransform;

/// A skeleton and the ring around the head as they are drawn over the photo. Handles and reaches have the
/// same size on the screen at every zoom.
struct PoseDrawing {
    engine::Skeleton skeleton;  ///< where the picture shows the joints
    HeadCircle head;
    engine::HeadAngles turn;
    std::span<const engine::JointName> selected;
    engine::PoseDistance odd;             ///< joints that stand where people have none get a sign
    PoseGrip hot;                         ///< under the pointer or in the hand
    std::optional<SelectionFrame> frame;  ///< around several selected joints
    std::optional<QRectF> band;           ///< in photo pixels, while joints are being surrounded

    /// The nearest joint or handle of the frame within reach, else the head's ring or what is inside it.
    /// `zoom`: view pixels per photo pixel.
    PoseGrip gripAt(engine::ImagePoint at, double zoom) const;
    void paint(QPainter& painter, const ViewTransform& view) const;
    QRectF bounds(const ViewTransform& view) const;
};

}  // namespace ui
