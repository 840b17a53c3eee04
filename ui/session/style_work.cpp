#include "ui/session/style_work.h"

#include <algorithm>
#include <utility>

#include "ui/session/edit_session.h"
#include "ui/session/error_text.h"
#include "ui/session/mask_copy.h"
#include "ui/session/request_builder.h"

namespace ui {
namespace {

using engine::Part;
using engine::RegionStyle;
using engine::StyleFrom;

const QString kStyleSystem = QStringLiteral("style");
constexpr int kLargest = 0;  ///< the face whose reading says how many there are

/// What the layer asked for, if it is a look.
const engine::StyleRequest* asStyle(const engine::Request& request) {
    return std::get_if<engine::StyleRequest>(&request);
}

}  // namespace

StyleWork::StyleWork(EditSession& session, EngineClient& client, const MaskCopy& mask, QObject* parent)
    : QObject(parent),
      session_(session),
      readings_(session, client),
      finder_(session.document(), client),
      mask_(mask) {
    connect(&mask_, &MaskCopy::rested, this, &StyleWork::followMask);
    const Document& document = session_.document();
    connect(&document, &Document::opened, this, [this] {
        look_ = base_ = {};
        before_donor_.reset();
        refusal_.reset();
        switchTo(0);
        follow();
    });
    connect(&document, &Document::editsChanged, this, [this] {
        look();
        follow();
    });
    connect(&readings_, &FaceReadings::changed, this, [this] {
        look();
        Q_EMIT changed();
    });
    connect(&session_, &EditSession::failed, this, [this](const QString& system, const engine::Error& error) {
        if (system == kStyleSystem) onFailed(error);
        Q_EMIT changed();
    });
    connect(&session_, &EditSession::pendingChanged, this, &StyleWork::follow);
    connect(&session_, &EditSession::stateChanged, this, &StyleWork::follow);
    connect(&session_, &EditSession::runChanged, this, [this, working = false]() mutable {
        // Comes with every step.
        const bool works = session_.working() != nullptr;
        if (std::exchange(working, works) != works) Q_EMIT changed();
    });
    connect(&finder_, &StyleFinder::changed, this, &StyleWork::regionsFound);
}

void StyleWork::setInHand(bool in_hand) {
    if (in_hand == in_hand_) return;
    in_hand_ = in_hand;
    if (in_hand) readings_.ask(kLargest);
    look();
    Q_EMIT changed();
}

void StyleWork::lookAgain() {
    finder_.forget();
    readings_.askAgain(kLargest);
    look();
    Q_EMIT changed();
}

/// The regions of a face whose place is known.
void StyleWork::look() {
    if (in_hand_ && readings_.of(kLargest)) finder_.ask(face_);
}

QString StyleWork::obstacle() const {
    if (session_.document().isEmpty()) return tr("Open a photo first.");
    if (readings_.isNobodyThere()) {
        return tr("No face was found in this photo, so there is nothing to style. Open another photo.");
    }
    if (readings_.error()) return errorText(QStringLiteral("read"), *readings_.error()).sentence;
    const bool found = readings_.of(kLargest) && finder_.found(face_);
    if (!found && finder_.error()) {
        return finder_.error()->code == engine::ErrorCode::NoFace
                   ? tr("No regions of this face could be found. Open another photo.")
                   : errorText(kStyleSystem, *finder_.error()).sentence;
    }
    if (!found) return tr("Looking for the regions of the face…");
    if (parts_.empty()) return tr("The face is too small in this photo. Open another one.");
    if (const auto* working = session_.working(); working && working->system != kStyleSystem) {
        return tr("Running. Esc cancels.");
    }
    return {};
}

bool StyleWork::canLookAgain() const {
    const auto& error = finder_.error();
    return !session_.document().isEmpty() && ((readings_.error() && !readings_.isNobodyThere()) ||
                                              (error && error->code != engine::ErrorCode::NoFace));
}

void StyleWork::chooseFace(int face) {
    const EditSession::Variant* shown = session_.shown();
    const bool shows_style = shown && asStyle(shown->request);
    const bool is_making = shows_style && shown->state != EditSession::State::ResultWaiting;
    if (face >= 0 && face < faces() && !is_making) {
        wanted_face_ = face;
        if (shows_style && face != face_) session_.accept();
    }
    follow();
}

void StyleWork::switchTo(int face) {
    face_ = wanted_face_ = face;
    tried_.reset();
    history_.clear();
    look();
    regionsFound();
}

void StyleWork::regionsFound() {
    parts_.clear();
    for (const Part part : kStyleParts) {
        if (!matteOf(part).isNull()) parts_.push_back(part);
    }
    const bool has_part = std::find(parts_.begin(), parts_.end(), part_) != parts_.end();
    if (!has_part && !parts_.empty()) part_ = parts_.front();
    Q_EMIT changed();
}

void StyleWork::choosePart(Part part) {
    if (part == part_ || matteOf(part).isNull()) return;
    part_ = part;
    tryOut(std::nullopt);
    Q_EMIT changed();
}

engine::StyleRequest StyleWork::request(const FaceLook& look) const {
    return styleRequest(session_.document(), face_, look, mask_.mask());
}

void StyleWork::set(const FaceLook& look, quint64 gesture) {
    if (!obstacle().isEmpty() || look == look_) return;
    refusal_.reset();
    history_.record(look_, gesture);
    change(look);
}

void StyleWork::setRegion(const RegionStyle& region, quint64 gesture) {
    FaceLook look = look_;
    look.of(region.part) = region;
    set(look, gesture);
}

void StyleWork::tryOut(const std::optional<RegionStyle>& region) {
    const EditSession::Variant* shown = session_.shown();
    // Another tool's result is not put aside by a pointer that passes.
    const bool in_the_way = shown && !asStyle(shown->request);
    if (region == tried_ || (region && (in_the_way || !obstacle().isEmpty()))) return;
    const FaceLook before = shownLook();
    tried_ = region;
    if (!before.isLike(shownLook())) send();
}

void StyleWork::reset(Part part) {
    RegionStyle own;
    own.part = part;
    setRegion(own, newGesture());
}

void StyleWork::resetAll() {
    FaceLook look;
    look.donor = look_.donor;
    set(look, newGesture());
}

void StyleWork::takeFrom(const engine::Photo& donor) {
    FaceLook look = look_;
    look.donor = donor;
    look.of(part_).from = StyleFrom::Donor;
    if (look.of(part_).amount == 0) look.of(part_).amount = 1;  // or nothing would come of it
    before_donor_ = look_;
    donor_gesture_ = newGesture();
    set(look, donor_gesture_);
}

void StyleWork::dropDonor() {
    FaceLook look = look_;
    look.donor = {};
    for (RegionStyle& region : look.regions) {
        if (region.from == StyleFrom::Donor) region.from = StyleFrom::Own;
    }
    set(look, newGesture());
}

/// A donor that cannot be used is given up, together with what was to take its style.
void StyleWork::onFailed(const engine::Error& error) {
    wanted_face_ = face_;  // what was to be applied first is not there
    refusal_.reset();
    // A region that the donor does not have is told of like anything else that does not fit.
    const quint64 last = history_.current();
    const bool may_lack_region = error.code == engine::ErrorCode::InvalidRequest;
    const bool lacks_region = may_lack_region && (last == donor_gesture_ || last == 0);
    if (!before_donor_ || !(error.code == engine::ErrorCode::NoFace || lacks_region)) return;
    goBackFromDonor(*std::exchange(before_donor_, std::nullopt));
    refusal_ = error;
}

/// What was changed meanwhile stays.
void StyleWork::goBackFromDonor(const FaceLook& before) {
    if (!history_.abandon(look_, donor_gesture_)) history_.clear();
    look_.donor = before.donor;
    for (RegionStyle& region : look_.regions) {
        if (region.from != StyleFrom::Donor) continue;
        const engine::StyleAxes axes = region.axes;
        region = before.of(region.part);
        region.axes = axes;
    }
    tried_.reset();
    const EditSession::Variant* shown = session_.shown();
    const engine::StyleRequest* asked = shown ? asStyle(shown->request) : nullptr;
    if (!look_.isLike(asked ? FaceLook(*asked) : base_)) send();
}

void StyleWork::undo() {
    if (!obstacle().isEmpty()) return;
    before_donor_.reset();
    if (const auto look = history_.undo(look_)) change(*look);
}

void StyleWork::redo() {
    if (!obstacle().isEmpty()) return;
    before_donor_.reset();
    if (const auto look = history_.redo(look_)) change(*look);
}

void StyleWork::change(const FaceLook& look) {
    look_ = look;
    tried_.reset();
    send();
    Q_EMIT changed();
}

/// The look with what is only tried out.
FaceLook StyleWork::shownLook() const {
    FaceLook look = look_;
    if (tried_) look.of(tried_->part) = *tried_;
    return look;
}

void StyleWork::send() {
    if (!obstacle().isEmpty()) return;
    const EditSession::Variant* shown = session_.shown();
    const bool shows_style = shown && asStyle(shown->request);
    const FaceLook look = shownLook();
    sending_ = true;
    // What is only tried out may be the region as it is: the result that waits stays where it is.
    const bool tries = tried_ && shows_style && shown->state == EditSession::State::ResultWaiting;
    if (!look.isLike(base_) || tries) {
        session_.refine(kStyleSystem, request(look), base_edit_);
        shown_ = session_.shown()->job;
    } else if (shows_style && shown->state == EditSession::State::ResultWaiting) {
        session_.discard();  // back where it began
    } else if (shows_style) {
        session_.cancel();
    }
    sending_ = false;
    Q_EMIT asked();
}

/// The look is that of what is shown, else of the applied edit, else nothing is changed.
void StyleWork::follow() {
    if (sending_) return;
    const EditSession::Variant* shown = session_.shown();
    const engine::StyleRequest* asked = shown ? asStyle(shown->request) : nullptr;
    if (!asked && wanted_face_ != face_) switchTo(wanted_face_);
    if (asked && shown->job != shown_ && asked->face != face_) switchTo(asked->face);
    findBase();
    // Our own may lag behind the hand.
    if (asked && shown->job != shown_) takeOver(FaceLook(*asked));
    if (!asked) takeOver(base_);
    const bool has_answer = asked && shown->state == EditSession::State::ResultWaiting;
    if (has_answer && look_.isLike(FaceLook(*asked))) before_donor_.reset();  // it can be used
    shown_ = asked ? shown->job : engine::JobId{};
    Q_EMIT changed();
}

void StyleWork::findBase() {
    const EditSession::Variant* shown = session_.shown();
    const bool shows_style = shown && asStyle(shown->request);
    base_ = {};
    base_edit_ = 0;
    for (const Edit& edit : session_.document().edits()) {
        const engine::StyleRequest* asked = asStyle(edit.request);
        if (!asked) continue;
        // Where something else is painted now, another look begins.
        const bool goes_on = edit.visible && asked->face == face_ &&
                             (asked->mask.isNull() || asked->mask.sharesPixelsWith(mask_.mask()));
        if (shows_style ? edit.id != shown->replaces : !goes_on) continue;
        base_ = FaceLook(*asked);
        base_edit_ = edit.id;
    }
}

void StyleWork::takeOver(const FaceLook& look) {
    history_.clear();
    tried_.reset();
    if (look.isLike(look_)) return;
    const engine::Photo donor = look_.donor;
    look_ = look;
    if (!look_.hasDonor()) look_.donor = donor;
}

/// The mask has come to rest.
void StyleWork::followMask() {
    follow();
    const EditSession::Variant* shown = session_.shown();
    const engine::StyleRequest* asked = shown ? asStyle(shown->request) : nullptr;
    if (asked && !asked->mask.sharesPixelsWith(mask_.mask())) send();
}

engine::Rect StyleWork::area() const {
    const engine::StyleRegions* found = finder_.found(face_);
    return found ? found->region : engine::Rect{};
}

engine::Image StyleWork::matteOf(Part part) const {
    const engine::StyleRegions* found = finder_.found(face_);
    if (!found || found->region.isEmpty()) return {};
    const auto at = std::find_if(found->mattes.begin(), found->mattes.end(),
                                 [part](const auto& matte) { return matte.part == part; });
    return at == found->mattes.end() ? engine::Image() : at->alpha;
}

}  // namespace ui
