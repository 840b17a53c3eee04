#include "engine/files/lexicon.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "engine/files/in_quotes.h"
#include "engine/files/read_file.h"
#include "engine/files/unicode_text.h"

namespace engine {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 20;
constexpr std::size_t kMostConcepts = 4096;
constexpr std::size_t kMostUnknown = 20;  ///< nobody reads more

bool isAsciiWord(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '\'';
}

bool isWord(char32_t code) {
    const CharacterKind kind = kindOf(code);
    return kind == CharacterKind::Letter || kind == CharacterKind::Number;
}

/// Lower case, composed, every run of white space one space.
std::string normalised(std::string_view prompt) {
    const std::string lower = composedLowerCase(wellFormed(prompt));
    std::string out;
    for (std::string_view rest = lower; !rest.empty();) {
        const Character c = firstCharacter(rest);
        const bool space = kindOf(c.code) == CharacterKind::Space;
        if (!space) out.append(rest.substr(0, c.bytes));
        if (space && !out.empty() && out.back() != ' ') out.push_back(' ');
        rest.remove_prefix(c.bytes);
    }
    return out;
}

/// The bytes of ":1.3" at the start of `text`; 0 where there is no such weight.
std::size_t weightAt(std::string_view text) {
    if (text.empty() || text[0] != ':') return 0;
    std::size_t end = 1;
    while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.')) ++end;
    return end > 1 ? end : 0;
}

Error corrupt(std::string_view file, const std::string& what) {
    return {ErrorCode::ModelCorrupt,
            std::string(file) + ": " + what + "; install the program's models again."};
}

using Json = nlohmann::json;

bool areTexts(const Json& list) {
    return list.is_array() && std::all_of(list.begin(), list.end(), [](const Json& text) {
               return text.is_string() && !text.get_ref<const std::string&>().empty();
           });
}

}  // namespace

Result<Lexicon> Lexicon::parse(std::string_view text, std::string_view file_name) {
    const Json file = Json::parse(text, nullptr, false);
    const auto list = [&](const char* key) { return file.is_object() ? file.value(key, Json()) : Json(); };
    const Json concepts = list("concepts"), ignored = list("ignored"), words = list("words");
    const Json acts = file.is_object() ? file.value("acts", Json::array()) : Json();
    if (!areTexts(concepts) || concepts.size() > kMostConcepts || !areTexts(acts) ||
        acts.size() > kMostConcepts || !areTexts(ignored) || !words.is_object())
        return corrupt(file_name, "lists of concepts, acts, ignored and known words were expected");
    Lexicon lexicon;
    lexicon.concepts_ = static_cast<int>(concepts.size());
    for (const Json* names : {&concepts, &acts}) {
        for (const Json& name : *names) {
            lexicon.names_.push_back(name.get<std::string>());
            lexicon.words_[lexicon.names_.back()] = {static_cast<int>(lexicon.names_.size()) + 1};
        }
    }
    for (const Json& word : ignored) lexicon.words_[word.get<std::string>()] = {};
    for (const auto& [word, meaning] : words.items()) {
        if (word.empty() || !areTexts(meaning))
            return corrupt(file_name, "concepts were expected for the word " + inQuotes(word));
        std::vector<int>& ids = lexicon.words_[word];
        ids.clear();
        for (const Json& name : meaning) {
            const std::optional<int> id = lexicon.id(name.get_ref<const std::string&>());
            if (!id)
                return corrupt(file_name,
                               "the concept " + inQuotes(name.get<std::string>()) + " is not listed");
            ids.push_back(*id);
        }
    }
    for (const auto& [word, ids] : lexicon.words_) lexicon.longest_ = std::max(lexicon.longest_, word.size());
    return lexicon;
}

Result<Lexicon> Lexicon::read(const std::string& path) {
    const Result<std::string> text = readFile(path, kLargestFile);
    if (!text) return text.error();
    return parse(text.value(), path);
}

std::optional<int> Lexicon::id(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<int>(found - names_.begin()) + 2;
}

std::optional<std::string> Lexicon::act(int id) const {
    if (id < size() || id - 2 >= static_cast<int>(names_.size())) return std::nullopt;
    return names_[id - 2];
}

/// The bytes of the longest known word at the start of `text` and what it means; 0 where there is none.
std::size_t Lexicon::matchAt(std::string_view text, const std::vector<int>*& meaning) const {
    for (std::size_t length = std::min(longest_, text.size()); length > 0; --length) {
        const bool cuts_word =
            length < text.size() && isAsciiWord(text[length - 1]) && isAsciiWord(text[length]);
        if (cuts_word) continue;
        const auto found = words_.find(text.substr(0, length));
        if (found == words_.end()) continue;
        meaning = &found->second;
        return length;
    }
    return 0;
}

Lexicon::Reading Lexicon::tokens(std::string_view prompt) const {
    const std::string text = normalised(prompt);
    Reading reading;
    std::string strange;
    const auto finish = [&] {
        const std::vector<int>* singular = nullptr;  // "shirts" is known as "shirt"
        const bool plural = strange.size() > 2 && strange.back() == 's';
        const std::string_view stem = std::string_view(strange).substr(0, strange.size() - (plural ? 1 : 0));
        if (plural && matchAt(stem, singular) == stem.size()) {
            reading.ids.insert(reading.ids.end(), singular->begin(), singular->end());
        } else if (!strange.empty() && reading.unknown.size() < kMostUnknown &&
                   std::find(reading.unknown.begin(), reading.unknown.end(), strange) ==
                       reading.unknown.end()) {
            reading.unknown.push_back(strange);
        }
        strange.clear();
    };
    for (std::string_view rest = text; !rest.empty();) {
        if (const std::size_t weight = weightAt(rest)) {
            rest.remove_prefix(weight);
            continue;
        }
        const std::vector<int>* meaning = nullptr;
        const bool inside = !strange.empty() && isAsciiWord(strange.back()) && isAsciiWord(rest[0]);
        if (const std::size_t length = inside ? 0 : matchAt(rest, meaning)) {
            finish();
            reading.ids.insert(reading.ids.end(), meaning->begin(), meaning->end());
            rest.remove_prefix(length);
            continue;
        }
        const Character c = firstCharacter(rest);
        if (isWord(c.code) || (rest[0] == '\'' && !strange.empty())) {
            strange.append(rest.substr(0, c.bytes));
        } else {
            finish();
        }
        rest.remove_prefix(c.bytes);
    }
    finish();
    return reading;
}

std::vector<std::string> Lexicon::completions(std::string_view start, int count) const {
    const std::string begin = normalised(start);
    std::vector<std::string> found;
    if (begin.empty()) return found;
    for (auto word = words_.lower_bound(begin); word != words_.end() && word->first.starts_with(begin);
         ++word) {
        if (!word->second.empty()) found.push_back(word->first);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
    if (found.size() > static_cast<std::size_t>(std::max(count, 0))) found.resize(std::max(count, 0));
    return found;
}

}  // namespace engine
