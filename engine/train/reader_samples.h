#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <vector>

#include "engine/train/reader_backgrounds.h"
#include "engine/train/reader_body.h"

namespace engine {

inline constexpr std::uint8_t kUnlabelled = 255;  ///< a part that nobody knows: no loss there

/// A picture as the portrait reader sees it, with what is to be read from it. Places in units of the side,
/// 0…1 inside.
struct ReaderSample {
    cv::Mat picture;    ///< CV_8UC3, RGB
    cv::Mat parts;      ///< CV_8U, labels or kUnlabelled
    cv::Mat person;     ///< CV_8U
    bool face = false;  ///< a face lies in the middle at a fitting size; what follows is of it
    std::vector<cv::Point2f> mesh;
    HeadAngles head;
    BodyTargets body{};
    int portrait = -1;  ///< which portrait it came from, -1: none
};

/// Draws training pictures of the portrait reader: portraits scaled, turned, shifted, mirrored, shadowed,
/// partly hidden and spoilt; one in four shows no face, or a face in the wrong place or size.
class ReaderSampler {
public:
    /// `portraits` must outlive the sampler.
    ReaderSampler(const std::vector<Portrait>& portraits, std::uint64_t seed);

    ReaderSample draw(int size);
    /// A portrait exactly as it stands in the set (for figures).
    static ReaderSample asIs(const Portrait& portrait, int size);

private:
    int anyPortrait();
    ReaderSample place(int index, const cv::Matx23d& map, int size);
    ReaderSample positive(int size);
    ReaderSample negative(int size);
    void shade(cv::Mat& picture);
    void hide(ReaderSample& sample);

    const std::vector<Portrait>& portraits_;
    std::vector<BodyTargets> bodies_;
    std::vector<int> darkest_;  ///< the third of the portraits with the darkest skin
    std::vector<cv::Mat> shapes_;
    FacelessPictures faceless_;
    Random random_;
};

}  // namespace engine
