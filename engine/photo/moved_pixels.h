#pragma once

#include <optional>
#include <vector>

#include "engine/api/image.h"
#include "engine/photo/colour.h"
#include "engine/photo/grain.h"

namespace engine {

/// Reads pixels of a picture from places between its pixels, in the picture's own profile, so that nothing is
/// converted on the way. Lanczos with three lobes, held within the range of the 4×4 pixels around, which
/// takes its ringing at edges. Any such kernel would smooth grain; so of a noisy picture the part that is
/// noise (grain.h) is moved by whole pixels, at its full strength, and only the rest is interpolated.
class MovedPixels {
public:
    /// `noise`: null where there is no grain to keep. All must outlive it.
    MovedPixels(const Image& image, const SrgbView& view, const NoiseCurve* noise);

    /// The colour (0…1, without alpha) of `rect`, each pixel from its own place plus `offset` (width × height
    /// × 2, x and y in pixels; the place must lie inside the picture). Whole offsets give the pixel there to
    /// the bit. `rect` may reach beyond the picture but must meet it.
    void load(Rect rect, const std::vector<float>& offset, std::vector<float>& colour);

private:
    void loadAround(Rect box);
    void setGrainApart(Size framed);
    void toPhoto(const float* srgb, float* high);
    const float* pixel(int x, int y) const;
    template <int kChannels>
    void interpolate(Rect rect, const std::vector<float>& offset, float* colour) const;

    const Image& image_;
    const SrgbView& view_;
    std::optional<Grain> grain_;
    int channels_;
    int frame_ = 0;              ///< pixels that `pixels_` reaches beyond `inner_` on each side
    Rect inner_;                 ///< the pixels that are looked at
    std::vector<float> pixels_;  ///< inner_ and its frame
    std::vector<float> smooth_;  ///< inner_ without its grain
    std::vector<float> high_;    ///< its grain
    std::vector<float> srgb_;
    std::vector<float> with_;
    std::vector<float> without_;
};

}  // namespace engine
