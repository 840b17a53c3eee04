#include "engine/files/clip_tokenizer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/files/added_tokens.h"
#include "engine/files/byte_pairs.h"
#include "engine/files/clip_vocabulary.h"
#include "engine/files/clip_words.h"
#include "engine/files/in_quotes.h"
#include "engine/files/read_file.h"
#include "engine/files/tokenizer_settings.h"
#include "engine/files/unicode_text.h"

namespace engine {
namespace {

constexpr std::size_t kLargestVocabulary = std::size_t{32} << 20;
constexpr std::size_t kLargestSettings = std::size_t{1} << 20;
constexpr std::size_t kLongestText = std::size_t{16} << 20;
constexpr std::size_t kLongestPlaceholder = 256;
constexpr int kMostVectors = 75;

/// What was read, shared by all tokenizers that stem from it.
struct Vocabulary {
    TokenIds ids;
    BytePairs pairs;
    std::int64_t bos;
    std::int64_t eos;
    std::int64_t pad;
    std::size_t max_length;
};

struct Placeholder {
    std::string name;
    std::int64_t first;
    int vectors;
};

std::string spelling(const std::string& name, int vector) {
    return vector == 0 ? name : name + "_" + std::to_string(vector);
}

/// A file of the folder, or nothing when it is not there.
Result<std::optional<std::string>> readIfThere(const std::string& path) {
    Result<std::string> text = readFile(path, kLargestSettings);
    if (text) return std::optional(std::move(text).value());
    if (text.error().code == ErrorCode::ModelMissing) return std::optional<std::string>();
    return text.error();
}

Result<TokenizerSettings> settingsOf(const std::string& folder) {
    TokenizerSettingsText text;
    const std::pair<const char*, std::optional<std::string>*> files[] = {
        {"tokenizer_config.json", &text.tokenizer_config},
        {"special_tokens_map.json", &text.special_tokens_map},
        {"added_tokens.json", &text.added_tokens}};
    for (const auto& [name, place] : files) {
        auto read = readIfThere(folder + "/" + name);
        if (!read) return read.error();
        *place = std::move(read).value();
    }
    return parseTokenizerSettings(text, folder);
}

Error corrupt(const std::string& path, const std::string& objection) {
    return {ErrorCode::ModelCorrupt, inQuotes(path) + " is not a usable tokenizer: " + objection +
                                         "; install the model again or correct the file."};
}

bool hasSpace(std::string_view text) {
    while (!text.empty()) {
        const Character character = firstCharacter(text);
        if (kindOf(character.code) == CharacterKind::Space) return true;
        text.remove_prefix(character.bytes);
    }
    return false;
}

/// `text` with every `name` replaced, as far as the result stays a text of bearable length.
std::string replaced(std::string_view text, const std::string& name, const std::string& by) {
    std::string out;
    for (;;) {
        const std::size_t at = text.find(name);
        out += text.substr(0, at);
        if (at == text.npos || out.size() > kLongestText) return out;
        out += by;
        text.remove_prefix(at + name.size());
    }
}

}  // namespace

struct ClipTokenizer::State {
    std::shared_ptr<const Vocabulary> vocabulary;
    AddedTokens added;
    std::int64_t size = 0;
    std::vector<Placeholder> placeholders;

    static Result<ClipTokenizer> make(const std::string& path, TokenIds ids, std::string_view merges,
                                      const TokenizerSettings& settings, const std::string& merges_path);

