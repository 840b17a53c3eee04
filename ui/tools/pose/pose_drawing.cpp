#include "ui/tools/pose/pose_drawing.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/view_transform.h"
#include "ui/tools/pose/joint_text.h"
#include "ui/tools/pose/pose_ink.h"

namespace ui {
namespace {

using engine::ImagePoint;
using engine::JointName;

// Logical pixels of the view.
constexpr double kReach = 14;
constexpr double kRingReach = 8;
constexpr double kSmallestRing = 28;
constexpr double kHandle = 4;  // radius of a joint
constexpr double kHotHandle = 6;
constexpr double kKnob = 5;
constexpr double kBoneWidth = 3;
constexpr double kSign = 6, kSignAside = 11;
constexpr double kPoseMargin = 20;  // around everything: handles, signs, lines and their outlines

constexpr float kUnsure = 0.5f;  ///< joints below this confidence are drawn hollow

const QColor kOdd(255, 190, 60), kImplausible(235, 60, 50);

double distanceOf(ImagePoint a, ImagePoint b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

double ringRadius(const HeadCircle& head, double zoom) {
    return head.radius > 0 ? std::max(head.radius * zoom, kSmallestRing) : 0;
}

void paintRing(QPainter& painter, const ViewTransform& view, const PoseDrawing& pose) {
    const double radius = ringRadius(pose.head, view.zoom());
    if (radius <= 0) return;
    const QPointF middle = view.toView(pose.head.middle);
    const bool rolls = pose.hot.kind == PoseGrip::Kind::Roll;
    const bool turns = pose.hot.kind == PoseGrip::Kind::Turn;
    painter.setBrush(Qt::NoBrush);
    drawTwice(painter, Qt::white, rolls ? 2 : 1, [&] { painter.drawEllipse(middle, radius, radius); });
    // Where the top of the head points, and where the face looks.
    const QPointF top = middle + radius * QPointF(std::sin(pose.turn.roll), -std::cos(pose.turn.roll));
    const QPointF gaze = middle + radius * QPointF(-std::sin(pose.turn.yaw), std::sin(pose.turn.pitch));
    drawTwice(painter, Qt::white, turns ? 2 : 1, [&] { painter.drawLine(middle, gaze); });
    painter.setBrush(Qt::white);
    painter.setPen(QPen(kDark, kOutline));
    painter.drawEllipse(top, rolls ? kHotHandle : kKnob, rolls ? kHotHandle : kKnob);
    painter.drawEllipse(gaze, turns ? kKnob : kHandle - 1, turns ? kKnob : kHandle - 1);
}

/// A sign beside a joint that stands where people have none: an empty triangle for odd, a full one for
/// impossible, so that the colour alone need not tell.
void paintSign(QPainter& painter, QPointF joint, double odd) {
    if (odd < engine::PoseField::kOdd) return;
    const bool full = odd >= engine::PoseField::kImplausible;
    const QPointF at = joint + QPointF(kSignAside, -kSignAside);
    const QPolygonF triangle(
        {at + QPointF(0, -kSign), at + QPointF(kSign, 0.8 * kSign), at + QPointF(-kSign, 0.8 * kSign)});
    const QColor colour = full ? kImplausible : kOdd;
    painter.setBrush(full ? colour : kDark);
    drawTwice(painter, colour, 1.5, [&] { painter.drawPolygon(triangle); });
    painter.setPen(QPen(full ? Qt::white : colour, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(at + QPointF(0, -0.35 * kSign), at + QPointF(0, 0.2 * kSign));
    painter.drawPoint(at + QPointF(0, 0.55 * kSign));
}

void paintJoint(QPainter& painter, const ViewTransform& view, const PoseDrawing& pose, JointName name) {
    const engine::Joint& joint = pose.skeleton[name];
    const QPointF at = view.toView(joint.at);
    const QColor colour = colourFrom(engine::colourOf(name));
    const double radius = pose.hot.isJoint(name) ? kHotHandle : kHandle;
    const bool selected = std::find(pose.selected.begin(), pose.selected.end(), name) != pose.selected.end();
    if (selected) {
        painter.setBrush(Qt::NoBrush);
        drawTwice(painter, Qt::white, 2, [&] { painter.drawEllipse(at, radius + 3, radius + 3); });
    }
    const bool hollow = joint.confidence < kUnsure;
    painter.setPen(QPen(kDark, hollow ? 4 : kOutline));
    painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(colour));
    painter.drawEllipse(at, radius, radius);
    if (!hollow) return;
    painter.setPen(QPen(colour, 2));
    painter.drawEllipse(at, radius, radius);
}

}  // namespace

PoseGrip PoseDrawing::gripAt(ImagePoint at, double zoom) const {
    PoseGrip grip;
    double nearest = kReach / zoom;
    for (int i = 0; i < engine::kJointCount; ++i) {
        const auto name = static_cast<JointName>(i);
        const double distance = distanceOf(skeleton[name].at, at);
        if (!skeleton.has(name) || distance > nearest) continue;
        nearest = distance;
        grip = {PoseGrip::Kind::Joint, name};
    }
    if (const auto handle = frame ? frame->gripAt(at, zoom, nearest) : PoseGrip::Kind::None;
        handle != PoseGrip::Kind::None) {
        return {handle, {}};
    }
    const double radius = ringRadius(head, zoom);
    if (grip.kind != PoseGrip::Kind::None || radius <= 0) return grip;
    const double from_middle = distanceOf(head.middle, at) * zoom;
    if (std::abs(from_middle - radius) <= kRingReach) return {PoseGrip::Kind::Roll, {}};
    if (from_middle < radius) return {PoseGrip::Kind::Turn, {}};
    return {};
}

void PoseDrawing::paint(QPainter& painter, const ViewTransform& view) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintRing(painter, view, *this);
    painter.setBrush(Qt::NoBrush);
    for (const engine::Bone& bone : engine::bones()) {
        if (!skeleton.has(bone.from) || !skeleton.has(bone.to)) continue;
        drawTwice(painter, colourFrom(bone.colour), kBoneWidth, [&] {
            painter.drawLine(view.toView(skeleton[bone.from].at), view.toView(skeleton[bone.to].at));
        });
    }
    for (int i = 0; i < engine::kJointCount; ++i) {
        const auto name = static_cast<JointName>(i);
        if (!skeleton.has(name)) continue;
        paintJoint(painter, view, *this, name);
        paintSign(painter, view.toView(skeleton[name].at), odd.of_joint[static_cast<std::size_t>(i)]);
    }
    if (frame) frame->paint(painter, view, hot.kind);
    if (hot.kind == PoseGrip::Kind::Joint && skeleton.has(hot.joint)) {
        paintLabel(painter, view.toView(skeleton[hot.joint].at), jointTitle(hot.joint));
    }
    if (band) {
        const QRectF seen(view.toView(ImagePoint{band->left(), band->top()}),
                          view.toView(ImagePoint{band->right(), band->bottom()}));
        painter.setBrush(QColor(255, 255, 255, 30));
        drawTwice(painter, Qt::white, 1, [&] { painter.drawRect(seen); });
    }
    painter.restore();
}

QRectF PoseDrawing::bounds(const ViewTransform& view) const {
    QRectF all;
    const auto add = [&](QPointF at, double radius) {
        all |= QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius);
    };
    for (int i = 0; i < engine::kJointCount; ++i) {
        const auto name = static_cast<JointName>(i);
        if (skeleton.has(name)) add(view.toView(skeleton[name].at), kPoseMargin);
    }
    if (const double radius = ringRadius(head, view.zoom()); radius > 0) {
        add(view.toView(head.middle), radius + kPoseMargin);
    }
    if (hot.kind == PoseGrip::Kind::Joint && skeleton.has(hot.joint)) {
        all |= labelRect(view.toView(skeleton[hot.joint].at), jointTitle(hot.joint));
    }
    if (frame) all |= frame->bounds(view, hot.kind);
    if (band) {
        add(view.toView(ImagePoint{band->left(), band->top()}), kPoseMargin);
        add(view.toView(ImagePoint{band->right(), band->bottom()}), kPoseMargin);
    }
    return all;
}

}  // namespace ui
