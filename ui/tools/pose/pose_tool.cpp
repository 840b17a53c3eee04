#include "ui/tools/pose/pose_tool.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "ui/session/joint_box.h"
#include "ui/session/workspace.h"

namespace ui {
namespace {

using engine::JointName;
using Kind = PoseGrip::Kind;

constexpr double kClick = 3.0;                       ///< logical pixels; less is a click, not a drag
constexpr double kTurnStep = std::numbers::pi / 12;  ///< with Shift
constexpr double kMostStretch = 10;

QPointF pointOf(engine::ImagePoint at) {
    return {at.x, at.y};
}

/// Shift keeps a way level or upright, whichever is nearer.
QPointF alongAxis(QPointF way) {
    return std::abs(way.x()) >= std::abs(way.y()) ? QPointF(way.x(), 0) : QPointF(0, way.y());
}

/// The angle from one place to another as seen from `middle`, clockwise.
double swept(QPointF middle, QPointF from, QPointF to) {
    const QPointF before = from - middle, now = to - middle;
    const double angle = std::atan2(now.y(), now.x()) - std::atan2(before.y(), before.x());
    return std::remainder(angle, 2 * std::numbers::pi);
}

/// How much farther from `middle` the way has come in the direction in which it began.
double stretched(QPointF middle, QPointF from, QPointF to) {
    const QPointF arm = from - middle;
    const double scale = QPointF::dotProduct(to - middle, arm) / QPointF::dotProduct(arm, arm);
    return std::clamp(scale, 1 / kMostStretch, kMostStretch);
}

QPointF arrowWay(int key) {
    switch (key) {
        case Qt::Key_Left:
            return {-1, 0};
        case Qt::Key_Right:
            return {1, 0};
        case Qt::Key_Up:
            return {0, -1};
        case Qt::Key_Down:
            return {0, 1};
        default:
            return {};
    }
}

}  // namespace

PoseDrawing PoseTool::drawing() const {
    PoseDrawing drawing;
    drawing.skeleton = work_.shownSkeleton();
    drawing.head = work_.head();
    drawing.turn = work_.pose().turn;
    drawing.selected = work_.selected();
    drawing.odd = work_.oddness();
    drawing.hot = grip_;
    if (holds_ && grip_.kind == Kind::None && moved_) drawing.band = QRectF(from_, to_).normalized();
    if (!drawing.band) drawing.frame = frame(drawing.skeleton);
    return drawing;
}

std::optional<SelectionFrame> PoseTool::frame(const engine::Skeleton& shown) const {
    if (work_.selected().size() < 2) return std::nullopt;
    const bool moving = holds_ && moved_;
    if (moving && grip_.kind == Kind::TurnJoints) {
        const long degrees = std::lround(turned_ * 180 / std::numbers::pi);
        return SelectionFrame{start_box_, turned_, QStringLiteral("%1°").arg(degrees)};
    }
    SelectionFrame frame{boxOf(shown, work_.selected()), 0, {}};
    if (moving && grip_.kind == Kind::ScaleJoints) {
        frame.reading = QStringLiteral("%1 %").arg(std::lround(100 * scaled_));
    }
    return frame;
}

engine::BoneLengths PoseTool::lengths(Qt::KeyboardModifiers modifiers) const {
    const bool free = !work_.locksBones() || modifiers.testFlag(Qt::AltModifier);
    return free ? engine::BoneLengths::Free : engine::BoneLengths::Locked;
}

void PoseTool::press(const PointerEvent& pointer) {
    if (!isReady()) return;
    holds_ = true;
    nudge_ = 0;
    moved_ = false;
    from_ = to_ = pointOf(pointer.at);
    start_ = work_.pose();
    start_selection_.assign(work_.selected().begin(), work_.selected().end());
    start_box_ = boxOf(work_.shownSkeleton(), work_.selected());
    ring_ = work_.head();
    gesture_ = work_.newGesture();
    grip_ = drawing().gripAt(pointer.at, pointer.zoom);
    const bool adds = pointer.modifiers.testFlag(Qt::ShiftModifier);
    if (grip_.kind == Kind::None && !adds) {
        start_selection_.clear();
        work_.select({});
    } else if (grip_.kind == Kind::Joint) {
        std::vector<JointName> joints = start_selection_;
        if (!adds && !work_.isSelected(grip_.joint)) joints.clear();
        std::erase(joints, grip_.joint);
        joints.push_back(grip_.joint);  // what is taken hold of is the current one
        work_.select(std::move(joints));
    }
}

void PoseTool::drag(const PointerEvent& pointer) {
    if (!holds_) return;
    const QPointF at = pointOf(pointer.at);
    const QPointF way = at - from_;
    if (!moved_ && std::hypot(way.x(), way.y()) * pointer.zoom < kClick) return;
    moved_ = true;
    to_ = at;
    const bool held = pointer.modifiers.testFlag(Qt::ShiftModifier);
    const QPointF by = held ? alongAxis(way) : way;
    Pose pose = start_;
    switch (grip_.kind) {
        case Kind::None:
            selectIn(QRectF(from_, to_).normalized());
            return;
        case Kind::Joint:
            pose.skeleton = work_.moved(start_.skeleton, {by.x(), by.y()}, lengths(pointer.modifiers));
            break;
        case Kind::Turn:
            // The face goes along with the hand: a way of one radius is one radian of a ball.
            pose.turn.yaw -= static_cast<float>(by.x() / ring_.radius);
            pose.turn.pitch += static_cast<float>(by.y() / ring_.radius);
            break;
        case Kind::Roll:
            pose.turn.roll += static_cast<float>(swept(pointOf(ring_.middle), from_, at));
            break;
        case Kind::TurnJoints:
            turned_ = swept(start_box_.center(), from_, at);
            if (held) turned_ = std::round(turned_ / kTurnStep) * kTurnStep;
            pose.skeleton = work_.turned(start_.skeleton, turned_, 1);
            break;
        case Kind::ScaleJoints:
            scaled_ = stretched(start_box_.center(), from_, at);
            pose.skeleton = work_.turned(start_.skeleton, 0, scaled_);
            break;
    }
    work_.set(std::move(pose), gesture_);
}

void PoseTool::selectIn(const QRectF& band) {
    std::vector<JointName> joints = start_selection_;
    const engine::Skeleton shown = work_.shownSkeleton();
    for (int i = 0; i < engine::kJointCount; ++i) {
        const auto name = static_cast<JointName>(i);
        const bool in = shown.has(name) && band.contains(pointOf(shown[name].at));
        if (in && std::find(joints.begin(), joints.end(), name) == joints.end()) joints.push_back(name);
    }
    work_.select(std::move(joints));
}

void PoseTool::release(const PointerEvent& pointer) {
    if (!holds_) return;
    drag(pointer);
    holds_ = false;
    if (moved_ || grip_.kind != Kind::Joint) return;
    // A click, not a drag: with Shift a joint goes in or out, else it is the only one.
    std::vector<JointName> joints;
    if (pointer.modifiers.testFlag(Qt::ShiftModifier)) {
        joints = start_selection_;
        if (std::erase(joints, grip_.joint) == 0) joints.push_back(grip_.joint);
    } else {
        joints.push_back(grip_.joint);
    }
    work_.select(std::move(joints));
}

void PoseTool::hover(const PointerEvent& pointer) {
    grip_ = isReady() ? drawing().gripAt(pointer.at, pointer.zoom) : PoseGrip{};
}

void PoseTool::leave() {
    if (!holds_) grip_ = {};
}

void PoseTool::cancel() {
    if (!std::exchange(holds_, false)) return;
    work_.abandon(gesture_);
    work_.select(start_selection_);
}

bool PoseTool::claims(const QKeyEvent& event) const {
    return isReady() && (event.key() == Qt::Key_Tab || event.key() == Qt::Key_Backtab) &&
           !event.modifiers().testFlag(Qt::ControlModifier);
}

bool PoseTool::key(QKeyEvent* event) {
    if (!isReady()) return false;
    if (claims(*event)) {
        if (holds_) return true;  // what is in the hand stays selected
        walk(event->key() == Qt::Key_Tab && !event->modifiers().testFlag(Qt::ShiftModifier) ? 1 : -1);
        return true;
    }
    const auto selected = work_.selected();
    if (selected.empty() || holds_) return false;
    if (event->key() == Qt::Key_Delete) {
        work_.hide(selected);
        grip_ = {};
        return true;
    }
    const QPointF way = arrowWay(event->key());
    if (way.isNull()) return false;
    nudge(event->modifiers().testFlag(Qt::ShiftModifier) ? 10 * way : way, event->modifiers());
    return true;
}

/// To the next joint that is there, round and round.
void PoseTool::walk(int by) {
    const auto selected = work_.selected();
    int at = selected.empty() ? (by > 0 ? -1 : 0) : static_cast<int>(selected.back());
    for (int i = 0; i < engine::kJointCount; ++i) {
        at = (at + by + engine::kJointCount) % engine::kJointCount;
        const auto name = static_cast<JointName>(at);
        if (!work_.pose().skeleton.has(name)) continue;
        grip_ = {Kind::Joint, name};  // shows its name
        nudge_ = 0;
        work_.select({name});
        return;
    }
}

void PoseTool::nudge(QPointF by, Qt::KeyboardModifiers modifiers) {
    Pose pose = work_.pose();
    pose.skeleton = work_.moved(pose.skeleton, {by.x(), by.y()}, lengths(modifiers));
    if (nudge_ == 0 || work_.gesture() != nudge_) nudge_ = work_.newGesture();
    work_.set(std::move(pose), nudge_);
}

void PoseTool::paintOverlay(QPainter& painter, const ViewTransform& view) const {
    if (isReady()) drawing().paint(painter, view);
}

std::optional<QRectF> PoseTool::overlayBounds(const ViewTransform& view) const {
    return isReady() ? drawing().bounds(view) : QRectF();
}

QCursor PoseTool::cursor() const {
    switch (grip_.kind) {
        case Kind::Joint:
            return Qt::SizeAllCursor;
        case Kind::Turn:
        case Kind::Roll:
        case Kind::TurnJoints:
            return Qt::PointingHandCursor;
        case Kind::ScaleJoints:
            return Qt::SizeFDiagCursor;
        case Kind::None:
            break;
    }
    return Qt::ArrowCursor;
}

std::unique_ptr<Tool> createPoseTool(Workspace& workspace) {
    return std::make_unique<PoseTool>(workspace.pose);
}

}  // namespace ui
