#pragma once

#include <ATen/core/Tensor.h>

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

/// A map of a warp's cells on those of a network, [1, channels, h, w].
at::Tensor onCells(const cv::Mat& map, Size cells);

/// The place of `region` (−1…1 over it) that came to each of a network's cells, [1, 2, h, w]. `sources`: see
/// sourcesOf().
at::Tensor placesFrom(const cv::Mat& sources, Rect region, Size cells);

}  // namespace engine
