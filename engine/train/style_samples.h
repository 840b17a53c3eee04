#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <vector>

#include "engine/train/portrait_set.h"
#include "engine/train/random.h"

namespace engine {

/// A portrait, perhaps in two looks: the regions of each have got other colours, mostly those of other
/// people's regions, so that nothing but the structure is common to both.
struct StyleSample {
    cv::Mat first, second;  ///< CV_32FC3, RGB, 0…1
    cv::Mat parts;          ///< CV_8U, labels of engine::Part or kUnlabelled
};

/// Draws training samples of the structure-style autoencoder.
class StyleSampler {
public:
    /// `portraits` must outlive the sampler.
    StyleSampler(const std::vector<Portrait>& portraits, std::uint64_t seed);

    /// `own_colours`: chance that a look is the portrait's own. Without `pair` `second` stays empty.
    StyleSample draw(int size, double own_colours, bool pair);

private:
    /// How a region's pixels are spread: mean and deviation of the logarithms of its colours.
    struct Look {
        cv::Vec3f mean, deviation;
        bool is_there = false;
    };
    using Looks = std::array<Look, kPartCount>;

    int anyPortrait();
    cv::Vec3f shiftOf(const Look& own, Part part, cv::Vec3f& stretch);
    cv::Mat recoloured(const cv::Mat& logarithm, const std::vector<cv::Mat>& regions, const Looks& own);
    static Looks looksOf(const Portrait& portrait);

    const std::vector<Portrait>& portraits_;
    std::vector<Looks> looks_;
    std::vector<int> darkest_;  ///< the third of the portraits with the darkest skin
    Random random_;
};

}  // namespace engine
