#include "engine/train/portrait_placement.h"

#include <opencv2/imgproc.hpp>

namespace engine {

// OpenCV's arithmetic with one number touches the first channel alone: see every picture as one channel.
cv::Mat clipped(const cv::Mat& picture) {
    const cv::Mat inside = cv::min(cv::max(picture.reshape(1), 0.0), 1.0);
    return inside.reshape(picture.channels());
}

cv::Mat threefold(const cv::Mat& one) {
    cv::Mat three;
    cv::merge(std::vector{one, one, one}, three);
    return three;
}

cv::Mat blurred(const cv::Mat& picture, double sigma) {
    if (sigma < 0.1) return picture;
    cv::Mat out;
    cv::GaussianBlur(picture, out, {0, 0}, sigma);
    return out;
}

cv::Mat smoothField(Random& random, cv::Size cells, cv::Size size) {
    cv::Mat grid(cells, CV_32F), field;
    for (int i = 0; i < cells.area(); ++i) grid.ptr<float>()[i] = static_cast<float>(random.unit());
    cv::resize(grid, field, size, 0, 0, cv::INTER_CUBIC);
    return clipped(field);
}

cv::Matx23d randomPlacement(Random& random, int from, int size, double zoom) {
    const double scale = static_cast<double>(size) / from * zoom;
    const double turn = random.between(-0.15, 0.15), jitter = size * 0.06;
    cv::Matx33d flip = cv::Matx33d::eye();
    if (random.chance(0.5)) flip = {-1, 0, static_cast<double>(from), 0, 1, 0, 0, 0, 1};
    const double c = scale * std::cos(turn), s = scale * std::sin(turn);
    cv::Matx23d m = cv::Matx23d(c, -s, 0, s, c, 0) * flip;
    m(0, 2) +=
        size / 2.0 - (m(0, 0) * from / 2 + m(0, 1) * from / 2 + m(0, 2)) + random.between(-jitter, jitter);
    m(1, 2) +=
        size / 2.0 - (m(1, 0) * from / 2 + m(1, 1) * from / 2 + m(1, 2)) + random.between(-jitter, jitter);
    return m;
}

cv::Mat placed(const cv::Mat& picture, const cv::Matx23d& placement, int size, Beyond beyond) {
    const double scale = std::hypot(placement(0, 0), placement(1, 0));
    cv::Mat blurred, out;
    // Area averaging does not exist for warps: blur to the target's resolution first.
    if (scale < 0.7) cv::GaussianBlur(picture, blurred, {0, 0}, 0.45 / scale);
    const cv::Mat& source = scale < 0.7 ? blurred : picture;
    const int border = beyond == Beyond::Mirrored ? cv::BORDER_REFLECT : cv::BORDER_REPLICATE;
    cv::warpAffine(source, out, placement, {size, size}, cv::INTER_LINEAR, border);
    return out;
}

cv::Point2f placed(cv::Point2f p, const cv::Matx23d& m) {
    return {static_cast<float>(m(0, 0) * p.x + m(0, 1) * p.y + m(0, 2)),
            static_cast<float>(m(1, 0) * p.x + m(1, 1) * p.y + m(1, 2))};
}

void varyExposure(Random& random, cv::Mat& picture) {
    const double exposure = random.between(0.6, 1.15);
    const cv::Scalar cast(1 + 0.04 * random.normal(), 1 + 0.04 * random.normal(), 1 + 0.04 * random.normal());
    cv::multiply(picture, cast * exposure, picture);
    picture = clipped(picture);
}

void addNoise(Random& random, cv::Mat& picture) {
    if (!random.chance(0.5)) return;
    cv::Mat noise(picture.size(), picture.type());
    cv::RNG generator(random.bits());
    generator.fill(noise, cv::RNG::NORMAL, 0, random.between(0, 0.012));
    picture = clipped(picture + noise);
}

}  // namespace engine
