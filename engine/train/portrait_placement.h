#pragma once

#include <opencv2/core.hpp>

#include "engine/train/random.h"

namespace engine {

/// How a square portrait of `from` pixels is laid into one of `size`: made `zoom` times as large as it would
/// fit, turned by up to 0.15 rad, shifted by up to 6 %, mirrored half of the times.
cv::Matx23d randomPlacement(Random& random, int from, int size, double zoom);

/// What lies beyond the picture's borders: itself, mirrored, or its outermost pixels.
enum class Beyond { Mirrored, DrawnOut };

/// A picture (any depth) laid so; blurred first where it becomes much smaller.
cv::Mat placed(const cv::Mat& picture, const cv::Matx23d& placement, int size,
               Beyond beyond = Beyond::Mirrored);

cv::Point2f placed(cv::Point2f point, const cv::Matx23d& placement);

/// A picture's numbers limited to 0…1.
cv::Mat clipped(const cv::Mat& picture);

/// One channel as three alike.
cv::Mat threefold(const cv::Mat& one);

/// Blurred by a Gaussian; as it is where that would not be seen.
cv::Mat blurred(const cv::Mat& picture, double sigma);

/// A random smooth field in 0…1 (uniform cells, cubic). CV_32F.
cv::Mat smoothField(Random& random, cv::Size cells, cv::Size size);

/// Another exposure (0.6…1.15) and a slight cast, clipped to 0…1. picture: CV_32FC3, sRGB.
void varyExposure(Random& random, cv::Mat& picture);

/// Sensor noise of a random strength on half of the pictures. picture: CV_32FC3, 0…1.
void addNoise(Random& random, cv::Mat& picture);

}  // namespace engine
