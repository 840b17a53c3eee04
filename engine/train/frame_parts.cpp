#include "engine/train/frame_parts.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace engine {
namespace {

constexpr int kShift = 4;                         ///< OpenCV's sub-pixel bits
constexpr float kBack = 1.45f, kEarSide = 1.14f;  ///< where bows end, in eye distances

cv::Mat asShare(const cv::Mat& bytes) {
    cv::Mat out;
    bytes.convertTo(out, CV_32F, 1 / 255.0);
    return out;
}

void fill(cv::Mat& onto, const std::vector<cv::Point2f>& outline) {
    std::vector<cv::Point> corners;
    for (const cv::Point2f& p : outline)
        corners.emplace_back(cvRound(p.x * (1 << kShift)), cvRound(p.y * (1 << kShift)));
    cv::fillPoly(onto, std::vector{corners}, cv::Scalar(255), cv::LINE_AA, kShift);
}
/// A band of varying width along a line.
void stroke(cv::Mat& onto, const std::vector<cv::Point2f>& line, const std::vector<double>& width) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        cv::Point2f along = line[i + 1] - line[i];
        const double length = cv::norm(along);
        if (length < 1e-3) continue;
        const cv::Point2f normal(static_cast<float>(-along.y / length / 2),
                                 static_cast<float>(along.x / length / 2));
        const float a = static_cast<float>(width[i]), b = static_cast<float>(width[i + 1]);
        fill(onto, {line[i] + normal * a, line[i + 1] + normal * b, line[i + 1] - normal * b,
                    line[i] - normal * a});
    }
}
/// Draws the parts one by one.
class FrameRaster {
public:
    FrameRaster(cv::Size size, const HeadInPicture& head, const Glasses& glasses)
        : head_(head), glasses_(glasses), alpha_(size * kFiner, CV_8U, cv::Scalar(0)) {
        temples_ = alpha_.clone();
        pads_ = alpha_.clone();
        edges_ = alpha_.clone();
        for (cv::Mat& lens : lenses_) lens = alpha_.clone();
    }

    void draw(Random& random);

    FrameParts parts() const {
        return {asShare(alpha_),
                asShare(temples_),
                asShare(pads_),
                asShare(edges_),
                {asShare(lenses_[0]), asShare(lenses_[1])},
                lens_centres_};
    }

private:
    /// A point of the front, `side` −1 the person's right, 1 their left.
    cv::Point2f front(float side, const cv::Point2f& p) const {
        const float z =
            head_.bridge().z - glasses_.in_front + glasses_.wrap * p.x * p.x + glasses_.tilt * p.y;
        return fine({side * p.x, p.y, z});
    }
    cv::Point2f fine(const cv::Point3f& p) const {
        const cv::Point2f at = head_.at(p);
        return {(at.x + 0.5f) * kFiner - 0.5f, (at.y + 0.5f) * kFiner - 0.5f};
    }
    double pixels(double eye_distances) const { return eye_distances * head_.scale() * kFiner; }

    void drawLens(float side);
    void drawBridge(float y, double width);
    void drawPads();
    void drawTemple(Random& random, float side);

    const HeadInPicture& head_;
    const Glasses& glasses_;
    cv::Mat alpha_, temples_, pads_, edges_;
    std::array<cv::Mat, 2> lenses_;
    std::array<cv::Point2f, 2> lens_centres_;
};

void FrameRaster::drawLens(float side) {
    const int n = static_cast<int>(glasses_.outline.size()), which = side > 0;
    std::vector<cv::Point2f> inner, outer;
    for (int i = 0; i < n; ++i) {
        const cv::Point2f at = glasses_.outline[i];
        const cv::Point2f along = glasses_.outline[(i + 1) % n] - glasses_.outline[(i + n - 1) % n];
        const float length = std::max(1e-6f, static_cast<float>(cv::norm(along)));
        const cv::Point2f outwards(along.y / length, -along.x / length);
        inner.push_back(front(side, glasses_.centre + at));
        outer.push_back(front(side, glasses_.centre + at + outwards * glasses_.rim[i]));
    }
    fill(lenses_[which], inner);
    const cv::Point2f centre = front(side, glasses_.centre);
    lens_centres_[which] = {(centre.x + 0.5f) / kFiner - 0.5f, (centre.y + 0.5f) / kFiner - 0.5f};
    std::vector<cv::Point2f> edge = inner;
    edge.push_back(inner.front());
    stroke(edges_, edge, std::vector<double>(edge.size(), std::max(1.0, pixels(0.012))));
    for (int i = 0; i < n; ++i) {
        const int next = (i + 1) % n;
        if (glasses_.rim[i] <= 0 || glasses_.rim[next] <= 0) continue;
        fill(alpha_, {inner[i], inner[next], outer[next], outer[i]});
    }
}

