#include "engine/train/edit_words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

namespace engine {
namespace {

using Place = EditClause::Place;
using Colours = std::map<std::string, cv::Vec3d>;

const Colours& anyColours() {
    static const Colours kColours = {
        {"black", {13, 0, 0}},        {"grey", {55, 0, 0}},        {"silver", {76, 0, -2}},
        {"white", {93, 0, 1}},        {"red", {46, 66, 45}},       {"burgundy", {24, 40, 16}},
        {"pink", {74, 34, 2}},        {"rose", {60, 48, 12}},      {"coral", {66, 46, 34}},
        {"orange", {68, 38, 66}},     {"peach", {82, 18, 26}},     {"yellow", {84, 4, 74}},
        {"golden", {72, 10, 60}},     {"beige", {84, 3, 16}},      {"cream", {93, 0, 12}},
        {"brown", {36, 18, 28}},      {"khaki", {68, 0, 30}},      {"olive", {48, -9, 46}},
        {"green", {49, -48, 42}},     {"mint", {86, -28, 10}},     {"teal", {46, -28, -9}},
        {"turquoise", {72, -38, -6}}, {"cyan", {82, -36, -16}},    {"sky", {74, -8, -32}},
        {"blue", {37, 40, -77}},      {"navy", {17, 24, -46}},     {"purple", {34, 50, -46}},
        {"violet", {46, 50, -52}},    {"lavender", {73, 18, -28}}, {"magenta", {53, 74, -34}},
        {"plum", {32, 32, -16}},      {"berry", {34, 44, 2}},
    };
    return kColours;
}

const Colours& coloursOn(Place place) {
    static const Colours kHair = {
        {"black", {13, 1, 1}},     {"brown", {31, 9, 16}}, {"chestnut", {33, 16, 20}},
        {"auburn", {31, 24, 22}},  {"red", {42, 34, 34}},  {"ginger", {52, 28, 42}},
        {"copper", {46, 32, 40}},  {"blond", {69, 6, 30}}, {"golden", {66, 10, 42}},
        {"platinum", {84, 1, 12}}, {"grey", {60, 0, 0}},   {"silver", {74, 0, -2}},
        {"white", {86, 0, 3}},
    };
    static const Colours kLips = {
        {"red", {44, 58, 32}},   {"pink", {64, 38, 6}},      {"rose", {54, 40, 12}},
        {"coral", {61, 45, 30}}, {"orange", {60, 44, 46}},   {"peach", {68, 28, 26}},
        {"nude", {64, 19, 18}},  {"brown", {40, 24, 20}},    {"berry", {34, 42, 4}},
        {"plum", {32, 32, -10}}, {"burgundy", {27, 38, 15}},
    };
    static const Colours kEyes = {
        {"blue", {50, -4, -26}}, {"green", {48, -16, 18}}, {"brown", {30, 14, 22}}, {"hazel", {40, 8, 26}},
        {"grey", {54, -2, -5}},  {"amber", {48, 16, 40}},  {"black", {14, 2, 2}},
    };
    static const Colours kNone;
    if (place == Place::Hair || place == Place::Brows) return kHair;
    if (place == Place::Lips) return kLips;
    if (place == Place::Eyes) return kEyes;
    return kNone;
}

const char* nameOf(Place place) {
    switch (place) {
        case Place::Hair:
            return "hair";
        case Place::Lips:
            return "lips";
        case Place::Skin:
            return "skin";
        case Place::Eyes:
            return "eyes";
        case Place::Brows:
            return "brows";
        case Place::Clothes:
            return "clothes";
        case Place::Background:
            return "background";
        case Place::Picture:
            break;
    }
    return "picture";
}

/// A word that says how a colour or a change is meant.
struct Shade {
    const char* name;
    double lightness, chroma;
};
constexpr Shade kShades[] = {
    {"dark", -16, 0.85}, {"light", 14, 0.75}, {"pale", 20, 0.5}, {"vivid", 4, 1.25}, {"muted", 0, 0.55}};

struct NamedChange {
    const char* name;
    ColourChange change;
};

const std::vector<NamedChange>& changesAnywhere() {
    static const std::vector<NamedChange> kChanges = {
        {"warmer", {.shift = {0, 3, 11}}},  {"cooler", {.shift = {0, -3, -11}}},
        {"brighter", {.brightness = 0.42}}, {"darker", {.brightness = -0.45}},
        {"vivid", {.chroma = 1.45}},        {"muted", {.chroma = 0.6}},
    };
    return kChanges;
}

const std::vector<NamedChange>& changesOfSkin() {
    static const std::vector<NamedChange> kChanges = {
        {"warmer", {.shift = {0, 3, 10}}},  {"cooler", {.shift = {0, -3, -9}}},
        {"brighter", {.brightness = 0.35}}, {"darker", {.brightness = -0.4}},
        {"redder", {.shift = {-1, 9, 3}}},  {"tanned", {.shift = {-9, 4, 10}}},
        {"paler", {.shift = {9, -3, -6}}},  {"even", {.evenness = 0.6}},
    };
    return kChanges;
}

const std::vector<NamedChange>& moodsOfPicture() {
    static const std::vector<NamedChange> kMoods = {
        {"sunset", {.shift = {-3, 9, 22}}},
        {"golden-hour", {.shift = {2, 5, 18}}},
        {"moonlight", {.shift = {-8, -2, -20}, .brightness = -0.45, .chroma = 0.7}},
        {"monochrome", {.chroma = 0}},
        {"sepia", {.shift = {0, 5, 16}, .chroma = 0}},
        {"vintage", {.shift = {4, 1, 7}, .contrast = 0.8, .chroma = 0.75}},
    };
    return kMoods;
}

/// "more contrast", "less saturation", "less redness".
NamedChange drawQuantity(Random& random, Place place, std::vector<std::string>& words) {
    const bool more = random.chance(0.5);
    words.emplace_back(more ? "more" : "less");
    if (place == Place::Skin) return {"redness", {.shift = {0, more ? 9.0 : -9.0, more ? 3.0 : -2.0}}};
    if (random.chance(0.5)) return {"contrast", {.contrast = more ? 1.35 : 0.7}};
    return {"saturation", {.chroma = more ? 1.45 : 0.6}};
}

/// The same change, more or less of it.
ColourChange scaled(ColourChange change, double by) {
    change.shift *= by;
    change.brightness *= by;
    change.contrast = std::pow(change.contrast, by);
    if (change.chroma > 0) change.chroma = std::pow(change.chroma, by);
    change.evenness = std::min(1.0, change.evenness * by);
    return change;
}

void drawColour(Random& random, EditClause& clause) {
    const Colours& own = coloursOn(clause.place);
    const bool only_own = clause.place == Place::Eyes || clause.place == Place::Brows;
    const bool use_own = !own.empty() && (only_own || random.chance(0.8));
    const Colours& colours = use_own ? own : anyColours();
    const auto chosen = std::next(colours.begin(), random.whole(0, static_cast<int>(colours.size()) - 1));
    // What a word means on this place stands first, also when it was drawn from the general list.
    cv::Vec3d colour = colourOf(chosen->first, clause.place).value();
    std::vector<std::string> words = {chosen->first};
    const bool has_shade = chosen->first != "black" && chosen->first != "white" && random.chance(0.3);
    if (has_shade) {
        const Shade& shade = oneOf(random, std::span<const Shade>(kShades));
        const bool very = random.chance(0.1);
        const double by = very ? 1.5 : 1;
        words.insert(words.begin(), shade.name);
        if (very) words.insert(words.begin(), "very");
        colour[0] = std::clamp(colour[0] + shade.lightness * by, 8.0, 96.0);
        colour[1] *= std::pow(shade.chroma, by);
        colour[2] *= std::pow(shade.chroma, by);
    }
    for (int c = 0; c < 3; ++c) colour[c] += 2.5 * random.normal();
    clause.change.towards = colour;
    const bool place_first = random.chance(0.3);
    words.insert(place_first ? words.begin() : words.end(), nameOf(clause.place));
    clause.colour_word =
        static_cast<int>(std::find(words.begin(), words.end(), chosen->first) - words.begin());
    clause.concepts = std::move(words);
}

void drawChange(Random& random, EditClause& clause) {
    std::vector<std::string> words;
    double amount = random.between(0.85, 1.15);
    if (random.chance(0.15)) {
        const bool slightly = random.chance(0.5);
        words.emplace_back(slightly ? "slightly" : "very");
        amount *= slightly ? 0.5 : 1.6;
    }
    NamedChange named;
    bool whole_mood = false;
    if (random.chance(0.2)) {
        named = drawQuantity(random, clause.place, words);
    } else if (clause.place == Place::Skin) {
        named = oneOf(random, std::span<const NamedChange>(changesOfSkin()));
    } else {
        whole_mood = clause.place == Place::Picture && random.chance(0.5);
        named =
            oneOf(random, std::span<const NamedChange>(whole_mood ? moodsOfPicture() : changesAnywhere()));
    }
    words.emplace_back(named.name);
    clause.change = scaled(named.change, amount);
    // Without a place a change is meant for the whole picture.
    const bool said = clause.place != Place::Picture || random.chance(whole_mood ? 0.3 : 0.6);
    if (said) words.insert(random.chance(0.3) ? words.begin() : words.end(), nameOf(clause.place));
    clause.concepts = std::move(words);
}

}  // namespace

std::optional<cv::Vec3d> colourOf(const std::string& word, EditClause::Place place) {
    for (const Colours* colours : {&coloursOn(place), &anyColours()}) {
        const auto found = colours->find(word);
        if (found != colours->end()) return found->second;
    }
    return std::nullopt;
}

EditClause drawClause(Random& random, EditClause::Place place) {
    EditClause clause;
    clause.place = place;
    const bool has_colour = place != Place::Skin && place != Place::Picture && random.chance(0.8);
    if (has_colour) {
        drawColour(random, clause);
    } else {
        drawChange(random, clause);
    }
    return clause;
}

}  // namespace engine
