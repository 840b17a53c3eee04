#pragma once

#include "engine/models/head_shape/head_rotation.h"
#include "engine/models/head_shape/head_shape.h"
#include "engine/models/portrait_reader/mesh_mirror.h"

namespace engine {

/// A face in space that is the same on both sides: eyes where eyes are, the tip of the nose in front, the
/// ears behind, everything else on a bowl.
inline HeadShape solidFace() {
    std::vector<HeadShape::Point> points(kMeshPoints);
    const auto put = [&](int right, double x, double y, double z) {
        points[kMeshMirror[right]] = {-x, y, z};
        points[right] = {x, y, z};
    };
    for (int i = 0; i < kMeshPoints; ++i) {
        if (kMeshMirror[i] < i) continue;
        const double x = kMeshMirror[i] == i ? 0 : -std::abs(1.1 * std::cos(2.4 * i));
        const double y = 0.5 + 1.3 * std::sin(2.4 * i);
        put(i, x, y, 0.6 * (x * x + (y - 0.5) * (y - 0.5)) - 0.3);
    }
    put(kRightEyeOuter, -0.75, 0, 0.1);
    put(kRightEyeInner, -0.25, 0, -0.1);
    put(kRightEar, -1.1, 0.3, 1.4);
    points[kNoseTip] = {0, 0.6, -1};
    return HeadShape(std::move(points));
}

/// Its picture: turned by `angles`, `size` pixels an eye distance, the middle of the eyes at `place`.
inline std::vector<ImagePoint> pictureOf(const HeadShape& face, const HeadAngles& angles, double size,
                                         const ImagePoint& place) {
    const Eigen::Matrix3d turned = headRotation(angles);
    std::vector<ImagePoint> mesh;
    for (const HeadShape::Point& point : face.points()) {
        const Eigen::Vector3d at = size * (turned * Eigen::Vector3d(point.data()));
        mesh.push_back({place.x + at.x(), place.y + at.y()});
    }
    return mesh;
}

}  // namespace engine