    /// Makes the tokens findable; the first objection, if there is one.
    std::optional<Error> add(const std::vector<AddedToken>& tokens, const TokenIds& ids,
                             const std::string& path);
    void append(std::string_view text, std::vector<std::int64_t>& ids) const;
    std::string expanded(std::string text) const;
};

std::optional<Error> ClipTokenizer::State::add(const std::vector<AddedToken>& tokens, const TokenIds& ids,
                                               const std::string& path) {
    for (const AddedToken& token : tokens) {
        const auto place = ids.find(token.text);
        const std::int64_t expected = place == ids.end() ? size : place->second;
        if (token.id != expected) {
            return corrupt(path, "the added token " + inQuotes(token.text) + " was expected to have the id " +
                                     std::to_string(expected) + ", but it has " + std::to_string(token.id));
        }
        if (place == ids.end()) ++size;
        if (!added.has(token.text)) added.add(token);
    }
    return std::nullopt;
}

Result<ClipTokenizer> ClipTokenizer::State::make(const std::string& path, TokenIds ids,
                                                 std::string_view merges, const TokenizerSettings& settings,
                                                 const std::string& merges_path) {
    std::vector<AddedToken> roles;
    for (const SpecialToken* token : {&settings.begin, &settings.end, &settings.pad, &settings.unknown}) {
        const auto place = ids.find(token->text);
        if (place == ids.end()) {
            return corrupt(path, "the special token " + inQuotes(token->text) +
                                     " was expected in the vocabulary, but it is not there");
        }
        roles.push_back({token->text, place->second, token->as_typed});
    }
    State state;
    state.size = static_cast<std::int64_t>(ids.size());
    for (const std::vector<AddedToken>* tokens : {&std::as_const(roles), &settings.added}) {
        if (auto error = state.add(*tokens, ids, path)) return *error;
    }
    Result<BytePairs> pairs = parseMerges(merges, ids, roles[3].id, merges_path);
    if (!pairs) return pairs.error();
    state.vocabulary =
        std::make_shared<const Vocabulary>(Vocabulary{std::move(ids), std::move(pairs).value(), roles[0].id,
                                                      roles[1].id, roles[2].id, settings.max_length});
    return ClipTokenizer(std::make_shared<const State>(std::move(state)));
}

void ClipTokenizer::State::append(std::string_view text, std::vector<std::int64_t>& ids) const {
    added.split(
        text, [&](std::int64_t id) { ids.push_back(id); },
        [&](std::string_view between) {
            forEachWord(between, [&](std::string_view word) { vocabulary->pairs.encode(word, ids); });
        });
}

/// As diffusers does it: a placeholder that is found once is written out wherever its letters stand.
std::string ClipTokenizer::State::expanded(std::string text) const {
    std::vector<std::int64_t> found;
    for (const Placeholder& placeholder : placeholders) {
        if (placeholder.vectors == 1 || text.find(placeholder.name) == text.npos) continue;
        if (found.empty()) append(text, found);
        if (std::find(found.begin(), found.end(), placeholder.first) == found.end()) continue;
        std::string all = placeholder.name;
        for (int i = 1; i < placeholder.vectors; ++i) all.append(" ").append(spelling(placeholder.name, i));
        text = replaced(text, placeholder.name, all);
    }
    return text;
}

Result<ClipTokenizer> ClipTokenizer::open(const std::string& folder) {
    const std::string vocab_path = folder + "/vocab.json";
    const std::string merges_path = folder + "/merges.txt";
    const auto vocab = readFile(vocab_path, kLargestVocabulary);
    if (!vocab) return vocab.error();
    const auto merges = readFile(merges_path, kLargestVocabulary);
    if (!merges) return merges.error();
    const auto settings = settingsOf(folder);
    if (!settings) return settings.error();
    auto ids = parseVocabulary(vocab.value(), vocab_path);
    if (!ids) return ids.error();
    return State::make(folder, std::move(ids).value(), merges.value(), settings.value(), merges_path);
}

Result<ClipTokenizer> ClipTokenizer::fromMerges(const std::string& merges_path, Padding padding) {
    const auto merges = readFile(merges_path, kLargestVocabulary);
    if (!merges) return merges.error();
    auto ids = vocabularyOfMerges(merges.value(), merges_path);
    if (!ids) return ids.error();
    // As the tokenizer folders have it that are published with these models.
    TokenizerSettings settings;
    const bool ends = padding == Padding::EndOfText;
    settings.begin.as_typed = false;
    settings.end.as_typed = settings.unknown.as_typed = ends;
    if (!ends) settings.pad.text = "!";
    return State::make(merges_path, std::move(ids).value(), merges.value(), settings, merges_path);
}

std::vector<std::int64_t> ClipTokenizer::ids(std::string_view text) const {
    std::vector<std::int64_t> ids;
    state_->append(state_->expanded(wellFormed(text.substr(0, kLongestText))), ids);
    return ids;
}

Result<ClipTokenizer> ClipTokenizer::withPlaceholder(const std::string& name, int vectors) const {
    const auto refused = [&](const std::string& expected) {
        return Error{ErrorCode::InvalidRequest, "The placeholder " + inQuotes(name) + " was expected to " +
                                                    expected + "; choose another name."};
    };
    if (name.empty() || name.size() > kLongestPlaceholder || wellFormed(name) != name)
        return refused("have 1 to 256 bytes of UTF-8 text");
    if (hasSpace(name)) return refused("have no white space");
    if (vectors < 1 || vectors > kMostVectors) {
        return Error{ErrorCode::InvalidRequest,
                     "The placeholder " + inQuotes(name) +
                         " was expected to stand for 1 to 75 vectors, but it has " + std::to_string(vectors) +
                         "; a prompt has no room for another number."};
    }
    State state = *state_;
    state.placeholders.push_back({name, state.size, vectors});
    for (int i = 0; i < vectors; ++i) {
        const std::string text = spelling(name, i);
        if (state.vocabulary->ids.contains(text) || state.added.has(text)) {
            return refused("be new, but " + inQuotes(text) + " is a token already");
        }
        state.added.add({text, state.size++, false});
    }
    return ClipTokenizer(std::make_shared<const State>(std::move(state)));
}

std::int64_t ClipTokenizer::bos() const {
    return state_->vocabulary->bos;
}

std::int64_t ClipTokenizer::eos() const {
    return state_->vocabulary->eos;
}

std::int64_t ClipTokenizer::pad() const {
    return state_->vocabulary->pad;
}

std::size_t ClipTokenizer::maxLength() const {
    return state_->vocabulary->max_length;
}

std::int64_t ClipTokenizer::size() const {
    return state_->size;
}

}  // namespace engine
