#include "engine/pipelines/pose/unseen.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "engine/pipelines/smooth_step.h"

namespace engine {
namespace {

constexpr double kBeyondFrom = -0.03, kBeyondTo = 0.02;   ///< past the photo's border, in eye distances
constexpr double kDrawnOutFrom = 1.8, kDrawnOutTo = 2.8;  ///< times as long as in the photo

}  // namespace

cv::Mat sourcesOf(const Change& moved) {
    const Size size = moved.warp.size;
    cv::Mat sources(size.height, size.width, CV_32FC2);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const std::size_t at = static_cast<std::size_t>(y) * size.width + x;
            const float share = moved.mask.row<std::uint8_t>(y)[x] / 255.0f;
            const float* offset = &(*moved.warp.offset)[2 * at];
            sources.at<cv::Vec2f>(y, x) = {share * offset[0] * moved.region.width,
                                           share * offset[1] * moved.region.height};
        }
    }
    return sources;
}

cv::Mat knownShare(const Change& moved, const cv::Mat& sources, Rect photo, double eye_distance) {
    const double across = 1.0 * moved.region.width / sources.cols,
                 down = 1.0 * moved.region.height / sources.rows;
    cv::Mat known(sources.size(), CV_32F);
    const auto at = [&](int y, int x) {
        return sources.at<cv::Vec2f>(std::clamp(y, 0, sources.rows - 1), std::clamp(x, 0, sources.cols - 1));
    };
    for (int y = 0; y < sources.rows; ++y) {
        for (int x = 0; x < sources.cols; ++x) {
            const cv::Vec2f from = at(y, x);
            const double px = moved.region.x + (x + 0.5) * across + from[0],
                         py = moved.region.y + (y + 0.5) * down + from[1];
            const double past =
                std::max({photo.x - px, px - photo.right(), photo.y - py, py - photo.bottom()});
            // How much longer a short line is here than where it came from, along the direction in which it
            // has grown most: one over the smallest singular value of the way back.
            const cv::Vec2f by_x = (at(y, x + 1) - at(y, x - 1)) * static_cast<float>(0.5 / across),
                            by_y = (at(y + 1, x) - at(y - 1, x)) * static_cast<float>(0.5 / down);
            const double a = 1 + by_x[0], b = by_y[0], c = by_x[1], d = 1 + by_y[1];
            const double sum = a * a + b * b + c * c + d * d, area = a * d - b * c;
            const double least =
                std::sqrt(std::max(0.0, (sum - std::sqrt(std::max(0.0, sum * sum - 4 * area * area))) / 2));
            const double drawn_out = area > 0 ? 1 / std::max(1e-3, least) : kDrawnOutTo;
            known.at<float>(y, x) =
                static_cast<float>((1 - smoothStep(kBeyondFrom, kBeyondTo, past / eye_distance)) *
                                   (1 - smoothStep(kDrawnOutFrom, kDrawnOutTo, drawn_out)));
        }
    }
    return known;
}

at::Tensor onCells(const cv::Mat& map, Size cells) {
    cv::Mat resized;
    cv::resize(map, resized, {cells.width, cells.height}, 0, 0, cv::INTER_AREA);
    return at::from_blob(resized.data, {1, cells.height, cells.width, resized.channels()}, at::kFloat)
        .permute({0, 3, 1, 2})
        .clone(at::MemoryFormat::Contiguous);
}

at::Tensor placesFrom(const cv::Mat& sources, Rect region, Size cells) {
    const at::Tensor off = onCells(sources, cells);
    const auto places = [](int count) { return (at::arange(count) + 0.5) / count * 2 - 1; };
    const at::Tensor x = places(cells.width).view({1, 1, -1}) + off.select(1, 0) * (2.0 / region.width),
                     y = places(cells.height).view({1, -1, 1}) + off.select(1, 1) * (2.0 / region.height);
    return at::stack({x, y}, 1);
}

}  // namespace engine
