#include "engine/models/describe/described_words.h"

#include <algorithm>

#include "engine/files/in_quotes.h"

namespace engine {
namespace {

constexpr double kFaceReach = 1, kAroundHead = 1.5;  ///< of the face's square; long hair, neck
/// Acts that are no expressions; glasses are only ever taken off.
constexpr const char *kOutOfFocus = "out-of-focus", *kGlasses = "glasses", *kRemoved = "removed";
constexpr double kSlightly = 0.5, kVery = 1.6;

struct Place {
    const char* name;
    double reach;
    std::optional<Part> part;
};
constexpr Place kPlaces[] = {{"lips", kFaceReach, Part::Lips},    {"eyes", kFaceReach, Part::Eyes},
                             {"brows", kFaceReach, Part::Brows},  {"hair", kAroundHead, Part::Hair},
                             {"skin", kAroundHead, Part::Skin},   {"clothes", 0, Part::Clothes},
                             {"background", 0, Part::Background}, {"picture", 0, std::nullopt}};

bool says(const Lexicon& lexicon, const std::vector<int>& ids, const char* name) {
    const std::optional<int> id = lexicon.id(name);
    return id && std::find(ids.begin(), ids.end(), *id) != ids.end();
}

/// Acts, with the words that say how much of them, apart from the concepts; "and" is kept only between
/// concepts.
DescribedWords split(const Lexicon& lexicon, const std::vector<int>& ids) {
    DescribedWords words;
    std::vector<int>& concepts = words.concepts;
    const auto ends = [&](const char* name) {
        return !concepts.empty() && lexicon.id(name) == concepts.back();
    };
    for (const int id : ids) {
        const std::optional<std::string> act = lexicon.act(id);
        const bool joins_nothing = concepts.empty() && lexicon.id("and") == id;
        if (!act) {
            if (!joins_nothing) concepts.push_back(id);
            continue;
        }
        const double amount = ends("slightly") ? kSlightly : ends("very") ? kVery : 1;
        if (amount != 1) concepts.pop_back();
        if (*act == kOutOfFocus) {
            words.out_of_focus = amount;
        } else if (*act == kGlasses || *act == kRemoved) {
            words.no_glasses = true;
        } else {
            words.expressions.push_back({*act, amount});
        }
    }
    while (ends("and")) concepts.pop_back();
    return words;
}

/// The parts that the clauses between "and" are about, each once; empty when one of them is about none.
std::vector<Part> partsOf(const Lexicon& lexicon, const std::vector<int>& concepts) {
    std::vector<Part> parts;
    for (auto begin = concepts.begin(); begin != concepts.end();) {
        const auto end = std::find(begin, concepts.end(), lexicon.id("and").value_or(Lexicon::kPadding));
        const std::vector<int> clause(begin, end);
        bool names_part = clause.empty();
        for (const Place& one : kPlaces) {
            if (!one.part || !says(lexicon, clause, one.name)) continue;
            if (std::find(parts.begin(), parts.end(), *one.part) == parts.end()) parts.push_back(*one.part);
            names_part = true;
        }
        if (!names_part) return {};
        begin = end == concepts.end() ? end : end + 1;
    }
    return parts;
}

/// What is wrong with what is said of glasses, if something is.
std::optional<Error> misfitOf(const Lexicon& lexicon, const std::vector<int>& ids) {
    const bool glasses = says(lexicon, ids, kGlasses), removed = says(lexicon, ids, kRemoved);
    if (glasses == removed) return std::nullopt;
    if (glasses) {
        return Error{ErrorCode::InvalidRequest,
                     "The starter model can only take glasses off; say \"no glasses\", or choose a "
                     "checkpoint of your own to put some on."};
    }
    return Error{ErrorCode::InvalidRequest,
                 "Only glasses can be taken away by the starter model; say \"no glasses\", or choose a "
                 "checkpoint of your own."};
}

std::string listed(const std::vector<std::string>& words) {
    std::string list;
    for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 3); ++i)
        list += (i > 0 ? ", " : "") + inQuotes(words[i]);
    return list;
}

}  // namespace

Result<DescribedWords> understood(const Lexicon& lexicon, const std::string& prompt) {
    const Lexicon::Reading read = lexicon.tokens(prompt);
    if (auto misfit = misfitOf(lexicon, read.ids)) return *misfit;
    DescribedWords words = split(lexicon, read.ids);
    const bool says_nothing =
        words.concepts.empty() && words.expressions.empty() && !words.no_glasses && words.out_of_focus == 0;
    if (says_nothing && read.unknown.empty()) {
        return Error{ErrorCode::InvalidRequest,
                     "A prompt was expected, found no words; say what should change, like \"blond hair\"."};
    }
    if (says_nothing) {
        return Error{ErrorCode::InvalidRequest,
                     "The starter model does not know " + listed(read.unknown) +
                         "; use its words for parts, colours and light, or choose a checkpoint of your own."};
    }
    bool whole = false;
    words.parts = partsOf(lexicon, words.concepts);
    for (const Place& one : kPlaces) {
        if (!says(lexicon, words.concepts, one.name)) continue;
        words.reach = std::max(words.reach, one.reach);
        words.names_place = true;
        whole = whole || one.reach == 0;
    }
    if (words.out_of_focus > 0) words.names_place = whole = true;
    // Words without a place are about the whole picture.
    whole = whole || (!words.names_place && !words.concepts.empty());
    if (!words.expressions.empty() || words.no_glasses) {
        words.reach = std::max(words.reach, kFaceReach);
        words.names_place = true;
    }
    if (whole) words.reach = 0;
    return words;
}

}  // namespace engine
