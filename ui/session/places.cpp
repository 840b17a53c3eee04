#include "ui/session/places.h"

#include <algorithm>

namespace ui {
namespace {

bool belongs(engine::Part part, Place place) {
    using engine::Part;
    switch (place) {
        case Place::Face:
            return part == Part::Skin || part == Part::Brows || part == Part::Eyes || part == Part::Lips ||
                   part == Part::Mouth;
        case Place::Skin:
            return part == Part::Skin;
        case Place::Hair:
            return part == Part::Hair;
        case Place::Lips:
            return part == Part::Lips;
        case Place::Eyes:
            return part == Part::Eyes;
        case Place::Brows:
            return part == Part::Brows;
        case Place::Clothes:
            return part == Part::Clothes;
        case Place::Person:
        case Place::Background:
            break;  // told by the person's alpha, not by labels
    }
    return false;
}

/// A picture of the same size with what `each` makes of every byte.
template <typename Each>
engine::Image mapped(const engine::Image& in, Each each) {
    engine::ImageBuilder out(in.size(), 1, engine::PixelType::U8);
    for (int y = 0; y < in.height(); ++y) {
        const auto* from = in.row<std::uint8_t>(y);
        auto* to = out.row<std::uint8_t>(y);
        for (int x = 0; x < in.width(); ++x) to[x] = each(from[x]);
    }
    return std::move(out).finish();
}

}  // namespace

engine::Image areaOf(const engine::Reading& reading, Place place) {
    if (place == Place::Person) return reading.person;
    if (place == Place::Background) {
        if (reading.person.isNull()) return {};
        return mapped(reading.person, [](std::uint8_t alpha) { return std::uint8_t(255 - alpha); });
    }
    if (reading.parts.isNull()) return {};
    return mapped(reading.parts, [place](std::uint8_t label) {
        return std::uint8_t(belongs(static_cast<engine::Part>(label), place) ? 255 : 0);
    });
}

int facesAlike(const engine::Reading& reading) {
    const auto& largest_first = reading.faces;
    return static_cast<int>(std::count_if(
        largest_first.begin(), largest_first.end(),
        [&](const engine::Face& face) { return 2 * face.box.width >= largest_first.front().box.width; }));
}

}  // namespace ui
