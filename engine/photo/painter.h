#pragma once

#include <memory>
#include <span>

#include "engine/api/change.h"
#include "engine/api/photo.h"
#include "engine/photo/colour.h"
#include "engine/photo/noise_curve.h"

namespace engine {

/// Paints a photo's layers over rectangles of one of its pyramid levels, in the level's own type and profile.
/// Each pixel is read once (LayerWalk, where layers move pixels), is converted once, is a function of its
/// place alone (tiles, strips and whole pictures agree to the bit) and is not written at all where no layer
/// changes it. Usable from several threads at once.
class Painter {
public:
    /// `photo` and `layers` must outlive it.
    Painter(const Photo& photo, std::span<const Layer> layers, int level, ColourCache& colours);

    /// Rows of `rect` (inside the level), tightly packed, into `out`.
    void paint(Rect rect, std::byte* out) const;

private:
    struct Block;
    void paintBlock(Rect rect, std::byte* out, std::size_t row_bytes, Block& block) const;
    bool findColours(Rect rect, Block& block) const;
    bool followLayers(Rect rect, Block& block) const;
    void loadSrgb(Rect rect, Block& block) const;
    void blend(Rect rect, std::byte* out, std::size_t row_bytes, Block& block) const;

    const Image& image_;
    Size document_;
    std::span<const Layer> layers_;
    int level_;
    int colours_;
    std::shared_ptr<const SrgbView> view_;
    const NoiseCurve* noise_;  ///< null: no grain to keep, or a coarse level, where it is averaged away
};

}  // namespace engine
