#include "ui/session/pose_results.h"

namespace ui {
namespace {

/// The first of the run that is a pose of this kind.
const EditSession::Variant* resultOf(const EditSession& session, bool drawn) {
    for (const EditSession::Variant* member : session.run()) {
        const engine::PoseRequest* pose = asPose(member->request);
        if (pose && isDrawn(*pose) == drawn) return member;
    }
    return nullptr;
}

}  // namespace

const engine::PoseRequest* asPose(const engine::Request& request) {
    return std::get_if<engine::PoseRequest>(&request);
}

bool isDrawn(const engine::PoseRequest& pose) {
    return !pose.model.empty();
}

const engine::PoseRequest* shownPose(const EditSession& session) {
    return session.shown() ? asPose(session.shown()->request) : nullptr;
}

const EditSession::Variant* movedResult(const EditSession& session) {
    return resultOf(session, false);
}

bool hasDrawnResult(const EditSession& session) {
    return resultOf(session, true) != nullptr;
}

}  // namespace ui
