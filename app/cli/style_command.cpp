#include <algorithm>
#include <array>
#include <utility>

#include "app/cli/photo_edit.h"
#include "engine/files/in_quotes.h"

namespace cli {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Part;
using engine::RegionStyle;
using engine::Result;

constexpr std::array<std::pair<std::string_view, Part>, engine::kPartCount> kParts = {
    {{"hair", Part::Hair},
     {"skin", Part::Skin},
     {"lips", Part::Lips},
     {"eyes", Part::Eyes},
     {"brows", Part::Brows},
     {"teeth", Part::Mouth},
     {"clothes", Part::Clothes},
     {"background", Part::Background}}};

/// "hair,lips", each in the style that `style` says.
Result<std::vector<RegionStyle>> regionsIn(std::string_view list, const RegionStyle& style) {
    std::vector<RegionStyle> regions;
    while (true) {
        const std::string_view word = list.substr(0, list.find(','));
        const auto found =
            std::find_if(kParts.begin(), kParts.end(), [&](const auto& part) { return part.first == word; });
        if (found == kParts.end()) {
            return Error{ErrorCode::InvalidRequest,
                         "--parts hair,skin,lips,eyes,brows,teeth,clothes,background or some of them were "
                         "expected, found " +
                             engine::inQuotes(word) + "; name parts with a comma between them."};
        }
        regions.push_back(style);
        regions.back().part = found->second;
        if (word.size() == list.size()) return regions;
        list.remove_prefix(word.size() + 1);
    }
}

}  // namespace

engine::Result<engine::Done> runStyle(const Arguments& arguments, const Surroundings& around) {
    RegionStyle style;
    std::string donor, list;
    OptionReader read(arguments);
    read.text("--parts", list);
    read.text("--from", donor);
    read.seed("--variation", style.variation);
    read.number("--amount", 0, RegionStyle::kMostAmount, style.amount);
    if (read.error()) return *read.error();
    if (arguments.has("--variation") == arguments.has("--from")) {
        return Error{ErrorCode::InvalidRequest,
                     std::string("Either --variation N or --from DONOR was expected, found ") +
                         (donor.empty() ? "neither" : "both") + "; give one of them."};
    }
    style.from = donor.empty() ? engine::StyleFrom::Variation : engine::StyleFrom::Donor;
    const auto regions = regionsIn(list, style);
    if (!regions) return regions.error();
    return editPhoto(
        arguments, around, {"style of " + list + " changed"},
        [&](const engine::Darkroom& darkroom, const EditInput& input) -> Result<engine::Request> {
            engine::StyleRequest request;
            request.photo = input.photo;
            request.mask = input.mask;
            request.regions = regions.value();
            if (!donor.empty()) {
                auto opened = darkroom.open(donor);
                if (!opened) return opened.error();
                request.donor = std::move(opened).value();
            }
            return engine::Request(std::move(request));
        });
}

}  // namespace cli
