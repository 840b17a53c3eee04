#include "engine/train/reader_body.h"

#include "engine/models/portrait_reader/body_points.h"

namespace engine {
namespace {

constexpr float kHighPerWide = 1.2f;

cv::Rect2f ovalBox(const std::vector<cv::Point2f>& mesh) {
    // The oval is the convex hull of the mesh: every other point lies inside.
    float left = mesh[0].x, right = left, top = mesh[0].y, bottom = top;
    for (const cv::Point2f& point : mesh) {
        left = std::min(left, point.x);
        right = std::max(right, point.x);
        top = std::min(top, point.y);
        bottom = std::max(bottom, point.y);
    }
    return {left, top, right - left, bottom - top};
}

}  // namespace

float faceSize(const std::vector<cv::Point2f>& mesh) {
    return std::sqrt(ovalBox(mesh).area() / kHighPerWide);
}

cv::Point2f faceCentre(const std::vector<cv::Point2f>& mesh) {
    const cv::Rect2f box = ovalBox(mesh);
    return {box.x + box.width / 2, box.y + box.height / 2};
}

BodyTargets bodyOf(const Portrait& portrait) {
    const cv::Mat parts = portrait.parts.isContinuous() ? portrait.parts : portrait.parts.clone();
    std::vector<ImagePoint> mesh;
    for (const cv::Point2f& p : portrait.mesh) mesh.push_back({p.x, p.y});
    BodyTargets targets;
    const BodyPoints points = bodyPoints({parts.data, {parts.cols, parts.rows}}, mesh);
    for (std::size_t i = 0; i < points.size(); ++i) {
        targets[i] = {static_cast<float>(points[i].at.x), static_cast<float>(points[i].at.y),
                      points[i].is_certain ? 1.0f : 0.0f};
    }
    return targets;
}

}  // namespace engine
