#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "engine/train/glasses_drawing.h"
#include "engine/train/portrait_set.h"

namespace engine {

/// A portrait's eye band as it stands in the set, CV_32FC3 of EyeBand's raster (for figures and for looking).
cv::Mat eyeBandOf(const Portrait& portrait);

/// Draws training pictures of the network that takes glasses off: the eye bands of bare faces, jittered, with
/// glasses drawn over them, or bare.
class GlassesSampler {
public:
    /// `portraits` must outlive the sampler.
    GlassesSampler(const std::vector<Portrait>& portraits, const HeadShape& shape, std::uint64_t seed);

    /// What is drawn, and over whom.
    struct Sample : FaceWithGlasses {
        int portrait = 0;
        bool bare = false;  ///< nothing has been drawn; nobody has said that nothing is worn either
    };
    Sample draw();

    /// Glasses over portrait `index` exactly as it stands in the set (for figures).
    FaceWithGlasses over(int index);

    /// Takes a portrait out, or back in: one that wears glasses itself is no bare face. From any thread.
    void leaveOut(int index, bool out) { left_out_[index] = out; }
    bool isLeftOut(int index) const { return left_out_[index]; }

private:
    BareFace faceOf(int index, const cv::Matx23d& placement) const;

    const std::vector<Portrait>& portraits_;
    const HeadShape& shape_;
    std::vector<int> darkest_;
    std::unique_ptr<std::atomic<bool>[]> left_out_;
    Random random_;
};

}  // namespace engine
