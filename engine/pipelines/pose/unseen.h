#pragma once

#include <opencv2/core.hpp>

#include "engine/api/change.h"

namespace engine {

/// How far each place of a movement (pixels of the photo; CV_32FC2, the size of its warp's cells) lies from
/// what is to be seen there.
cv::Mat sourcesOf(const Change& moved);

/// How far the photo's own pixels are enough for each place of a movement, CV_32F of its warp's cells: 1
/// where they are, 0 where they come from beyond `photo` or are drawn out so much that something that the
/// photo hides must have come into view. `eye_distance`: pixels of the photo.
cv::Mat knownShare(const Change& moved, const cv::Mat& sources, Rect photo, double eye_distance);

}  // namespace engine
