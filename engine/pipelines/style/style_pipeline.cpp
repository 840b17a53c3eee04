#include "engine/pipelines/style/style_pipeline.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "engine/nn/srgb_light.h"
#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"
#include "engine/pipelines/light_request.h"
#include "engine/pipelines/region.h"
#include "engine/pipelines/style/local_mean.h"
#include "engine/pipelines/style/oklab.h"
#include "engine/pipelines/style/style_axes.h"

namespace engine {
namespace {

/// In units of how people's styles differ. Their skins differ more than one person's may: variations of skin
/// keep to its neighbourhood.
constexpr double kWidestSpread = 2, kWidestSkinSpread = 0.45;
constexpr double kLeastVisibility = 0.3, kMostVisibility = 2.5;
constexpr int kVisibilityRounds = 2;
constexpr double kMostStyleGain = 1.6;             ///< log units
constexpr double kSurelyThere = 0.9;               ///< chance
constexpr std::int64_t kFewestSure = 8;            ///< cells
constexpr double kOutliers = 0.03, kBeyond = 0.1;  ///< share of the surest cells; log units
constexpr double kDarkest = 0.01,
                 kBrightestShown = 0.98;  ///< sRGB; nothing is driven beyond what can be shown
constexpr double kOnBorder = 0.5;         ///< chance below which a cell shows something else
constexpr double kGoesOn = 3;             ///< cells by which gains go on beyond what was changed

constexpr std::array<const char*, kPartCount> kPartWords = {"background", "skin", "hair", "clothes",
                                                            "brows",      "eyes", "lips", "teeth"};

at::Tensor withFloor(const at::Tensor& picture) {
    return picture + GainField::kGainFloor;
}

/// What of a region is asked for by its style, apart from its axes.
bool takesStyle(const RegionStyle& region) {
    return region.from != StyleFrom::Own && region.amount > 0;
}

bool changesAnything(const RegionStyle& region) {
    const auto axes = axesOf(region.part);
    return takesStyle(region) || std::any_of(axes.begin(), axes.end(), [&](StyleAxis axis) {
               return region.axes[static_cast<std::size_t>(axis)] != 0;
           });
}

Error notShown(Part part, const char* where) {
    return {ErrorCode::InvalidRequest, std::string("No ") + kPartWords[static_cast<int>(part)] +
                                           " can be seen in " + where +
                                           "; leave this part out, or choose another photo."};
}

at::Tensor wantedStyle(const RegionStyle& region, const StyleView& view, const StyleView* donor) {
    if (region.from == StyleFrom::Donor)
        return view.net().taken(view.style(region.part), donor->style(region.part));
    const double spread = region.spread * (region.part == Part::Skin ? kWidestSkinSpread : kWidestSpread);
    return view.net().variation(view.style(region.part), region.part, region.variation, spread);
}

/// Log gains of the wanted styles.
at::Tensor styleGains(const std::vector<RegionStyle>& regions, StyleView& view, const StyleView* donor) {
    if (std::none_of(regions.begin(), regions.end(), takesStyle)) return at::zeros_like(view.picture());
    at::Tensor styles = view.seen().styles.clone();
    for (const RegionStyle& region : regions) {
        if (takesStyle(region))
            styles[0][static_cast<int>(region.part)].copy_(wantedStyle(region, view, donor));
    }
    return at::log(withFloor(view.net().paint(view.seen(), styles)) / withFloor(view.painted()));
}

/// How far a variation of a part is to be seen at the usual spread, as a mean difference in Oklab.
double usualDifference(Part part) {
    switch (part) {
        case Part::Skin:
            return 0.035;
        case Part::Mouth:
            return 0.04;
        case Part::Brows:
            return 0.06;
        case Part::Lips:
        case Part::Eyes:
            return 0.08;
        default:
            return 0.1;
    }
}

/// The gains of a variation, stretched so that every variation can be seen as well as any other: the same
/// step of style is hardly seen in black hair and garish in fair hair. Light is stretched either way, tints
/// are only weakened: stronger ones are no colours of people.
at::Tensor asVisible(const RegionStyle& region, const at::Tensor& gains, const at::Tensor& picture,
                     const at::Tensor& map) {
    const Oklab before = toOklab(picture);
    const double wanted = usualDifference(region.part) * region.spread / RegionStyle::kUsualSpread;
    const at::Tensor light = gains.mean(1, true);
    const auto stretched = [&](double factor) {
        return factor * light + std::min(factor, 1.0) * (gains - light);
    };
    double factor = 1;
    for (int round = 0; round < kVisibilityRounds; ++round) {
        const Oklab after = toOklab(gained(picture, stretched(factor)).clamp(0, 1));
        const at::Tensor difference = at::sqrt((after.lightness - before.lightness).square() +
                                               (after.a - before.a).square() + (after.b - before.b).square());
        const double seen = (difference * map).sum().item<double>() / (map.sum().item<double>() + 1);
        factor = std::clamp(factor * wanted / std::max(seen, 1e-4), kLeastVisibility, kMostVisibility);
    }
    return stretched(factor);
}

/// Log gains [1, 3, S, S] of one part, held so that nothing leaves the colours that the part's surest places
/// get: what shines through hair, or lies beside it in a soft map, would glow otherwise.
at::Tensor heldWithin(const at::Tensor& gains, const at::Tensor& picture, const at::Tensor& map) {
    const at::Tensor before = at::log(withFloor(picture)).flatten(1);
    const at::Tensor sure = at::nonzero(map.flatten() > kSurelyThere).flatten();
    if (sure.size(0) < kFewestSure) return gains;
    const auto cells = map.size(2) * map.size(3);
    const at::Tensor own = before.view({3, cells}), after = own + gains.view({3, cells});
    const at::Tensor shown = after.index_select(1, sure);
    const double darkest = std::log(kDarkest + GainField::kGainFloor),
                 brightest = std::log(kBrightestShown + GainField::kGainFloor);
    const at::Tensor lowest = (at::quantile(shown, kOutliers, 1, true) - kBeyond).clamp_min(darkest),
                     highest = (at::quantile(shown, 1 - kOutliers, 1, true) + kBeyond).clamp_max(brightest);
    const at::Tensor held = at::where(after > own, at::minimum(after, at::maximum(highest, own)),
                                      at::maximum(after, at::minimum(lowest, own)));
    return (held - own).view_as(gains);
}

/// Log gains of all that is asked for, [1, 3, S, S]; they go on beyond the regions, so that a finer mask may
/// lie anywhere about their borders, and fade out where `feather` does.
at::Tensor gainsOf(const std::vector<RegionStyle>& regions, StyleView& view, const StyleView* donor,
                   const Image& feather) {
    const at::Tensor style = styleGains(regions, view, donor), &picture = view.picture();
    at::Tensor share = at::zeros_like(view.map(Part::Skin)), sum = at::zeros_like(style);
    for (const RegionStyle& region : regions) {
        const at::Tensor map = view.map(region.part);
        at::Tensor gains = at::zeros_like(style);
        if (takesStyle(region)) {
            gains = region.amount *
                    (region.from == StyleFrom::Donor ? style : asVisible(region, style, picture, map));
            gains = gains.clamp(-kMostStyleGain, kMostStyleGain);
        }
        const at::Tensor restyled = gained(picture, gains).clamp(0, 1);
        gains = gains + axisGains(region.part, region.axes, restyled, map, view.iris());
        sum = sum + map * heldWithin(gains, picture, map);
        share = share + map;
    }
    const at::Tensor gains = sum / share.clamp_min(kOnBorder);
    const at::Tensor own = ((share - kOnBorder) / (1 - kOnBorder)).clamp(0, 1);
    const at::Tensor gone_on = own * gains + (1 - own) * localMean(gains, own, kGoesOn);
    const Size size{static_cast<int>(picture.size(3)), static_cast<int>(picture.size(2))};
    return heldWithin(gone_on, picture, share) * toTensor(maskView(feather, {}, {}, size));
}

}  // namespace

std::optional<Error> StylePipeline::check(const StyleRequest& request) {
    if (auto error = checkPhotoAndMask(request.photo, request.mask)) return error;
    std::array<bool, kPartCount> seen{};
    for (const RegionStyle& region : request.regions) {
        const auto part = static_cast<std::size_t>(region.part);
        if (part >= kPartCount || std::exchange(seen[part], true)) {
            return Error{ErrorCode::InvalidRequest,
                         "Each part of the face was expected at most once; name each one once."};
        }
        if (auto error = checkShare("Spread", region.spread)) return error;
        if (!(region.amount >= 0 && region.amount <= RegionStyle::kMostAmount)) {
            return Error{ErrorCode::InvalidRequest, "An amount from 0 to 2 was expected, found " +
                                                        std::to_string(region.amount) +
                                                        "; choose one of those."};
        }
        for (const float value : region.axes) {
            if (!(std::abs(value) <= 1)) {
                return Error{ErrorCode::InvalidRequest, "Values from -1 to 1 were expected, found " +
                                                            std::to_string(value) + "; choose one of those."};
            }
        }
        if (region.from == StyleFrom::Donor && request.donor.isNull()) {
            return Error{ErrorCode::InvalidRequest,
                         "A photo to take the style from was expected, none is there; choose one first."};
        }
    }
    return std::nullopt;
}

Result<Change> StylePipeline::run(const StyleRequest& request, StyleLook& look, const StyleLook* donor,
                                  JobContext& job) {
    if (auto error = check(request)) return *error;
    std::vector<RegionStyle> regions;
    std::copy_if(request.regions.begin(), request.regions.end(), std::back_inserter(regions),
                 changesAnything);
    std::vector<Part> parts;
    for (const RegionStyle& region : regions) {
        if (!look.wideView().has(region.part) && !look.nearView().has(region.part))
            return notShown(region.part, "this face");
        if (region.from == StyleFrom::Donor && !donor->nearView().has(region.part))
            return notShown(region.part, "the photo that the style is taken from");
        parts.push_back(region.part);
    }
    StyleView& view = look.viewOf(parts);
    Change change{view.region(), {}, request.mask};
    if (regions.empty()) return change;
    if (!request.mask.isNull()) {
        const std::optional<Rect> painted = maskBounds(request.mask);
        if (!painted || painted->intersected(view.region()).isEmpty()) {
            return Error{
                ErrorCode::InvalidRequest,
                "A mask over the face or next to it was expected, this one is empty there; paint over "
                "what should change, or clear the mask."};
        }
    }
    job.checkpoint();
    const RegionOfInterest place = feathered(view.region(), request.photo.size());
    change.field = toGainField(gainsOf(regions, view, donor ? &donor->nearView() : nullptr, place.mask), 1);
    if (request.mask.isNull()) change.mask = view.matte(parts, look.photo(), [&] { job.checkpoint(); });
    job.progress(1, 1);
    return change;
}

StyleRegions StylePipeline::regions(const StyleLook& look) {
    const StyleView& view = look.wideView();
    StyleRegions found{view.region(), {}};
    for (int i = 0; i < kPartCount; ++i) {
        const Part part = static_cast<Part>(i);
        if (view.has(part) || look.nearView().has(part))
            found.mattes.push_back({part, toGreyImage(view.map(part))});
    }
    return found;
}

}  // namespace engine
