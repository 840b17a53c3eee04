#pragma once

#include <opencv2/core.hpp>

#include "engine/api/photo.h"
#include "engine/local_engine.h"

namespace engine {

/// A picture (CV_32FC3, sRGB 0…1) as an 8-bit photo, opened as the product opens one: with pyramid and grain.
Photo photoFrom(const cv::Mat& picture);

/// The pixels of an 8-bit RGB image, CV_32FC3.
cv::Mat matFrom(const Image& image);

/// Runs one request to its end.
Result<Outcome> ask(LocalEngine& engine, Request request);

}  // namespace engine
