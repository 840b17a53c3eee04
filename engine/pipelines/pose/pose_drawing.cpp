#include "engine/pipelines/pose/pose_drawing.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace engine {
namespace {

constexpr int kStickWidth = 4, kJointRadius = 4;
constexpr double kBoneShade = 0.6;
constexpr float kHardlySeen = 0.3f;      ///< confidence below which detectors leave joints out
constexpr double kFarthestDrawn = 8192;  ///< pixels of the drawing; OpenCV cannot count much further

cv::Scalar colourOn(const std::array<std::uint8_t, 3>& colour, double shade) {
    return {std::floor(shade * colour[0]), std::floor(shade * colour[1]), std::floor(shade * colour[2])};
}

/// A joint in pixels of the drawing, if it is to be drawn at all.
std::optional<cv::Point2d> placeOf(const Joint& joint, Rect region, Size size) {
    if (!(joint.confidence >= kHardlySeen)) return std::nullopt;
    const cv::Point2d at((joint.at.x - region.x) / region.width * size.width,
                         (joint.at.y - region.y) / region.height * size.height);
    if (!(std::abs(at.x) <= kFarthestDrawn && std::abs(at.y) <= kFarthestDrawn)) return std::nullopt;
    return at;
}

/// Cut off to whole numbers, as all coordinates of this rendering are.
cv::Point cut(const cv::Point2d& at) {
    return {static_cast<int>(at.x), static_cast<int>(at.y)};
}

void drawBone(cv::Mat& canvas, const cv::Point2d& from, const cv::Point2d& to, const cv::Scalar& colour) {
    const cv::Point2d along = from - to;
    const int half = static_cast<int>(std::hypot(along.x, along.y) / 2);
    const int angle = static_cast<int>(std::atan2(along.y, along.x) * 180 / std::numbers::pi);
    std::vector<cv::Point> outline;
    cv::ellipse2Poly(cut((from + to) / 2), {half, kStickWidth}, angle, 0, 360, 1, outline);
    cv::fillConvexPoly(canvas, outline, colour);
}

}  // namespace

Image poseDrawing(const Skeleton& skeleton, Rect region, Size size) {
    ImageBuilder image(size, 3, PixelType::U8);
    cv::Mat canvas(size.height, size.width, CV_8UC3, image.data(), image.rowBytes());
    canvas.setTo(cv::Scalar::all(0));
    for (const Bone& bone : bones()) {
        const auto from = placeOf(skeleton[bone.from], region, size);
        const auto to = placeOf(skeleton[bone.to], region, size);
        if (from && to) drawBone(canvas, *from, *to, colourOn(bone.colour, kBoneShade));
    }
    for (int i = 0; i < kJointCount; ++i) {
        const auto name = static_cast<JointName>(i);
        if (const auto at = placeOf(skeleton[name], region, size))
            cv::circle(canvas, cut(*at), kJointRadius, colourOn(colourOf(name), 1), cv::FILLED);
    }
    return std::move(image).finish();
}

at::Tensor poseTensor(const Skeleton& skeleton, Rect region, Size size) {
    const Image drawing = poseDrawing(skeleton, region, size);
    void* bytes = const_cast<std::byte*>(drawing.data());  // from_blob wants it so; it is only read
    return at::from_blob(bytes, {1, drawing.height(), drawing.width(), 3}, at::kByte)
               .permute({0, 3, 1, 2})
               .to(at::kFloat) /
           255;
}

}  // namespace engine
