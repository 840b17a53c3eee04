#include "engine/train/reader_body.h"

#include <algorithm>

#include "engine/models/portrait_reader/body_points.h"

namespace engine {
namespace {

std::vector<ImagePoint> imagePoints(const std::vector<cv::Point2f>& mesh) {
    std::vector<ImagePoint> points;
    for (const cv::Point2f& p : mesh) points.push_back({p.x, p.y});
    return points;
}

}  // namespace

float faceSize(const std::vector<cv::Point2f>& mesh) {
    return static_cast<float>(faceWidth(imagePoints(mesh)));
}

cv::Point2f faceCentre(const std::vector<cv::Point2f>& mesh) {
    const auto [left, right] =
        std::minmax_element(mesh.begin(), mesh.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    const auto [top, bottom] =
        std::minmax_element(mesh.begin(), mesh.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    return {(left->x + right->x) / 2, (top->y + bottom->y) / 2};
}

BodyTargets bodyOf(const Portrait& portrait) {
    const cv::Mat labels = portrait.parts.isContinuous() ? portrait.parts : portrait.parts.clone();
    const PartLabels parts{labels.data, {labels.cols, labels.rows}};
    const std::vector<ImagePoint> mesh = imagePoints(portrait.mesh);
    const auto target = [](const BodyPoint& point) {
        return cv::Vec3f(static_cast<float>(point.at.x), static_cast<float>(point.at.y),
                         point.is_certain ? 1.0f : 0.0f);
    };
    const BodyPoint neck = neckOf(parts, mesh);
    const auto shoulders = shouldersOf(parts, mesh, neck.at);
    return {target(neck), target(shoulders[0]), target(shoulders[1])};
}

}  // namespace engine
