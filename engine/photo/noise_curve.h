#pragma once

#include <array>
#include <vector>

#include "engine/api/image.h"
#include "engine/photo/colour.h"

namespace engine {

/// How strong a photo's grain is at each brightness: the standard deviation of the high-pass (high_pass.h)
/// over flat places, in sRGB values 0…1, per colour channel. Empty: the photo has no grain that could be
/// seen.
struct NoiseCurve {
    static constexpr int kSteps = 256;
    int channels = 0;
    /// channels × kSteps, brightness 0…1 evenly; never below kSmallest.
    std::vector<float> sigma;
    static constexpr float kSmallest = 0.2f / 255;

    bool isEmpty() const { return sigma.empty(); }
};

/// Measures grain on a fixed number of small patches spread over the photo, so the time does not depend on
/// its size: per patch a robust deviation (MAD), per brightness a low quantile of the patches, which is what
/// the flat ones among them show.
NoiseCurve measureNoise(const Image& photo, const SrgbView& view);

}  // namespace engine
