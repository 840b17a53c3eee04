#pragma once

#include <array>
#include <vector>

#include "engine/api/requests/style.h"

namespace ui {

/// The regions in the order in which they are shown.
inline constexpr std::array kStyleParts = {
    engine::Part::Hair,  engine::Part::Skin,  engine::Part::Lips,    engine::Part::Eyes,
    engine::Part::Brows, engine::Part::Mouth, engine::Part::Clothes, engine::Part::Background};

/// How the regions of a face shall look, those that stay as they are included, and the photo of the person
/// whose style some of them take.
struct FaceLook {
    std::array<engine::RegionStyle, engine::kPartCount> regions;  ///< by part
    engine::Photo donor;                                          ///< null: none

    FaceLook();
    explicit FaceLook(const engine::StyleRequest& request);

    engine::RegionStyle& of(engine::Part part) { return regions[static_cast<std::size_t>(part)]; }
    const engine::RegionStyle& of(engine::Part part) const { return regions[static_cast<std::size_t>(part)]; }
    /// The region will not be as it is in the photo.
    bool changes(engine::Part part) const;
    bool hasDonor() const { return !donor.isNull(); }
    bool usesDonor() const;
    /// What to ask the engine for: the regions that change.
    std::vector<engine::RegionStyle> changed() const;
    /// Both ask for the same.
    bool isLike(const FaceLook& other) const;
    bool operator==(const FaceLook& other) const;
};

bool isSamePhoto(const engine::Photo& a, const engine::Photo& b);

}  // namespace ui
