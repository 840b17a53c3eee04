#pragma once

#include <Eigen/Geometry>

#include "engine/api/reading.h"

namespace engine {

/// From the head's own axes (HeadShape) to the camera's (x right, y down, z away): Rz(roll) · Rx(pitch) ·
/// Ry(yaw). Of the orders and signs that are possible this is the one under which the portrait set's angles
/// and meshes agree best.
inline Eigen::Matrix3d headRotation(const HeadAngles& angles) {
    using Eigen::AngleAxisd, Eigen::Vector3d;
    return (AngleAxisd(angles.roll, Vector3d::UnitZ()) * AngleAxisd(angles.pitch, Vector3d::UnitX()) *
            AngleAxisd(angles.yaw, Vector3d::UnitY()))
        .toRotationMatrix();
}

}  // namespace engine
