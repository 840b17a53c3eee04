#pragma once

#include <algorithm>
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

/// Where each place of a region takes its picture from: a place p shows what lies below it at p + w(p), with
/// w sampled from `offset` by cubic interpolation, so a mouth corner that shall move right by 3 pixels has
/// offsets of -3 pixels where it arrives. Each component is held within ±kLargest; what is no number moves
/// nothing.
struct WarpField {
    static constexpr float kLargest = 0.25f;
    Size size;
    /// size.height × size.width × 2, interleaved (x, y), in shares of the region's width and height. Null:
    /// nothing moves.
    std::shared_ptr<const std::vector<float>> offset;
};

/// A picture that takes the place of the photo's own where something new stands, or something has gone, which
/// gains cannot say: they would leave the photo's detail in it. Stretched by cubic interpolation; the photo's
/// grain is put on it where it is rendered.
struct PaintField {
    Size size;
    /// size.height × size.width × 4, interleaved: sRGB 0…1, and how much of the photo gives way to it, 0…1.
    /// Null: nothing is painted.
    std::shared_ptr<const std::vector<float>> rgba;
};

/// What a system wants changed in a photo: small, independent of the photo's size. The photo's own pixels are
/// rendered from it tile by tile (screen) or strip by strip (export); pixels with mask 0 are never written.
/// Where the mask (times the layer's opacity) is a and the paint covers c, the picture below is first moved
/// by a·w and then changed by a share a of gain and paint, all read at the place that is written:
///     y(p) = x + a·((1 − c)·gain(x) + c·paint − x),    x = below(p + a·w)
/// Any field may be missing (null); one that does not hold as many values as its size says is ignored.
struct Change {
    Rect region;      ///< pixels of the upright document that the fields cover
    GainField field;  ///< stretched over `region`
    /// Grey 8 or 16 bit, white = changed fully. Either of the document's size (painted) or of any smaller
    /// size, then stretched over `region` (found automatically). Null: the whole region.
    Image mask;
    WarpField warp = {};    ///< stretched over `region`
    PaintField paint = {};  ///< stretched over `region`
};

/// The part of the picture below that a change looks at to make `area` of the document: more than `area`
/// where it moves pixels.
inline Rect sourceOf(const Change& change, const Rect& area) {
    const Rect moved = change.region.intersected(area);
    if (!change.warp.offset || moved.isEmpty()) return area;
    const int across = static_cast<int>(WarpField::kLargest * change.region.width) + 1;
    const int down = static_cast<int>(WarpField::kLargest * change.region.height) + 1;
    const int left = std::min(area.x, moved.x - across);
    const int top = std::min(area.y, moved.y - down);
    return {left, top, std::max(area.right(), moved.right() + across) - left,
            std::max(area.bottom(), moved.bottom() + down) - top};
}

/// A change as it lies over the photo.
struct Layer {
    Change change;
    float opacity = 1.0f;  ///< 0…1
};

}  // namespace engine
