#pragma once

#include <opencv2/core.hpp>

#include "engine/train/random.h"

namespace engine {

inline constexpr int kShapeSize = 384;  ///< shapes are drawn larger than they are used, then placed at random

/// A random silhouette that may cast a shadow: CV_32FC1, kShapeSize², 1 = in shadow. Clouds of noise,
/// straight and wavy edges, blinds and window bars, leaves, arms and fingers, polygons.
cv::Mat randomShape(Random& random);

/// The shadow that a head casts on itself under one hard light: CV_32FC1 of `size`², from a coarse relief
/// (ellipsoid with nose and brow ridges) built on the face mesh `mesh` (478 points in pixels).
cv::Mat headRelief(Random& random, const std::vector<cv::Point2f>& mesh, int size);

}  // namespace engine
