#pragma once

#include <vector>

#include "engine/photo/high_pass.h"
#include "engine/photo/noise_curve.h"

namespace engine {

/// Keeps grain from growing where a gain brightens: of the finest detail d of a place (high_pass.h), the part
/// that is noise by the photo's own curve is brought to the level that the brighter value has elsewhere in
/// the photo; what stands out of the noise is detail and is amplified in full. Local activity q = mean of
/// d²/sigma² over 7×7 pixels tells one from the other, so a shadow whose noise was dimmed with it (q below 1)
/// is left alone. A Wiener-like gain, a function of the place alone.
class Grain {
public:
    /// How many pixels around a block correction() looks at.
    static constexpr int kReach = kHighPassReach + 3;

    /// Below a gain of 1.05 nothing is done, from 1.15 on everything; between them it fades in.
    static constexpr float kGainFrom = 0.05f;

    explicit Grain(const NoiseCurve& curve) : curve_(curve) {}

    /// What to add to the amplified pixels of a block. `framed`: sRGB values, (width + 2·kReach) ×
    /// (height + 2·kReach) pixels; `m`: gain − 1 of the width × height pixels inside; `correction` likewise.
    void correction(const float* framed, const float* m, int width, int height, float* correction);

    /// The part of a block's finest detail that is noise, width × height; `framed` as above.
    void noise(const float* framed, int width, int height, float* noise);

private:
    void measure(const float* framed, int width, int height);
    void measureActivity(int width, int height);

    const NoiseCurve& curve_;
    std::vector<float> low_;  ///< block with a frame of 3
    std::vector<float> high_;
    std::vector<float> scratch_;
    std::vector<float> energy_;  ///< framed block, one per pixel
    std::vector<float> column_;
    std::vector<float> activity_;  ///< block, one per pixel
};

/// Puts grain on what is painted, as strong as the photo's at that brightness; what is left of the photo
/// brings its own. For a row of pixels that begins at (x, y): paint as ColourRows::row() has it, `values`
/// sRGB. A function of place and value alone.
void addGrain(const NoiseCurve& curve, int x, int y, const float* paint, int pixels, float* values);

}  // namespace engine
