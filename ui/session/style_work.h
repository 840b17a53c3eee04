#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "engine/api/event.h"
#include "ui/session/face_look.h"
#include "ui/session/face_readings.h"
#include "ui/session/gesture_history.h"
#include "ui/session/style_finder.h"

namespace ui {

class EditSession;
class MaskCopy;

/// The look of one face's regions that is being worked on, for the panel and the tool on the canvas alike.
/// Every change is asked of the engine at once. A face has one look: what was applied is where the next
/// change goes on from, and takes its place. GUI thread only.
class StyleWork : public QObject {
    Q_OBJECT

public:
    StyleWork(EditSession& session, EngineClient& client, const MaskCopy& mask, QObject* parent = nullptr);

    /// While the tool is in the hand, the faces and their regions are looked for, once per photo.
    void setInHand(bool in_hand);
    bool isInHand() const { return in_hand_; }
    /// The same once more, after it has failed.
    void lookAgain();
    /// Why nothing can be changed now, as a sentence; empty: it can.
    QString obstacle() const;
    /// The obstacle may go if it is tried again.
    bool canLookAgain() const;

    int faces() const { return readings_.faces(); }  ///< to choose from; 0 while nothing is known
    int face() const { return face_; }
    /// What has been changed on the face before is applied first.
    void chooseFace(int face);

    /// The regions of the face, in the order in which they are shown; empty while nothing is known.
    const std::vector<engine::Part>& parts() const { return parts_; }
    /// The region that is worked on; one that parts() does not have while there are none.
    engine::Part part() const { return part_; }
    void choosePart(engine::Part part);

    const FaceLook& now() const { return look_; }
    /// The edit whose place the look takes; 0: none.
    quint64 replaces() const { return base_edit_; }
    /// What the engine would be asked for a look of this face, without the layers below.
    engine::StyleRequest request(const FaceLook& look) const;

    /// A number for what will be one step of undo().
    quint64 newGesture() { return history_.newGesture(); }
    /// The gesture that changed the look last; 0: none since it was taken over or stepped back.
    quint64 gesture() const { return history_.current(); }
    void set(const FaceLook& look, quint64 gesture);
    void setRegion(const engine::RegionStyle& region, quint64 gesture);
    /// Shows the region like this without changing the look, until it is taken back (none).
    void tryOut(const std::optional<engine::RegionStyle>& region);
    void reset(engine::Part part);
    void resetAll();
    /// The current region takes this person's style.
    void takeFrom(const engine::Photo& donor);
    void dropDonor();  ///< regions that take its style get their own back
    /// Why the engine could not use the donor that was taken last, so that everything is as it was before it
    /// was taken; none from the next change on.
    const std::optional<engine::Error>& refusal() const { return refusal_; }

    // Steps back and forth through the gestures since the look was last applied or discarded.
    bool canUndo() const { return history_.canUndo(); }
    bool canRedo() const { return history_.canRedo(); }
    void undo();
    void redo();

    /// Asks for the look as it is, when nothing shows it yet (the last attempt failed).
    void send();

    /// The place of the face's regions in the photo.
    engine::Rect area() const;
    /// The matte of a region of this face; null: it has none.
    engine::Image matteOf(engine::Part part) const;

Q_SIGNALS:
    void changed();      ///< anything above
    void asked();        ///< the engine has been asked for what the hand did
    void paintWanted();  ///< the matte has become the mask, to be painted on

private:
    void look();
    void follow();
    void followMask();
    void findBase();
    void switchTo(int face);
    void regionsFound();
    void takeOver(const FaceLook& look);
    void change(const FaceLook& look);
    void onFailed(const engine::Error& error);
    void goBackFromDonor(const FaceLook& before);
    FaceLook shownLook() const;

    EditSession& session_;
    FaceReadings readings_;
    StyleFinder finder_;
    const MaskCopy& mask_;
    bool in_hand_ = false;
    int face_ = 0;
    int wanted_face_ = 0;  ///< once what was changed on the one before has been applied
    std::vector<engine::Part> parts_;
    engine::Part part_ = engine::Part::Hair;
    FaceLook base_;  ///< of the applied edit, or nothing changed
    quint64 base_edit_ = 0;
    FaceLook look_;
    std::optional<engine::RegionStyle> tried_;
    engine::JobId shown_;   ///< what was asked for here and is shown
    bool sending_ = false;  ///< the news that come meanwhile are our own doing
    GestureHistory<FaceLook> history_;
    std::optional<FaceLook> before_donor_;  ///< what takeFrom() changed, until the engine has answered
    quint64 donor_gesture_ = 0;             ///< of that change
    std::optional<engine::Error> refusal_;
};

}  // namespace ui
