#pragma once

#include <vector>

#include "engine/api/skeleton.h"
#include "engine/models/head_shape/head_shape.h"
#include "engine/train/portrait_set.h"
#include "engine/train/random.h"

namespace engine {

/// A portrait that has been posed otherwise and is to be had back: what a PoseDenoiser learns from
/// (warp-and-repair). Pictures are CV_32FC3, sRGB 0…1, of kSide²; maps are of kCells².
struct RepairSample {
    static constexpr int kSide = 256, kCells = 64;

    cv::Mat truth;      ///< the portrait
    cv::Mat source;     ///< the photo of it in another pose, drawn out beyond its borders
    cv::Mat moved;      ///< that photo moved back
    cv::Mat from;       ///< CV_32FC2, where in the photo each cell came from, −1…1
    cv::Mat known;      ///< CV_32F, 0…1: how far `moved` is to be believed
    cv::Mat pose;       ///< CV_32FC3, the portrait's pose, drawn
    Skeleton skeleton;  ///< the same in shares of the side
    cv::Rect photo;     ///< what lies within its borders
};

/// Draws such samples by the product's own way: turns of the head, moves of head and shoulders, photos whose
/// borders cut some of it off.
class RepairSampler {
public:
    /// Both must outlive the sampler.
    RepairSampler(const std::vector<Portrait>& portraits, const HeadShape& shape, std::uint64_t seed)
        : portraits_(portraits), shape_(shape), random_(seed) {}

    RepairSample draw();
    /// The next one is drawn of this portrait (for figures).
    void choose(int index) { chosen_ = index, left_ = 0; }

private:
    /// A portrait and what moves its photo back to it.
    struct Scene {
        RepairSample sample;  ///< what does not depend on the photo's borders
        cv::Mat elsewhere;    ///< CV_32FC3, the portrait in another pose, without borders
        cv::Mat way_back;     ///< CV_32FC2, pixels
        cv::Mat trusted;      ///< CV_32F, 0…1, kSide²
    };
    Scene drawScene();
    Rect drawFrame();

    const std::vector<Portrait>& portraits_;
    const HeadShape& shape_;
    Random random_;
    Scene scene_;
    int chosen_ = -1;
    int left_ = 0;  ///< photos that are still taken of the scene
};

}  // namespace engine
