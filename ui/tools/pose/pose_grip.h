#pragma once

#include "engine/api/skeleton.h"

namespace ui {

/// What the pointer can take hold of on the canvas: a joint, the head (turn and nod inside its ring, tilt on
/// it), or a handle of the frame around several joints.
struct PoseGrip {
    enum class Kind { None, Joint, Turn, Roll, TurnJoints, ScaleJoints };
    Kind kind = Kind::None;
    engine::JointName joint{};  ///< of Kind::Joint

    bool isJoint(engine::JointName name) const { return kind == Kind::Joint && joint == name; }
};

}  // namespace ui
