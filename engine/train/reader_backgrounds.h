#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "engine/train/portrait_set.h"
#include "engine/train/random.h"

namespace engine {

/// Draws pictures without a face: gradients, fractal noise, landscapes, things of straight and round shapes,
/// stripes, and pieces of portraits (walls, clothes, shuffled tiles).
class FacelessPictures {
public:
    /// `portraits` must outlive it.
    explicit FacelessPictures(const std::vector<Portrait>& portraits) : portraits_(portraits) {}

    /// CV_8UC3 of `size`, RGB.
    cv::Mat draw(Random& random, cv::Size size) const;

private:
    cv::Mat drawKind(Random& random, cv::Size size) const;
    cv::Mat wall(Random& random, cv::Size size) const;
    cv::Mat clothes(Random& random, cv::Size size) const;
    cv::Mat tiles(Random& random, cv::Size size) const;
    const Portrait& any(Random& random) const;

    const std::vector<Portrait>& portraits_;
};

/// What cameras and files do to a picture: exposure, colour cast, contrast, grey, blur, noise, JPEG. In
/// place, CV_8UC3.
void spoil(Random& random, cv::Mat& picture);

}  // namespace engine
