#include "engine/pipelines/pose/solid_head.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "engine/models/head_shape/head_rotation.h"
#include "engine/pipelines/smooth_step.h"

namespace engine {
namespace {

using Eigen::Matrix3d, Eigen::Vector3d;

// In the head's own axes and eye distances (HeadShape).
const Vector3d kPivot(0, 1.6, 1.3);    ///< where the skull rests on the neck
const Vector3d kMiddle(0, -0.1, 1.6);  ///< of the outline, at its depth
constexpr double kHalfWidth = 1.35, kHalfHeight = 2.05;
/// How far the bowl bulges towards the camera. A sphere's rim is infinitely steep and would fold over itself
/// when turned; a paraboloid is not.
constexpr double kBulge = 2.0;
constexpr double kFullyUntil = 1.0, kNothingFrom = 1.8;  ///< in half sizes of the outline

}  // namespace

SolidHead::SolidHead(const Reading& reading, const HeadShape& shape)
    : now_(reading.head), lean_(std::cos(now_.roll), std::sin(now_.roll)) {
    const Matrix3d turned = headRotation(now_);
    // Size and place of the mean face under this turn that lie nearest to the mesh.
    Vector3d model_middle = Vector3d::Zero();
    Eigen::Vector2d mesh_middle = Eigen::Vector2d::Zero();
    std::vector<Vector3d> model;
    for (int i = 0; i < kMeshPoints; ++i) {
        model.push_back(turned * Vector3d(shape.points()[i].data()));
        model_middle += model.back() / kMeshPoints;
        mesh_middle += Eigen::Vector2d(reading.mesh[i].x, reading.mesh[i].y) / kMeshPoints;
    }
    double both = 0, own = 1e-9;
    for (int i = 0; i < kMeshPoints; ++i) {
        const Eigen::Vector2d from = (model[i] - model_middle).head<2>();
        both += from.dot(Eigen::Vector2d(reading.mesh[i].x, reading.mesh[i].y) - mesh_middle);
        own += from.squaredNorm();
    }
    unit_ = std::max(1.0, both / own);
    const Vector3d place(mesh_middle.x() - unit_ * model_middle.x(),
                         mesh_middle.y() - unit_ * model_middle.y(), 0);
    pivot_ = place + unit_ * (turned * kPivot);
    middle_ = place + unit_ * (turned * kMiddle);
    for (int i = 0; i < kMeshPoints; ++i)
        mesh_.emplace_back(reading.mesh[i].x, reading.mesh[i].y, unit_ * model[i].z());
    this->place({}, {0, 0});
}

ImagePoint SolidHead::arrival(const Vector3d& p, const Matrix3d& rotation, const ImagePoint& move) const {
    const Vector3d at = pivot_ + rotation * (p - pivot_);
    return {at.x() + move.x, at.y() + move.y};
}

ImagePoint SolidHead::meshArrival(int i, const HeadAngles& turn, const ImagePoint& move) const {
    const HeadAngles then{now_.yaw + turn.yaw, now_.pitch + turn.pitch, now_.roll + turn.roll};
    return arrival(mesh_[i], headRotation(then) * headRotation(now_).transpose(), move);
}

void SolidHead::place(const HeadAngles& turn, const ImagePoint& move) {
    const HeadAngles then{now_.yaw + turn.yaw, now_.pitch + turn.pitch, now_.roll + turn.roll};
    rotation_ = headRotation(then) * headRotation(now_).transpose();
    move_ = move;
    arrived_.clear();
    for (const Vector3d& p : mesh_) arrived_.push_back(arrival(p, rotation_, move_));
}

SolidHead::Carried SolidHead::carriedAt(const ImagePoint& p) const {
    // In the outline's own axes, which lean with the head.
    const double x = (p.x - middle_.x()) / unit_, y = (p.y - middle_.y()) / unit_;
    const double rim = std::hypot((lean_.x() * x + lean_.y() * y) / kHalfWidth,
                                  (lean_.x() * y - lean_.y() * x) / kHalfHeight);
    const double share = 1 - smoothStep(kFullyUntil, kNothingFrom, rim);
    if (share == 0) return {};
    const double z = middle_.z() - unit_ * kBulge * std::max(0.0, 1 - rim * rim);
    const ImagePoint at = arrival({p.x, p.y, z}, rotation_, move_);
    return {share, {share * (at.x - p.x), share * (at.y - p.y)}};
}

Rect SolidHead::reach() const {
    const double side = unit_ * kHalfHeight * kNothingFrom;
    const auto left = static_cast<int>(std::floor(middle_.x() - side)),
               top = static_cast<int>(std::floor(middle_.y() - side));
    const auto extent = static_cast<int>(std::ceil(2 * side));
    return {left, top, extent, extent};
}

}  // namespace engine
