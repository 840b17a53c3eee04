#include "engine/models/describe/described_words.h"

#include <algorithm>

#include "engine/files/in_quotes.h"

namespace engine {
namespace {

constexpr double kAroundHead = 1.5;  ///< of the face's square: long hair, neck

struct Reach {
    const char* name;
    double reach;
};
constexpr Reach kReaches[] = {{"lips", 1},           {"eyes", 1},    {"brows", 1},      {"hair", kAroundHead},
                              {"skin", kAroundHead}, {"clothes", 0}, {"background", 0}, {"picture", 0}};

bool says(const Lexicon& lexicon, const std::vector<int>& ids, const char* name) {
    const std::optional<int> id = lexicon.id(name);
    return id && std::find(ids.begin(), ids.end(), *id) != ids.end();
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
    if (read.ids.empty() && read.unknown.empty()) {
        return Error{ErrorCode::InvalidRequest,
                     "A prompt was expected, found no words; say what should change, like \"blond hair\"."};
    }
    if (read.ids.empty()) {
        return Error{ErrorCode::InvalidRequest,
                     "The starter model does not know " + listed(read.unknown) +
                         "; use its words for parts, colours and light, or choose a checkpoint of your own."};
    }
    DescribedWords words{read.ids};
    bool whole = false;
    for (const Reach& one : kReaches) {
        if (!says(lexicon, read.ids, one.name)) continue;
        words.reach = std::max(words.reach, one.reach);
        words.names_place = true;
        whole = whole || one.reach == 0;
    }
    if (whole) words.reach = 0;
    return words;
}

}  // namespace engine
