#pragma once

#include <memory>
#include <optional>
#include <span>

#include "engine/pipelines/style/style_view.h"

namespace engine {

/// A face as its style is worked on: seen once, then kept while its regions are changed. Lips and eyes are
/// seen near to; hair, skin, clothes and background go on beyond the face's square, so they are seen in a
/// wider one too. Engine thread only.
class StyleLook {
public:
    /// `face`: the number of the face that `reading` is of.
    StyleLook(std::shared_ptr<const StructureStyle> net, LayeredPhoto photo, const Reading& reading,
              int face);

    bool isOf(const StructureStyle& net, const Photo& photo, std::span<const Layer> layers, int face) const;

    const LayeredPhoto& photo() const { return photo_; }
    /// The one that shows all of `parts` best.
    StyleView& viewOf(std::span<const Part> parts);
    const StyleView& nearView() const { return near_; }
    const StyleView& wideView() const { return wide_ ? *wide_ : near_; }

private:
    LayeredPhoto photo_;  ///< keeps the pixels alive, so that no other photo can lie at their place
    int face_;
    StyleView near_;
    std::optional<StyleView> wide_;  ///< none: the photo goes no further
};

}  // namespace engine
