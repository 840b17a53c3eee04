#pragma once

#include <opencv2/core.hpp>

#include "engine/train/glasses_shapes.h"
#include "engine/train/head_in_picture.h"

namespace engine {

/// A bare face for glasses to be drawn over. CV_32F.
struct BareFace {
    cv::Mat picture;  ///< 3 channels, sRGB 0…1
    cv::Mat hair;     ///< 1 channel, 0…1
    cv::Mat person;   ///< 1 channel, 0…1
    HeadInPicture head;
};

/// A face with glasses and the way back. CV_32F, 0…1, of the face's size.
struct FaceWithGlasses {
    cv::Mat seen;     ///< 3 channels: with glasses
    cv::Mat clean;    ///< 3 channels: without; within lenses as they show it, so that what is kept fits
    cv::Mat cover;    ///< 1 channel: hidden by the frame or by reflections, to be painted anew
    cv::Mat touched;  ///< 1 channel: lit unlike a bare face (tint, shadow, reflection), or hidden
};

/// Draws a pair of glasses over a face, with its shadow, and with what its lenses do to the picture behind
/// (after Lyu et al. 2022, arXiv 2203.10474, which renders them in three dimensions).
FaceWithGlasses withGlasses(Random& random, const BareFace& face, const Glasses& glasses);

}  // namespace engine
