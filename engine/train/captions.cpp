#include "engine/train/captions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <opencv2/imgproc.hpp>
#include <span>
#include <utility>
#include <vector>

namespace engine {
namespace {

using Place = EditClause::Place;
using Names = std::vector<std::string>;

// Of the set's own measures.
constexpr double kYoung = 30, kMiddleAged = 44, kOld = 57;  // years
constexpr double kSureOfGender = 0.6;
constexpr double kSmileWidth = 0.42, kOpenMouth = 0.045, kClosedMouth = 0.02;
constexpr double kLeastHair = 0.06, kShortHair = 0.11, kLongHair = 0.22;
constexpr double kSideLight = 55;
constexpr double kDarkTone = 34, kBrightTone = 63;  // mean L* of the picture

/// Said of a colour now and then instead of its word.
const std::map<std::string, Names>& synonyms() {
    static const std::map<std::string, Names> kSynonyms = {
        {"blond", {"blonde", "fair"}},
        {"grey", {"gray"}},
        {"navy", {"dark blue"}},
        {"sky", {"light blue", "sky blue"}},
        {"burgundy", {"dark red"}},
        {"lavender", {"light purple"}},
        {"ginger", {"orange"}},
        {"auburn", {"reddish brown"}},
        {"olive", {"dark green"}},
        {"beige", {"tan"}},
        {"plum", {"dark purple"}},
        {"berry", {"dark pink"}},
        {"nude", {"pale"}},
        {"platinum", {"very light blond"}},
        {"woman", {"lady", "female"}},
        {"man", {"gentleman", "male"}},
        {"old", {"elderly", "older"}},
        {"middle-aged", {"mature"}},
        {"smiling", {"happy", "cheerful"}},
        {"serious", {"neutral", "calm"}},
    };
    return kSynonyms;
}

const Names& colourNames(Place place) {
    static const Names kHair = {"black",    "brown", "auburn", "red",  "ginger", "blond",
                                "platinum", "grey",  "white",  "pink", "purple", "green"};
    static const Names kLips = {"red", "pink", "rose", "coral", "nude", "brown", "berry", "burgundy"};
    static const Names kOther = {"black",  "grey",  "white", "red",    "burgundy", "pink", "orange",
                                 "yellow", "beige", "brown", "olive",  "green",    "teal", "turquoise",
                                 "sky",    "blue",  "navy",  "purple", "lavender"};
    return place == Place::Hair ? kHair : place == Place::Lips ? kLips : kOther;
}

/// Lab with chroma pressed together, so that a faint blue is nearer to blue than to grey.
cv::Vec3d byHue(const cv::Vec3d& lab) {
    constexpr double kHalfway = 16, kMost = 60, kLightness = 0.6;
    const double chroma = std::hypot(lab[1], lab[2]);
    const double scale = kMost / (chroma + kHalfway);
    return {kLightness * lab[0], scale * lab[1], scale * lab[2]};
}

std::string colourIfThere(const std::optional<cv::Vec3d>& lab, Place place) {
    return lab ? colourWord(*lab, place) : std::string();
}

const std::string& oneOf(Random& random, const Names& list) {
    return oneOf(random, std::span<const std::string>(list));
}

std::string synonymOf(Random& random, const std::string& word) {
    const auto found = synonyms().find(word);
    return found != synonyms().end() && random.chance(0.35) ? oneOf(random, found->second) : word;
}

std::string withArticle(const std::string& words) {
    return (words.find_first_of("aeiou") == 0 ? "an " : "a ") + words;
}

std::string joined(const Names& parts, const std::string& between) {
    std::string text;
    for (const std::string& part : parts) {
        if (!part.empty()) text += (text.empty() ? "" : between) + part;
    }
    return text;
}

template <typename T>
void shuffle(Random& random, std::vector<T>& list) {
    for (std::size_t i = list.size(); i > 1; --i)
        std::swap(list[i - 1], list[static_cast<std::size_t>(random.whole(0, static_cast<int>(i) - 1))]);
}

std::string subject(Random& random, const PortraitWords& words) {
    const bool says_age = random.chance(0.6), says_mood = words.mood == "smiling" && random.chance(0.2);
    return joined({says_mood ? synonymOf(random, words.mood) : "",
                   says_age ? synonymOf(random, words.age) : "", synonymOf(random, words.person)},
                  " ");
}

/// "long brown hair"; empty where neither is to be said.
std::string hair(Random& random, const PortraitWords& words) {
    const std::string said =
        joined({random.chance(0.4) ? words.hair_length : "", synonymOf(random, words.hair)}, " ");
    return said.empty() ? said : said + " hair";
}

std::string clothes(Random& random, const std::string& colour) {
    static const Names kGarments = {"clothes", "clothes", "clothing", "shirt", "top"};
    const std::string garment = oneOf(random, kGarments), said = synonymOf(random, colour) + " " + garment;
    return garment.starts_with("cloth") ? said : withArticle(said);
}

std::string mood(Random& random, const std::string& word) {
    static const std::map<std::string, Names> kPhrases = {
        {"smiling", {"smiling", "with a smile", "a happy face"}},
        {"serious", {"serious", "with a serious face", "not smiling", "a neutral face"}},
        {"sad", {"sad", "with a sad face"}},
        {"angry", {"angry", "with an angry face"}},
        {"surprised", {"surprised", "with a surprised face"}}};
    return oneOf(random, kPhrases.at(word));
}

std::string light(Random& random, const PortraitWords& words) {
    static const std::map<std::string, Names> kPhrases = {
        {"even", {"even light", "soft light", "evenly lit"}},
        {"side", {"light from one side", "side light", "lit from the side"}},
        {"dark", {"dark", "dark picture", "low light"}},
        {"bright", {"bright", "bright picture", "bright light"}}};
    Names said;
    for (const std::string& word : {words.light, words.tone}) {
        if (!word.empty()) said.push_back(oneOf(random, kPhrases.at(word)));
    }
    shuffle(random, said);
    return said.empty() ? "" : said.front();
}

/// Short phrases, each about one thing: "brown hair", "wearing a red shirt", "grey background".
Names tags(Random& random, const PortraitWords& words) {
    static const Names kGrounds = {"background", "background", "wall", "backdrop"};
    Names parts;
    const auto add = [&](double chance, bool is_there, const auto& phrase) {
        if (is_there && random.chance(chance)) parts.push_back(phrase());
    };
    add(0.8, !words.hair.empty(), [&] { return hair(random, words); });
    add(0.75, !words.clothes.empty(), [&] { return clothes(random, words.clothes); });
    add(0.75, !words.background.empty(),
        [&] { return synonymOf(random, words.background) + " " + oneOf(random, kGrounds); });
    add(0.7, !words.mood.empty(), [&] { return mood(random, words.mood); });
    add(0.25, !words.mouth.empty(), [&] { return words.mouth + " mouth"; });
    add(0.2, !words.lips.empty(), [&] { return synonymOf(random, words.lips) + " lips"; });
    add(0.5, !words.light.empty() || !words.tone.empty(), [&] { return light(random, words); });
    return parts;
}

/// "a photo of an old man with grey hair, smiling, wearing a black shirt, in front of a white wall"
std::string sentence(Random& random, const PortraitWords& words) {
    static const Names kBegin = {"", "a photo of ", "a portrait of ", "portrait photo of ", "a picture of "};
    static const Names kWearing = {"wearing ", "in ", "dressed in "};
    static const Names kBefore = {"in front of ", "before ", "on "};
    const auto is_background = [](const std::string& part) {
        return part.ends_with("background") || part.ends_with("wall") || part.ends_with("backdrop");
    };
    std::string text = oneOf(random, kBegin) + withArticle(subject(random, words));
    Names parts = tags(random, words);
    if (random.chance(0.3)) shuffle(random, parts);
    bool is_first = true;
    for (const std::string& part : parts) {
        std::string said = part;
        if (part.ends_with(" hair")) said = "with " + part;
        if (part.ends_with("clothes") || part.ends_with("clothing") || part.ends_with("shirt") ||
            part.ends_with(" top")) {
            said = oneOf(random, kWearing) + part;
        }
        if (is_background(part)) said = oneOf(random, kBefore) + withArticle(part);
        text += (is_first ? " " : random.chance(0.25) ? " and " : ", ") + said;
        is_first = false;
    }
    return text;
}

}  // namespace

std::string colourWord(const cv::Vec3d& lab, Place place) {
    std::string nearest;
    double least = std::numeric_limits<double>::max();
    for (const std::string& name : colourNames(place)) {
        const double distance = cv::norm(byHue(lab) - byHue(colourOf(name, place).value()));
        if (distance >= least) continue;
        least = distance;
        nearest = name;
    }
    return nearest;
}

PortraitWords wordsOf(const Portrait& portrait) {
    const PortraitNotes& notes = portrait.notes;
    PortraitWords words;
    if (notes.age) {
        words.age = *notes.age < kYoung        ? "young"
                    : *notes.age > kOld        ? "old"
                    : *notes.age > kMiddleAged ? "middle-aged"
                                               : "";
    }
    const bool is_sure = notes.gender_score >= kSureOfGender;
    words.person = !is_sure ? "person" : notes.gender == "female" ? "woman" : "man";
    static const std::map<std::string, std::string> kMoods = {
        {"neutral", "serious"}, {"sad", "sad"}, {"angry", "angry"}, {"surprise", "surprised"}};
    if (notes.emotion == "happy")
        words.mood = notes.mouth_width > kSmileWidth ? "smiling" : "";
    else if (const auto mood = kMoods.find(notes.emotion); mood != kMoods.end())
        words.mood = mood->second;
    words.mouth = notes.mouth_open > kOpenMouth ? "open" : notes.mouth_open < kClosedMouth ? "closed" : "";
    if (notes.hair_share > kLeastHair) {
        words.hair = colourIfThere(notes.hair, Place::Hair);
        words.hair_length = notes.hair_share > kLongHair    ? "long"
                            : notes.hair_share < kShortHair ? "short"
                                                            : "";
    }
    words.clothes = colourIfThere(notes.clothes, Place::Clothes);
    words.background = colourIfThere(notes.background, Place::Background);
    words.lips = colourIfThere(notes.lips, Place::Lips);
    words.light = portrait.evenly_lit ? "even" : notes.light_asymmetry > kSideLight ? "side" : "";
    cv::Mat lab;
    cv::cvtColor(portrait.picture, lab, cv::COLOR_RGB2Lab);
    const double lightness = cv::mean(lab)[0] * 100 / 255;
    words.tone = lightness < kDarkTone ? "dark" : lightness > kBrightTone ? "bright" : "";
    return words;
}

std::string drawCaption(Random& random, const PortraitWords& words) {
    if (random.chance(0.6)) return sentence(random, words);
    Names parts = tags(random, words);
    if (parts.empty() || random.chance(0.7)) parts.push_back(subject(random, words));
    shuffle(random, parts);
    return joined(parts, ", ");
}

}  // namespace engine
