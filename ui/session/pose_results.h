#pragma once

#include "engine/api/requests/pose.h"
#include "ui/session/edit_session.h"

namespace ui {

/// What a layer asked for, if it is a pose; else null.
const engine::PoseRequest* asPose(const engine::Request& request);
/// With a checkpoint; else the photo's pixels have only moved.
bool isDrawn(const engine::PoseRequest& pose);

/// What the shown result asked for, if it is a pose; else null.
const engine::PoseRequest* shownPose(const EditSession& session);
/// The result of the run that is shown whose pixels have only moved, finished or not; null: none.
const EditSession::Variant* movedResult(const EditSession& session);
/// Something of the run that is shown has been drawn anew, or will be.
bool hasDrawnResult(const EditSession& session);

}  // namespace ui
