#include "engine/train/head_in_picture.h"

#include <cmath>

namespace engine {
namespace {

constexpr int kNoseBridge = 168;       ///< of the mesh's points
constexpr double kMouthBegins = 0.75;  ///< y below which a face moves with its expression

}  // namespace

HeadInPicture::HeadInPicture(const HeadShape& shape, const std::vector<cv::Point2f>& mesh) {
    cv::Mat points(0, 4, CV_64F), places(0, 2, CV_64F);
    for (std::size_t i = 0; i < mesh.size(); ++i) {
        const HeadShape::Point& p = shape.points()[i];
        if (p[1] > kMouthBegins) continue;
        points.push_back(cv::Mat(cv::Matx14d(p[0], p[1], p[2], 1)));
        places.push_back(cv::Mat(cv::Matx12d(mesh[i].x, mesh[i].y)));
    }
    cv::Mat solved;
    cv::solve(points, places, solved, cv::DECOMP_NORMAL | cv::DECOMP_SVD);
    for (int i = 0; i < 4; ++i) {
        for (int k = 0; k < 2; ++k) projection_(k, i) = static_cast<float>(solved.at<double>(i, k));
    }
    const HeadShape::Point& bridge = shape.points()[kNoseBridge];
    bridge_ = {static_cast<float>(bridge[0]), static_cast<float>(bridge[1]), static_cast<float>(bridge[2])};
}

cv::Point2f HeadInPicture::at(const cv::Point3f& p) const {
    const auto v = projection_ * cv::Vec4f(p.x, p.y, p.z, 1);
    return {v[0], v[1]};
}

double HeadInPicture::scale() const {
    return std::hypot(projection_(0, 1), projection_(1, 1));
}

}  // namespace engine
