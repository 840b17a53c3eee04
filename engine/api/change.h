#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/api/geometry.h"
#include "engine/api/image.h"

namespace engine {

/// How much brighter each place of a region becomes, at the network's size. For a value x (0…1) of the region
/// seen in sRGB, with g sampled from `log_gain` by cubic interpolation at the same relative place:
///     y = (x + kGainFloor) · exp(g) − kGainFloor
/// The floor keeps blacks finite. This is the latent of the shadow tools (log-gain field between shadowed and
/// clean portrait); it carries no texture, so every pore of the result is the photo's own.
struct GainField {
    static constexpr float kGainFloor = 0.02f;
    Size size;
    std::shared_ptr<const std::vector<float>> log_gain;  ///< size.height × size.width × 3, interleaved RGB
};

/// What a system wants changed in a photo: small, independent of the photo's size. The photo's own pixels are
/// rendered from it tile by tile (screen) or strip by strip (export); pixels with mask 0 are never written.
struct Change {
    Rect region;      ///< pixels of the upright document that the field covers
    GainField field;  ///< stretched over `region`
    /// Grey 8 or 16 bit, white = changed fully. Either of the document's size (painted) or of any smaller
    /// size, then stretched over `region` (found automatically). Null: the whole region.
    Image mask;
};

/// A change as it lies over the photo.
struct Layer {
    Change change;
    float opacity = 1.0f;  ///< 0…1
};

}  // namespace engine
