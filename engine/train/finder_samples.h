#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "engine/train/reader_backgrounds.h"

namespace engine {

/// A picture as the face finder sees it, and its faces: middle and size in pixels.
struct FinderSample {
    struct Face {
        cv::Point2f middle;
        float size;
    };
    cv::Mat picture;  ///< CV_8UC3, RGB
    std::vector<Face> faces;
};

/// Draws training pictures of the face finder: 0…4 portraits, cut out or with their own background, at any
/// size and tilt over pictures without a face.
class FinderSampler {
public:
    /// `portraits` must outlive the sampler.
    FinderSampler(const std::vector<Portrait>& portraits, std::uint64_t seed);

    FinderSample draw(int size);

private:
    /// A portrait at a few sizes, so that small faces are made from small pictures.
    struct Small {
        std::vector<cv::Mat> pictures, persons;  ///< 320², 160², 80², 40²
        cv::Point2f middle;                      ///< of the face, at 320²
        float size;
    };
    void paste(FinderSample& sample, float face_size);

    std::vector<Small> portraits_;
    FacelessPictures faceless_;
    Random random_;
};

}  // namespace engine
