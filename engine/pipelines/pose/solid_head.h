#pragma once

#include <Eigen/Core>
#include <vector>

#include "engine/api/reading.h"
#include "engine/models/head_shape/head_shape.h"

namespace engine {

/// A head as a solid thing in the photo, which can be turned and moved: the mesh with the depth of the mean
/// face, and around it, where hair and neck are, a bowl whose rim stays where it is. Lengths are pixels of
/// the photo; x right, y down, z away from the camera.
class SolidHead {
public:
    /// `reading` has a mesh of kMeshPoints.
    SolidHead(const Reading& reading, const HeadShape& shape);

    /// The head turned by `turn` about the top of the neck and then moved by `move`.
    void place(const HeadAngles& turn, const ImagePoint& move);

    double eyeDistance() const { return unit_; }
    /// Where mesh point `i` was and where it arrives.
    ImagePoint meshPoint(int i) const { return {mesh_[i].x(), mesh_[i].y()}; }
    ImagePoint meshArrival(int i) const { return arrived_[i]; }
    struct Carried {
        double share = 0;     ///< how much the place belongs to the head: 1 on it, less and less around it
        ImagePoint by{0, 0};  ///< how far it moves with the head, according to its share
    };
    /// What happens to place `p` of the photo.
    Carried carriedAt(const ImagePoint& p) const;
    /// Where mesh point `i` would arrive with another turn and move; for fits.
    ImagePoint meshArrival(int i, const HeadAngles& turn, const ImagePoint& move) const;
    /// What of the photo moves with the head.
    Rect reach() const;

private:
    ImagePoint arrival(const Eigen::Vector3d& p, const Eigen::Matrix3d& rotation,
                       const ImagePoint& move) const;

    HeadAngles now_;
    Eigen::Vector2d lean_;            ///< cosine and sine of its roll
    double unit_ = 1;                 ///< an eye distance seen from the front
    Eigen::Vector3d pivot_, middle_;  ///< top of the neck; middle of the head's outline
    std::vector<Eigen::Vector3d> mesh_;
    Eigen::Matrix3d rotation_ = Eigen::Matrix3d::Identity();
    ImagePoint move_{0, 0};
    std::vector<ImagePoint> arrived_;
};

}  // namespace engine
