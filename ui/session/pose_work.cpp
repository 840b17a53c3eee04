#include "ui/session/pose_work.h"

#include <algorithm>
#include <numbers>
#include <utility>

#include "ui/session/edit_session.h"
#include "ui/session/error_text.h"
#include "ui/session/joint_box.h"
#include "ui/session/pose_fit.h"
#include "ui/session/pose_results.h"

namespace ui {
namespace {

using engine::ImagePoint;
using engine::JointName;

const QString kPoseSystem = QStringLiteral("pose");

float heldWithin(float radians, int degrees) {
    const auto most = static_cast<float>(degrees * std::numbers::pi / 180);
    return std::clamp(radians, -most, most);
}

engine::HeadAngles heldTurn(const engine::HeadAngles& turn) {
    return {heldWithin(turn.yaw, PoseWork::kLargestYaw), heldWithin(turn.pitch, PoseWork::kLargestPitch),
            heldWithin(turn.roll, PoseWork::kLargestRoll)};
}

Pose poseOf(const engine::PoseRequest& request) {
    return {request.pose, request.turn.value_or(engine::HeadAngles{})};
}

}  // namespace

bool Pose::isLike(const Pose& other) const {
    return turn.yaw == other.turn.yaw && turn.pitch == other.turn.pitch && turn.roll == other.turn.roll &&
           std::equal(skeleton.joints.begin(), skeleton.joints.end(), other.skeleton.joints.begin(),
                      [](const engine::Joint& a, const engine::Joint& b) {
                          const bool there = a.confidence > 0;
                          return there == (b.confidence > 0) && (!there || a.at == b.at);
                      });
}

PoseWork::PoseWork(EditSession& session, EngineClient& client, const engine::PoseField& field,
                   QObject* parent)
    : QObject(parent), session_(session), field_(field), readings_(session, client) {
    connect(&session_.document(), &Document::opened, this, [this] {
        face_ = wanted_face_ = 0;
        begin();
    });
    connect(&readings_, &FaceReadings::changed, this, &PoseWork::begin);
    connect(&session_, &EditSession::failed, this, [this](const QString& system) {
        wanted_face_ = face_;  // what was to be applied first is not there
        if (system == kPoseSystem) could_not_draw_ = drawing_ && !std::exchange(draws_next_, false);
        Q_EMIT changed();
    });
    connect(&session_, &EditSession::pendingChanged, this, &PoseWork::follow);
    connect(&session_, &EditSession::stateChanged, this, &PoseWork::follow);
    connect(&session_.document(), &Document::editsChanged, this, &PoseWork::follow);
    connect(&session_, &EditSession::runChanged, this, [this, working = false]() mutable {
        // Comes with every step.
        const bool works = session_.working() != nullptr;
        if (std::exchange(working, works) != works) Q_EMIT changed();
    });
}

QString PoseWork::obstacle() const {
    if (session_.document().isEmpty()) return tr("Open a photo first.");
    if (readings_.isNobodyThere()) return tr("No face was found in this photo, so there is nobody to pose.");
    if (readings_.error()) return errorText(QStringLiteral("read"), *readings_.error()).sentence;
    if (!readings_.of(face_)) return tr("Looking for the person…");
    const auto* working = session_.working();
    if (isDrawing() || (working && working->system != kPoseSystem)) return tr("Running. Esc cancels.");
    return {};
}

bool PoseWork::canLookAgain() const {
    return !session_.document().isEmpty() && readings_.error() && !readings_.isNobodyThere();
}

void PoseWork::chooseFace(int face) {
    const bool shows_pose = shownPose(session_) != nullptr;
    const bool is_making = shows_pose && session_.state() != EditSession::State::ResultWaiting;
    if (face >= 0 && face < faces() && !is_making) {
        wanted_face_ = face;
        if (shows_pose && face != face_) session_.accept();
    }
    follow();
}

void PoseWork::switchTo(int face) {
    face_ = wanted_face_ = face;
    history_.clear();
    selected_.clear();
    readings_.ask(face);
    findSource();
}

void PoseWork::findSource() {
    source_ = {};
    if (const engine::Reading* reading = readings_.of(face_)) source_.skeleton.joints = reading->joints;
}

engine::Skeleton PoseWork::shownSkeleton() const {
    engine::Skeleton shown = pose_.skeleton;
    const engine::Change* change = turnedBy();
    for (int i = 0; change && i < engine::kJointCount; ++i) {
        const auto name = static_cast<JointName>(i);
        if (isOfHead(name) && shown.has(name) && wasFound(name)) {
            shown[name].at = carried(*change, source_.skeleton[name].at);
        }
    }
    return shown;
}

HeadCircle PoseWork::head() const {
    const engine::Reading* reading = readings_.of(face_);
    if (!reading) return {};
    const engine::Change* change = turnedBy();
    HeadCircle circle = headOf(*reading, face_, change);
    if (!change) {
        const ImagePoint shift = headShift(source_.skeleton, pose_.skeleton);
        circle.middle = {circle.middle.x + shift.x, circle.middle.y + shift.y};
    }
    return circle;
}

bool PoseWork::wasFound(JointName joint) const {
    return source_.skeleton.has(joint);
}

engine::PoseDistance PoseWork::oddness() const {
    const auto distance = field_.distance(pose_.skeleton);
    return distance ? distance.value() : engine::PoseDistance{};
}

bool PoseWork::canSnap() const {
    const engine::PoseDistance odd = oddness();
    return obstacle().isEmpty() && std::any_of(odd.of_joint.begin(), odd.of_joint.end(),
                                               [](double joint) { return joint >= engine::PoseField::kOdd; });
}

void PoseWork::setLocksBones(bool locks) {
    if (locks == locks_bones_) return;
    locks_bones_ = locks;
    Q_EMIT changed();
}

void PoseWork::select(std::vector<JointName> joints) {
    std::erase_if(joints, [this](JointName joint) { return !pose_.skeleton.has(joint); });
    if (joints == selected_) return;
    selected_ = std::move(joints);
    Q_EMIT changed();
}

bool PoseWork::isSelected(JointName joint) const {
    return std::find(selected_.begin(), selected_.end(), joint) != selected_.end();
}

engine::Skeleton PoseWork::moved(const engine::Skeleton& from, ImagePoint by,
                                 engine::BoneLengths lengths) const {
    if (selected_.empty()) return from;
    if (selected_.size() > 1) return engine::placed(from, selected_, {}, {by, 0, 1});
    const ImagePoint at = from[selected_.front()].at;
    return engine::dragged(from, selected_.front(), {at.x + by.x, at.y + by.y}, lengths);
}

engine::Skeleton PoseWork::turned(const engine::Skeleton& from, double angle, double scale) const {
    const QPointF middle = boxOf(from, selected_).center();
    return engine::placed(from, selected_, {middle.x(), middle.y()}, {{}, angle, scale});
}

void PoseWork::set(Pose pose, quint64 gesture) {
    if (!obstacle().isEmpty()) return;
    pose.turn = heldTurn(pose.turn);
    if (pose.isLike(pose_)) return;
    history_.record(pose_, gesture);
    change(std::move(pose));
}

void PoseWork::mirror() {
    const engine::HeadAngles head = photosHead();
    engine::HeadAngles turn = pose_.turn;
    turn.yaw = -2 * head.yaw - turn.yaw;
    turn.roll = -2 * head.roll - turn.roll;
    set({engine::mirrored(pose_.skeleton), turn}, newGesture());
}

void PoseWork::symmetrise() {
    const engine::HeadAngles head = photosHead();
    set({engine::symmetrised(pose_.skeleton), {-head.yaw, pose_.turn.pitch, -head.roll}}, newGesture());
}

void PoseWork::snap() {
    if (!canSnap()) return;
    const auto better = field_.snapped(pose_.skeleton);
    if (better) set({better.value(), pose_.turn}, newGesture());
}

void PoseWork::reset() {
    set(source_, newGesture());
}

void PoseWork::hide(std::span<const JointName> joints) {
    Pose pose = pose_;
    for (const JointName joint : joints) pose.skeleton[joint].confidence = 0;
    set(std::move(pose), newGesture());
}

void PoseWork::bringBack(JointName joint) {
    if (!wasFound(joint)) return;
    Pose pose = pose_;
    pose.skeleton[joint] = source_.skeleton[joint];
    set(std::move(pose), newGesture());
}

bool PoseWork::adopt(const engine::Skeleton& other) {
    const auto skeleton = placedLike(other, source_.skeleton, pose_.skeleton);
    if (skeleton) set({*skeleton, {}}, newGesture());
    return skeleton.has_value();
}

bool PoseWork::adoptFitted(const engine::Skeleton& other) {
    const auto fit = fitted(other, source_.skeleton);
    return fit && adopt(*fit);
}

bool PoseWork::adoptPerson(const engine::Reading& other) {
    const auto fit = fitted({other.joints}, source_.skeleton);
    const auto skeleton = fit ? placedLike(*fit, source_.skeleton, pose_.skeleton) : std::nullopt;
    if (!skeleton) return false;
    // Where the head looks is told by the angles, not by its joints: faces differ, and a long nose is no
    // turn.
    const engine::HeadAngles head = photosHead();
    const engine::HeadAngles turn{other.head.yaw - head.yaw, other.head.pitch - head.pitch,
                                  other.head.roll - head.roll};
    set({withHeadOf(source_.skeleton, *skeleton), turn}, newGesture());
    return true;
}

void PoseWork::undo() {
    if (obstacle().isEmpty()) step(history_.undo(pose_));
}

void PoseWork::redo() {
    if (obstacle().isEmpty()) step(history_.redo(pose_));
}

void PoseWork::abandon(quint64 gesture) {
    if (obstacle().isEmpty()) step(history_.abandon(pose_, gesture));
}

void PoseWork::step(std::optional<Pose> pose) {
    if (pose) change(std::move(*pose));
}

void PoseWork::change(Pose pose) {
    pose_ = std::move(pose);
    drawing_.reset();
    draws_next_ = could_not_draw_ = false;
    std::erase_if(selected_, [this](JointName joint) { return !pose_.skeleton.has(joint); });
    send();
    Q_EMIT changed();
}

void PoseWork::send() {
    if (!obstacle().isEmpty()) return;
    const bool shows_pose = shownPose(session_) != nullptr;
    sending_ = true;
    if (!pose_.isLike(base_) || hasDrawnResult(session_)) {  // no movement throws away what took minutes
        sendMoved();
        shown_ = session_.shown()->job;
    } else if (shows_pose && session_.state() == EditSession::State::ResultWaiting) {
        session_.discard();  // back where it began
    } else if (shows_pose) {
        session_.cancel();
    }
    sending_ = false;
}

/// What was drawn anew stays as it is; beside it the moved pixels follow the hand.
void PoseWork::sendMoved() {
    engine::PoseRequest request = poseRequest(session_.document(), face_, pose_.skeleton, pose_.turn);
    const engine::PoseRequest* shown = shownPose(session_);
    const EditSession::Variant* moved = movedResult(session_);
    if (shown && isDrawn(*shown) && !moved) {
        session_.submitBeside(kPoseSystem, std::move(request), base_edit_);
        return;
    }
    if (shown && isDrawn(*shown)) session_.show(moved->job);
    session_.refine(kPoseSystem, std::move(request), base_edit_);
}

void PoseWork::drawAnew(const DrawAnewSettings& how) {
    if (!obstacle().isEmpty() || !isPosed()) return;
    drawing_ = how;
    draws_next_ = true;
    could_not_draw_ = false;
    drawNext();
}

/// Unless the moved pixels, which cancelling comes back to, lag behind the hand.
void PoseWork::drawNext() {
    const engine::PoseRequest* shown = shownPose(session_);
    if (!draws_next_ || (shown && !poseOf(*shown).isLike(pose_))) return;
    draws_next_ = false;
    sending_ = true;
    session_.submitBeside(
        kPoseSystem,
        drawnAnew(poseRequest(session_.document(), face_, pose_.skeleton, pose_.turn), *drawing_),
        base_edit_);
    shown_ = session_.shown()->job;
    sending_ = false;
    Q_EMIT changed();
}

bool PoseWork::isDrawing() const {
    const auto* working = session_.working();
    const engine::PoseRequest* pose = working ? asPose(working->request) : nullptr;
    return pose && isDrawn(*pose);
}

void PoseWork::stopDrawing() {
    if (isDrawing()) session_.cancel();
}

void PoseWork::tryAgain() {
    if (could_not_draw_) {
        drawAnew(DrawAnewSettings(*drawing_));
    } else {
        send();
    }
}

/// Another photo, or what is now known of it.
void PoseWork::begin() {
    findSource();
    shown_ = {};
    follow();
}

/// The pose is that of what is shown, else of the applied edit, else the photo's own.
void PoseWork::follow() {
    if (sending_) return;
    const EditSession::Variant* shown = session_.shown();
    const engine::PoseRequest* asked = shownPose(session_);
    const bool is_another = asked && shown->job != shown_;  // our own may lag behind the hand
    if (!asked && wanted_face_ != face_) switchTo(wanted_face_);
    if (is_another && asked->face != face_) switchTo(asked->face);
    findBase();
    if (is_another || !asked) draws_next_ = false;
    if (is_another && !poseOf(*asked).isLike(pose_)) takeOver(poseOf(*asked));
    if (!asked) takeOver(base_);
    shown_ = asked ? shown->job : engine::JobId{};
    Q_EMIT changed();
    drawNext();
}

void PoseWork::findBase() {
    base_ = source_;
    base_edit_ = 0;
    for (const Edit& edit : session_.document().edits()) {
        const engine::PoseRequest* asked = edit.visible ? asPose(edit.request) : nullptr;
        if (!asked || asked->face != face_) continue;
        base_ = poseOf(*asked);
        base_edit_ = edit.id;
    }
}

void PoseWork::takeOver(const Pose& pose) {
    if (pose.isLike(pose_) && !history_.canUndo() && !history_.canRedo()) return;
    pose_ = pose;
    std::erase_if(selected_, [this](JointName joint) { return !pose_.skeleton.has(joint); });
    history_.clear();
}

/// The change that shows the head turned, while it is; how far a head moves when it turns is the engine's
/// to say.
const engine::Change* PoseWork::turnedBy() const {
    const engine::HeadAngles& turn = pose_.turn;
    if (turn.yaw == 0 && turn.pitch == 0 && turn.roll == 0) return nullptr;
    const EditSession::Variant* shown = session_.shown();
    if (shownPose(session_) && shown->layer) return &shown->layer->change;
    const Edit* applied = session_.document().edit(base_edit_);
    return applied ? &applied->change : nullptr;
}

engine::HeadAngles PoseWork::photosHead() const {
    const engine::Reading* reading = readings_.of(face_);
    return reading ? reading->head : engine::HeadAngles{};
}

}  // namespace ui
