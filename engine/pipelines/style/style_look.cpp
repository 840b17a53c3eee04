#include "engine/pipelines/style/style_look.h"

#include <algorithm>

#include "engine/pipelines/region.h"

namespace engine {
namespace {

constexpr double kWideReach = 1.5;  ///< of the face's square: long hair, shoulders

bool isSame(const Layer& a, const Layer& b) {
    return a.opacity == b.opacity && a.change.region == b.change.region &&
           a.change.field.log_gain == b.change.field.log_gain &&
           a.change.warp.offset == b.change.warp.offset && a.change.mask.isNull() == b.change.mask.isNull() &&
           (a.change.mask.isNull() || a.change.mask.sharesPixelsWith(b.change.mask));
}

bool isSmall(Part part) {
    return part == Part::Lips || part == Part::Eyes || part == Part::Brows || part == Part::Mouth;
}

}  // namespace

StyleLook::StyleLook(std::shared_ptr<const StructureStyle> net, LayeredPhoto photo, const Reading& reading,
                     int face)
    : photo_(std::move(photo)), face_(face), near_(net, photo_, reading.region, reading.mesh) {
    const Rect wide = aroundFace(reading, photo_.photo.size(), kWideReach).region;
    if (wide == near_.region()) return;
    wide_.emplace(net, photo_, wide, reading.mesh);
    wide_->learnFrom(near_);
}

bool StyleLook::isOf(const StructureStyle& net, const Photo& photo, std::span<const Layer> layers,
                     int face) const {
    return !photo.isNull() && &near_.net() == &net && face_ == face &&
           photo_.photo.image().sharesPixelsWith(photo.image()) &&
           std::equal(photo_.layers.begin(), photo_.layers.end(), layers.begin(), layers.end(), isSame);
}

StyleView& StyleLook::viewOf(std::span<const Part> parts) {
    return wide_ && !std::all_of(parts.begin(), parts.end(), isSmall) ? *wide_ : near_;
}

}  // namespace engine
