#pragma once

#include <array>
#include <opencv2/core.hpp>

#include "engine/train/portrait_set.h"

namespace engine {

/// Neck, right shoulder, left shoulder (x, y in pixels; certainty 0 or 1).
using BodyTargets = std::array<cv::Vec3f, 3>;

/// neckOf() and shouldersOf() a portrait's own parts. The set's own body points cannot be used: their noses
/// lie a third of a face width from the mesh's on the median picture, and the shoulders fall together (the
/// body model was shown close-ups).
BodyTargets bodyOf(const Portrait& portrait);

/// faceWidth() of a portrait's mesh.
float faceSize(const std::vector<cv::Point2f>& mesh);
/// The middle of the box around it.
cv::Point2f faceCentre(const std::vector<cv::Point2f>& mesh);

}  // namespace engine
