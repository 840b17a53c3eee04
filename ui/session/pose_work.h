#pragma once

#include <QObject>
#include <optional>
#include <span>
#include <vector>

#include "engine/api/event.h"
#include "engine/api/pose_field.h"
#include "engine/api/skeleton.h"
#include "ui/session/face_readings.h"
#include "ui/session/gesture_history.h"
#include "ui/session/head_circle.h"
#include "ui/session/request_builder.h"

namespace ui {

class EditSession;

/// How somebody shall stand: where the joints are, and how far the head turns.
struct Pose {
    engine::Skeleton skeleton;  ///< the joints of the head as if it did not turn
    engine::HeadAngles turn;    ///< radians, signs as in Reading::head

    bool isLike(const Pose& other) const;
};

/// One person's pose that is being worked on, for the panel and the tool on the canvas alike. Every change is
/// asked of the engine at once. A face has one pose: what was applied is where the next change goes on from,
/// and takes its place.
class PoseWork : public QObject {
    Q_OBJECT

public:
    static constexpr int kLargestYaw = 20, kLargestPitch = 15, kLargestRoll = 25;  ///< degrees

    PoseWork(EditSession& session, EngineClient& client, const engine::PoseField& field,
             QObject* parent = nullptr);

    /// Looks for the person, unless that has been done.
    void look() { readings_.ask(face_); }
    /// The same once more, after it has failed.
    void lookAgain() { readings_.askAgain(face_); }
    /// Why nothing can be changed now, as a sentence; empty: it can.
    QString obstacle() const;
    /// The obstacle may go if it is tried again.
    bool canLookAgain() const;

    int faces() const {
        return readings_.faces();
    }  ///< how many can be chosen from; 0 while nothing is known
    int face() const { return face_; }
    /// What has been changed on the face before is applied first.
    void chooseFace(int face);

    const Pose& pose() const { return pose_; }
    /// The joints where they lie over the picture: those of a head that turns where the engine moved them.
    engine::Skeleton shownSkeleton() const;
    /// Around the head where it is seen now.
    HeadCircle head() const;
    /// The portrait reader has seen this joint in the photo.
    bool wasFound(engine::JointName joint) const;
    /// The pose is not the photo's own.
    bool isPosed() const { return !pose_.isLike(source_); }

    /// How far the pose and each of its joints are from what people do; nothing is odd where nobody can say.
    engine::PoseDistance oddness() const;
    /// Some joint is odd enough to be put right.
    bool canSnap() const;

    bool locksBones() const { return locks_bones_; }
    void setLocksBones(bool locks);

    /// The joints that are worked on, without those that are not there; the last one is the current one.
    std::span<const engine::JointName> selected() const { return selected_; }
    void select(std::vector<engine::JointName> joints);
    bool isSelected(engine::JointName joint) const;
    /// `from` with what is selected moved by so many pixels: a single joint bends its limb, several go
    /// together as they are.
    engine::Skeleton moved(const engine::Skeleton& from, engine::ImagePoint by,
                           engine::BoneLengths lengths) const;
    /// `from` with what is selected turned by `angle` radians (clockwise as seen) and scaled, about the
    /// middle of the box around it.
    engine::Skeleton turned(const engine::Skeleton& from, double angle, double scale) const;

    /// A number for what will be one step of undo().
    quint64 newGesture() { return history_.newGesture(); }
    /// The gesture that changed the pose last; 0: none since it was taken over or stepped back.
    quint64 gesture() const { return history_.current(); }
    /// The head's turn is held within its limits.
    void set(Pose pose, quint64 gesture);
    void mirror();
    void symmetrise();
    void snap();   ///< odd joints go where people have them
    void reset();  ///< the photo's own pose
    /// A joint that is hidden is not asked for; it moves along with what it hangs on.
    void hide(std::span<const engine::JointName> joints);
    void bringBack(engine::JointName joint);  ///< as the photo has it
    /// The photo's joints go where `other` has them, the others stay; the head is where its joints are, not
    /// turned. False: no joint is in both, and nothing has changed.
    bool adopt(const engine::Skeleton& other);
    /// The same with the pose of another picture, after it was fitted onto the person in this photo. False:
    /// there is too little of it to be fitted.
    bool adoptFitted(const engine::Skeleton& other);
    /// The same with somebody in another photo; the head turns to where theirs looks, as far as it may.
    bool adoptPerson(const engine::Reading& other);

    // Steps back and forth through the gestures since the pose was last applied or discarded.
    bool canUndo() const { return history_.canUndo(); }
    bool canRedo() const { return history_.canRedo(); }
    void undo();
    void redo();
    void abandon(quint64 gesture);  ///< as if it had never been begun

    /// Asks for the pose as it is, when nothing shows it yet (the last attempt failed).
    void send();

    /// Has a checkpoint draw the pose anew, over the moved pixels, which stay beside what comes of it: the
    /// next change shows them again.
    void drawAnew(const DrawAnewSettings& how);
    bool isDrawing() const;
    void stopDrawing();
    /// The same, or send(), after it has failed.
    void tryAgain();

Q_SIGNALS:
    void changed();  ///< anything above

private:
    void follow();
    void findBase();
    void switchTo(int face);
    void findSource();
    void begin();
    void takeOver(const Pose& pose);
    void change(Pose pose);
    void step(std::optional<Pose> pose);
    void sendMoved();
    void drawNext();
    const engine::Change* turnedBy() const;
    engine::HeadAngles photosHead() const;

    EditSession& session_;
    const engine::PoseField& field_;
    FaceReadings readings_;
    int face_ = 0;
    int wanted_face_ = 0;  ///< once what was changed on the one before has been applied
    Pose source_;          ///< of the photo
    Pose base_;            ///< of the applied edit, or the photo's
    quint64 base_edit_ = 0;
    Pose pose_;
    engine::JobId shown_;   ///< what was asked for here and is shown
    bool sending_ = false;  ///< the news that come meanwhile are our own doing
    bool locks_bones_ = true;
    std::optional<DrawAnewSettings> drawing_;  ///< how this pose is, or was last, to be drawn anew
    bool draws_next_ = false;                  ///< as soon as the moved pixels are there
    bool could_not_draw_ = false;
    std::vector<engine::JointName> selected_;
    GestureHistory<Pose> history_;
};

}  // namespace ui
