#include "ui/session/face_look.h"

#include <algorithm>

namespace ui {

using engine::Part;
using engine::RegionStyle;
using engine::StyleFrom;

bool isSamePhoto(const engine::Photo& a, const engine::Photo& b) {
    if (a.isNull() || b.isNull()) return a.isNull() == b.isNull();
    return a.image().sharesPixelsWith(b.image());
}

FaceLook::FaceLook() {
    for (int part = 0; part < engine::kPartCount; ++part) regions[part].part = static_cast<Part>(part);
}

FaceLook::FaceLook(const engine::StyleRequest& request) : FaceLook() {
    for (const RegionStyle& region : request.regions) of(region.part) = region;
    donor = request.donor;
}

bool FaceLook::changes(Part part) const {
    const RegionStyle& region = of(part);
    const bool by_hand =
        std::any_of(region.axes.begin(), region.axes.end(), [](float value) { return value != 0; });
    return by_hand || (region.from != StyleFrom::Own && region.amount != 0);
}

bool FaceLook::usesDonor() const {
    return std::any_of(regions.begin(), regions.end(),
                       [](const RegionStyle& region) { return region.from == StyleFrom::Donor; });
}

std::vector<RegionStyle> FaceLook::changed() const {
    std::vector<RegionStyle> changed;
    for (const RegionStyle& region : regions) {
        if (changes(region.part)) changed.push_back(region);
    }
    return changed;
}

bool FaceLook::isLike(const FaceLook& other) const {
    return changed() == other.changed() && (!usesDonor() || isSamePhoto(donor, other.donor));
}

bool FaceLook::operator==(const FaceLook& other) const {
    return regions == other.regions && isSamePhoto(donor, other.donor);
}

}  // namespace ui
