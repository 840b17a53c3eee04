#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/api/geometry.h"
#include "engine/api/image.h"
#include "engine/api/reading.h"

namespace engine {

/// A direction in which the look of a region can be changed by hand.
enum class StyleAxis : std::uint8_t {
    Lightness,
    Warmth,      ///< blue … orange
    Saturation,  ///< grey … vivid
    Contrast,    ///< of light and dark within the region
    Evenness,    ///< blotches show … one tone
    Redness,     ///< pale … ruddy
    Shine,       ///< matt … highlights
    Colour,      ///< around the colour circle
    Gloss,       ///< matt … wet
    Whites       ///< as they are … clean and bright
};
inline constexpr int kStyleAxisCount = 10;

/// How far along each axis, indexed by StyleAxis: -1…1, 0 as it is.
using StyleAxes = std::array<float, kStyleAxisCount>;

namespace style_axes {
using enum StyleAxis;
inline constexpr std::array kSkin = {Lightness, Warmth, Evenness, Redness, Shine};
inline constexpr std::array kLips = {Colour, Saturation, Lightness, Gloss};
inline constexpr std::array kEyes = {Lightness, Colour, Whites};
inline constexpr std::array kTeeth = {Whites};
inline constexpr std::array kOther = {Lightness, Warmth, Saturation, Contrast};
}  // namespace style_axes

/// The axes that make sense for a part, in the order in which they are shown.
constexpr std::span<const StyleAxis> axesOf(Part part) {
    switch (part) {
        case Part::Skin:
            return style_axes::kSkin;
        case Part::Lips:
            return style_axes::kLips;
        case Part::Eyes:
            return style_axes::kEyes;
        case Part::Mouth:
            return style_axes::kTeeth;
        default:
            return style_axes::kOther;
    }
}

/// Where a region's new look comes from.
enum class StyleFrom : std::uint8_t {
    Own,        ///< the person's own style; only axes change it
    Variation,  ///< a Gaussian variation around the own style
    Donor       ///< the same region of the donor's face
};

/// What shall become of one region of a portrait.
struct RegionStyle {
    static constexpr float kMostAmount = 2, kUsualSpread = 0.5f;

    Part part = Part::Hair;
    StyleFrom from = StyleFrom::Own;
    std::uint64_t variation = 1;  ///< the variation's number; the same number is the same variation
    float spread = kUsualSpread;  ///< 0…1: how unlike the own style variations are
    float amount = 1;             ///< 0…kMostAmount: how much of the variation or donor
    StyleAxes axes{};             ///< added on top, whatever `from` is

    bool operator==(const RegionStyle&) const = default;
};

/// The regions of a face as the style network sees them.
struct StyleRegions {
    struct Matte {
        Part part = Part::Background;
        Image alpha;  ///< U8, 1 channel, 0…255, stretched over `region`
    };
    Rect region;                ///< pixels of the upright document
    std::vector<Matte> mattes;  ///< of the parts that are there and large enough to be changed
};

}  // namespace engine
