#include "engine/pipelines/style/style_look.h"

#include <algorithm>

#include "engine/api/same_layers.h"
#include "engine/pipelines/region.h"

namespace engine {
namespace {

constexpr double kWideReach = 1.5;  ///< of the face's square: long hair, shoulders

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
           photo_.photo.image().sharesPixelsWith(photo.image()) && areSameLayers(photo_.layers, layers);
}

StyleView& StyleLook::viewOf(std::span<const Part> parts) {
    return wide_ && !std::all_of(parts.begin(), parts.end(), isSmall) ? *wide_ : near_;
}

}  // namespace engine
