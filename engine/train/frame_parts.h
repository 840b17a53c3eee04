#pragma once

#include <array>
#include <opencv2/core.hpp>

#include "engine/train/glasses_shapes.h"
#include "engine/train/head_in_picture.h"

namespace engine {

/// Frames are drawn at twice the picture's size.
inline constexpr int kFiner = 2;

/// How much of each place the parts of a pair of glasses cover: CV_32F, 0…1, at kFiner times the picture's
/// size.
struct FrameParts {
    cv::Mat front;    ///< rims, bridge, end pieces
    cv::Mat temples;  ///< the bows, as far as the head does not hide them
    cv::Mat pads;     ///< of the nose
    cv::Mat edges;    ///< of the lenses, seen where they have no rim
    std::array<cv::Mat, 2> lenses;
    std::array<cv::Point2f, 2> lens_centres;  ///< pixels of the picture
};

FrameParts frameParts(Random& random, cv::Size picture, const HeadInPicture& head, const Glasses& glasses);

}  // namespace engine
