#pragma once

#include <span>
#include <vector>

#include "engine/api/change.h"

namespace engine {

/// Follows the pixels of a rectangle from the topmost layer down to the photo. Colours change by a factor and
/// a sum (ColourRows) and a warp moves on, so however many layers there are, a pixel ends at one place of the
/// photo, is read there once and is changed once:
///     y = (photo(p + offset) + f)·(1 + m) + b − f,    with the layers' factors and sums each at the place
///     passed.
/// A function of the place alone. Keeps its working memory; one walk per thread.
class LayerWalk {
public:
    /// `document` is level 0's size, `picture` the level's; `layers` must outlive it.
    LayerWalk(std::span<const Layer> layers, Size document, int level, Size picture, int channels);

    /// False when no layer warps: then ColourRows says it all.
    bool isNeeded() const { return needed_; }

    /// `rect` of the level may reach beyond the picture, where its border is repeated.
    void follow(Rect rect);

    /// Of the rectangle followed last: whether any pixel is moved, or gets another colour.
    bool moves() const { return moves_; }
    bool colours() const { return colours_; }
    /// width × height × 2 (x, y), in pixels of the level; all places lie inside the picture.
    const std::vector<float>& offset() const { return offset_; }
    /// width × height × channels.
    const std::vector<float>& m() const { return m_; }
    /// width × height × (channels + 1), as ColourRows::row() has it; empty when no layer paints.
    const std::vector<float>& paint() const { return paint_; }

private:
    void colour(std::span<const Layer> layers);
    void move(const Layer& layer);
    void stayInside();
    Rect passed() const;

    std::span<const Layer> layers_;
    Size document_;
    int level_;
    Size picture_;
    int channels_;
    bool needed_;
    Rect rect_;
    bool displaced_ = false;  ///< some places are not the pixels themselves: moved, or brought to the border
    bool moves_ = false;
    bool colours_ = false;
    std::vector<float> offset_;
    std::vector<float> m_;
    std::vector<float> paint_;
    std::vector<float> plane_;  ///< what layers do at every pixel of passed()
    std::vector<float> paint_plane_;
};

}  // namespace engine
