#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "engine/models/head_shape/head_shape.h"

namespace engine {

/// Where a head lies in a picture: pixels of a point of the head's own axes (see HeadShape), as seen from
/// far away.
class HeadInPicture {
public:
    /// The placement under which the mean face lies nearest to the upper half of `mesh` (kMeshPoints places).
    HeadInPicture(const HeadShape& shape, const std::vector<cv::Point2f>& mesh);

    cv::Point2f at(const cv::Point3f& point) const;
    /// Pixels of one eye distance, down the face.
    double scale() const;
    /// The nose bridge, on which glasses rest.
    const cv::Point3f& bridge() const { return bridge_; }

private:
    cv::Matx<float, 2, 4> projection_;
    cv::Point3f bridge_;
};

}  // namespace engine
