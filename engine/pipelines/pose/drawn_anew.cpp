#include "engine/pipelines/pose/drawn_anew.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "engine/pipelines/smooth_step.h"

namespace engine {
namespace {

constexpr double kGrown = 0.2, kFeather = 0.4;  ///< in eye distances

}  // namespace

std::optional<Image> drawnAnew(const Change& moved, double eye_distance) {
    const Image& mask = moved.mask;
    if (mask.isNull()) return std::nullopt;
    cv::Mat still(mask.height(), mask.width(), CV_8U);
    for (int y = 0; y < mask.height(); ++y) {
        const std::uint8_t* from = mask.row<std::uint8_t>(y);
        for (int x = 0; x < mask.width(); ++x) still.at<std::uint8_t>(y, x) = from[x] == 0;
    }
    if (cv::countNonZero(still) == still.rows * still.cols) return std::nullopt;
    cv::Mat distance;
    cv::distanceTransform(still, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);

    const double cell = std::sqrt(static_cast<double>(moved.region.width) * moved.region.height /
                                  static_cast<double>(mask.size().area()));
    ImageBuilder out(mask.size(), 1, PixelType::U8);
    for (int y = 0; y < mask.height(); ++y) {
        for (int x = 0; x < mask.width(); ++x) {
            const double away = distance.at<float>(y, x) * cell / eye_distance;
            const double share = 1 - smoothStep(kGrown, kGrown + kFeather, away);
            out.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>(std::lround(255 * share));
        }
    }
    return std::move(out).finish();
}

}  // namespace engine
