#include "engine/train/reader_body.h"

#include <opencv2/imgproc.hpp>

#include "engine/models/portrait_reader/mesh_mirror.h"

namespace engine {
namespace {

constexpr float kHighPerWide = 1.2f;
constexpr float kNeckBelowChin = 0.42f, kShoulderAside = 1.15f, kShoulderBelowEdge = 0.18f;

std::uint8_t partAt(const Portrait& p, int x, int y) {
    return p.parts.at<std::uint8_t>(y, x);
}
bool isClothes(const Portrait& p, int x, int y) {
    return partAt(p, x, y) == static_cast<int>(Part::Clothes);
}

/// The middle of the run of bare skin around column x of one row, or x where there is none.
float middleOfSkin(const Portrait& p, float x, int y, float reach) {
    const int columns = p.parts.cols;
    if (y < 0 || y >= p.parts.rows) return x;
    float sum = 0;
    int count = 0;
    for (int c = std::max(0, static_cast<int>(x - reach)); c < std::min(columns, static_cast<int>(x + reach));
         ++c) {
        if (partAt(p, c, y) != static_cast<int>(Part::Skin)) continue;
        sum += static_cast<float>(c);
        ++count;
    }
    return static_cast<float>(count) > reach * 0.4f ? sum / static_cast<float>(count) : x;
}

cv::Vec3f shoulderAt(const Portrait& p, cv::Point2f neck, float aside, float size, float chin) {
    const int x = std::clamp(static_cast<int>(neck.x + aside), 2, p.parts.cols - 3);
    if (std::abs(static_cast<float>(x) - neck.x) < 0.75f * size) return {};
    int y = p.parts.rows - 1;
    if (!isClothes(p, x, y)) return {};
    while (y > 0 && isClothes(p, x, y - 1)) --y;
    if (static_cast<float>(y) < chin - 0.15f * size) return {};
    return {static_cast<float>(x), static_cast<float>(y) + kShoulderBelowEdge * size, 1};
}

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

BodyPoints bodyOf(const Portrait& portrait) {
    const cv::Point2f chin = portrait.mesh[kChin];
    const float size = faceSize(portrait.mesh);
    cv::Point2f down = chin - portrait.mesh[kForehead];
    down /= static_cast<float>(std::max(1.0, cv::norm(down)));
    down = down * 0.4f + cv::Point2f(0, 0.6f);  // a head tilts more than the body under it
    cv::Point2f neck = chin + down * (kNeckBelowChin * size);
    neck.x = middleOfSkin(portrait, chin.x + down.x * 0.25f * size, static_cast<int>(chin.y + 0.2f * size),
                          0.6f * size);
    BodyPoints body;
    const bool inside = neck.x >= 0 && neck.x < portrait.parts.cols && neck.y < portrait.parts.rows;
    body[0] = {neck.x, neck.y, inside ? 1.0f : 0.0f};
    body[1] = shoulderAt(portrait, neck, -kShoulderAside * size, size, chin.y);
    body[2] = shoulderAt(portrait, neck, kShoulderAside * size, size, chin.y);
    return body;
}

}  // namespace engine