void FrameRaster::drawBridge(float y, double width) {
    // From where the inner side of the lens is nearest to that height.
    float inner_x = glasses_.centre.x;
    for (const cv::Point2f& p : glasses_.outline) {
        if (p.x < 0 && std::abs(p.y + glasses_.centre.y - y) < 0.06f)
            inner_x = std::min(inner_x, glasses_.centre.x + p.x);
    }
    std::vector<cv::Point2f> line;
    std::vector<double> widths;
    constexpr int kSteps = 12;
    for (int i = 0; i <= kSteps; ++i) {
        const float t = -1 + 2.0f * static_cast<float>(i) / kSteps, x = t * inner_x;
        const float rise = glasses_.bridge_rise * (1 - t * t);
        line.push_back(front(x < 0 ? -1.0f : 1.0f, {std::abs(x), y - rise}));
        widths.push_back(pixels(width) * (1 + 0.4 * t * t));
    }
    stroke(alpha_, line, widths);
}

void FrameRaster::drawPads() {
    for (const float side : {-1.0f, 1.0f}) {
        const float x = glasses_.centre.x * 0.32f, y = glasses_.centre.y + 0.1f;
        const cv::Point2f middle = front(side, {x, y});
        const cv::RotatedRect pad(
            middle, {static_cast<float>(pixels(0.05)), static_cast<float>(pixels(0.13))}, -side * 18);
        cv::ellipse(pads_, pad, cv::Scalar(255), -1, cv::LINE_AA);
        float inner_x = glasses_.centre.x;
        for (const cv::Point2f& p : glasses_.outline) inner_x = std::min(inner_x, glasses_.centre.x + p.x);
        stroke(alpha_,
               {middle, front(side, {(x + inner_x) / 2, y - 0.1f}), front(side, {inner_x, y - 0.05f})},
               std::vector<double>(3, std::max(0.8, pixels(0.014))));
    }
}

void FrameRaster::drawTemple(Random& random, float side) {
    float outer_x = 0;
    for (std::size_t i = 0; i < glasses_.outline.size(); ++i)
        outer_x = std::max(outer_x, glasses_.centre.x + glasses_.outline[i].x + glasses_.rim[i] * 0.7f);
    const float y = glasses_.temple_at, half = glasses_.temple_width / 2;
    const float z = head_.bridge().z - glasses_.in_front + glasses_.wrap * outer_x * outer_x;
    const float hinge_x = std::max(outer_x + 0.04f, 1.0f + static_cast<float>(random.between(-0.05, 0.08)));
    const float ear_y = y + static_cast<float>(random.between(-0.12, 0.12));
    // The end piece, then the bow.
    fill(alpha_, {front(side, {outer_x - 0.06f, y - half}), front(side, {hinge_x, y - half}),
                  front(side, {hinge_x, y + half}), front(side, {outer_x - 0.06f, y + half})});
    const cv::Point2f begin = fine({side * hinge_x, y, z}), end = fine({side * kEarSide, ear_y, kBack});
    const cv::Point2f outwards = fine({side * (hinge_x + 1), y, z}) - begin;
    const double behind_head = (end - begin).dot(outwards) / std::max(1e-3, cv::norm(outwards));
    // A bow that runs inwards lies behind the face; through the lens a little of it may show.
    const float shown = behind_head > 0 ? 1.0f : 0.12f;
    const cv::Point3f from{side * hinge_x, y, z}, to{side * kEarSide, ear_y, kBack};
    const cv::Point3f until = from + (to - from) * shown;
    const auto up = [&](const cv::Point3f& p, float by) { return fine({p.x, p.y - by, p.z}); };
    const float thin = half * static_cast<float>(random.between(0.5, 1));
    fill(temples_, {up(from, half), up(until, thin), up(until, -thin), up(from, -half)});
}

void FrameRaster::draw(Random& random) {
    for (const float side : {-1.0f, 1.0f}) {
        drawTemple(random, side);
        drawLens(side);
    }
    drawBridge(glasses_.bridge_at, glasses_.bridge_width);
    if (glasses_.second_bridge) {
        drawBridge(glasses_.bridge_at - 0.14f, glasses_.bridge_width * 0.8);
    }
    if (glasses_.pads) drawPads();
}

}  // namespace

FrameParts frameParts(Random& random, cv::Size picture, const HeadInPicture& head, const Glasses& glasses) {
    FrameRaster raster(picture, head, glasses);
    raster.draw(random);
    return raster.parts();
}

}  // namespace engine
