#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "engine/train/portrait_set.h"
#include "engine/train/random.h"

namespace engine {

/// A picture as it should be and as it came out, with what is needed to learn the way back. All CV_32F.
struct LightSample {
    cv::Mat seen;    ///< 3 channels, sRGB 0…1: shadowed, or lit unlike its background
    cv::Mat clean;   ///< 3 channels, sRGB 0…1
    cv::Mat change;  ///< 1 channel, 0…1: where `seen` differs by construction
    cv::Mat person;  ///< 1 channel, 0…1
    int portrait = 0;
};

/// Draws training and test pictures of the shadow systems from clean portraits.
///
/// Foreign shadows follow Zhang et al. 2020 (arXiv 2005.08925): I = I_lit∘(1−M) + I_shadow∘M in linear light,
/// with a penumbra that varies over the picture, red spreading furthest under the skin, and a tinted, lifted
/// shadow colour.
class LightSampler {
public:
    /// `portraits` must outlive the sampler.
    LightSampler(const std::vector<Portrait>& portraits, std::uint64_t seed, int shapes = 3000);

    /// A foreign shadow over an augmented portrait at `size`² pixels. 6 % hold no shadow at all.
    LightSample shadow(int size);
    /// A foreign shadow over portrait `index` exactly as it stands in the set (for figures): no augmentation.
    LightSample shadowOver(int index, int size);
    /// A person lit unlike their background (harmonisation, the first stage).
    LightSample relit(int size);

private:
    struct Clean {
        cv::Mat picture, person;
        std::vector<cv::Point2f> mesh;
        int portrait;
    };
    Clean augmented(int size);
    Clean asIs(int index, int size) const;
    cv::Mat placedShape(int size);
    cv::Mat facingShape(const Clean& clean, int size);
    cv::Mat penumbra(cv::Mat shape, double base, int size);
    LightSample cast(const Clean& clean, int size);

    const std::vector<Portrait>& portraits_;
    std::vector<int> even_;
    std::vector<cv::Mat> shapes_;  ///< CV_8U, so that thousands fit into memory
    Random random_;
};

/// sRGB ⇄ linear light (IEC 61966-2-1), element-wise on CV_32F pictures.
cv::Mat toLinear(const cv::Mat& srgb);
cv::Mat toSrgb(const cv::Mat& linear);

}  // namespace engine
