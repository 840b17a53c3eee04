#include "engine/files/clip_vocabulary.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "engine/files/in_quotes.h"

namespace engine {
namespace {

constexpr std::size_t kMostTokens = 1'000'000;
constexpr std::size_t kLongestToken = 1024;  // bytes
constexpr std::string_view kWordEnd = "</w>";

Error corrupt(std::string_view file_name, const std::string& objection) {
    return {ErrorCode::ModelCorrupt, inQuotes(file_name) + " is not a usable vocabulary: " + objection +
                                         "; install the model again or correct the file."};
}

/// Fills the ids from one flat object while it is being parsed; anything else stops the parse at once, so
/// that neither depth nor size of hostile JSON takes memory.
class VocabularyJson : public nlohmann::json_sax<nlohmann::json> {
public:
    TokenIds ids;
    std::string objection;

    bool null() override { return otherValue(); }
    bool boolean(bool) override { return otherValue(); }
    bool number_float(number_float_t, const string_t&) override { return otherValue(); }
    bool string(string_t&) override { return otherValue(); }
    bool binary(binary_t&) override { return otherValue(); }
    bool number_integer(number_integer_t) override { return otherValue(); }
    bool start_array(std::size_t) override { return otherValue(); }
    bool end_array() override { return true; }
    bool end_object() override { return true; }
    bool start_object(std::size_t) override {
        if (inside_) return otherValue();
        inside_ = true;
        return true;
    }
    bool key(string_t& text) override {
        if (text.size() > kLongestToken) return object("tokens of at most 1024 bytes were expected");
        if (ids.size() >= kMostTokens) return object("at most 1000000 tokens were expected");
        token_ = text;
        return true;
    }
    bool number_unsigned(number_unsigned_t id) override {
        if (!inside_ || id >= kMostTokens) return otherValue();
        if (ids.try_emplace(token_, static_cast<std::int64_t>(id)).second) return true;
        return object("every token was expected once, but " + inQuotes(token_) + " stands there twice");
    }
    bool parse_error(std::size_t byte, const std::string&, const nlohmann::json::exception&) override {
        return object("JSON was expected, but byte " + std::to_string(byte) + " is not");
    }

private:
    bool object(std::string what) {
        if (objection.empty()) objection = std::move(what);
        return false;
    }
    bool otherValue() {
        if (!inside_) return object("one JSON object was expected");
        return object("a whole number from 0 to 999999 was expected for " + inQuotes(token_));
    }

    bool inside_ = false;
    std::string token_;
};

/// The bytes in CLIP's order, each with the character that stands for it: those that print stand for
/// themselves, the others for U+0100 and on.
std::array<std::pair<unsigned, std::string>, 256> byteSpellings() {
    const auto prints = [](unsigned byte) {
        return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    };
    const auto utf8 = [](unsigned code) {
        if (code < 0x80) return std::string(1, static_cast<char>(code));
        return std::string{static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 0x3F))};
    };
    std::array<std::pair<unsigned, std::string>, 256> spellings;
    std::size_t at = 0;
    for (unsigned byte = 0; byte < 256; ++byte) {
        if (prints(byte)) spellings[at++] = {byte, utf8(byte)};
    }
    unsigned next = 0x100;
    for (unsigned byte = 0; byte < 256; ++byte) {
        if (!prints(byte)) spellings[at++] = {byte, utf8(next++)};
    }
    return spellings;
}

using MergeLine = std::pair<std::string_view, std::string_view>;

Result<std::vector<MergeLine>> linesOf(std::string_view merges, std::string_view file_name) {
    std::vector<MergeLine> lines;
    for (std::size_t number = 1; !merges.empty(); ++number) {
        std::string_view line = merges.substr(0, merges.find('\n'));
        merges.remove_prefix(std::min(merges.size(), line.size() + 1));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || (number == 1 && line.starts_with("#version"))) continue;
        const std::size_t space = line.find(' ');
        const bool two = space != line.npos && space > 0 && space + 1 < line.size() &&
                         line.find(' ', space + 1) == line.npos && line.size() <= 2 * kLongestToken;
        if (!two) {
            return corrupt(file_name, "two tokens and a space between them were expected in line " +
                                          std::to_string(number) + ", but it is " + inQuotes(line));
        }
        if (lines.size() >= kMostTokens) return corrupt(file_name, "at most 1000000 merges were expected");
        lines.emplace_back(line.substr(0, space), line.substr(space + 1));
    }
    return lines;
}

std::optional<std::int64_t> find(const TokenIds& ids, const std::string& token) {
    const auto place = ids.find(token);
    return place == ids.end() ? std::nullopt : std::optional(place->second);
}

}  // namespace

Result<TokenIds> parseVocabulary(std::string_view json, std::string_view file_name) {
    if (json.empty()) return corrupt(file_name, "tokens in JSON were expected, but the file is empty");
    // The JSON library takes a zero byte for the end.
    if (const auto zero = json.find('\0'); zero != json.npos)
        return corrupt(file_name, "JSON was expected, but byte " + std::to_string(zero + 1) + " is not");
    VocabularyJson vocabulary;
    nlohmann::json::sax_parse(json.begin(), json.end(), &vocabulary);
    if (!vocabulary.objection.empty()) return corrupt(file_name, vocabulary.objection);

    // Ids are rows of the network's table of embeddings, so that none may be missing or shared.
    std::vector<const std::string*> owners(vocabulary.ids.size(), nullptr);
    if (owners.empty()) return corrupt(file_name, "tokens were expected, but there are none");
    for (const auto& [token, id] : vocabulary.ids) {
        const auto row = static_cast<std::size_t>(id);
        if (row >= owners.size()) {
            return corrupt(file_name, "ids from 0 to " + std::to_string(owners.size() - 1) +
                                          " were expected for its tokens, but " + inQuotes(token) + " has " +
                                          std::to_string(id));
        }
        if (owners[row]) {
            const auto [first, second] = std::minmax(*owners[row], token);
            return corrupt(file_name, "an id of its own was expected for every token, but " +
                                          inQuotes(first) + " and " + inQuotes(second) + " share " +
                                          std::to_string(id));
        }
        owners[row] = &token;
    }
    return std::move(vocabulary.ids);
}

Result<TokenIds> vocabularyOfMerges(std::string_view merges, std::string_view file_name) {
    const auto lines = linesOf(merges, file_name);
    if (!lines) return lines.error();
    TokenIds ids;
    ids.reserve(lines.value().size() + 514);
    const auto add = [&](std::string token) {
        return ids.try_emplace(std::move(token), static_cast<std::int64_t>(ids.size())).second;
    };
    const auto spellings = byteSpellings();
    for (const auto& [byte, spelling] : spellings) add(spelling);
    for (const auto& [byte, spelling] : spellings) add(spelling + std::string(kWordEnd));
    for (const auto& [left, right] : lines.value()) {
        const std::string token = std::string(left) + std::string(right);
        if (!add(token)) {
            return corrupt(file_name, "every merge was expected to give a token of its own, but " +
                                          inQuotes(token) + " comes twice");
        }
    }
    for (const char* special : {"<|startoftext|>", "<|endoftext|>"}) {
        if (!add(special)) {
            return corrupt(file_name, "merges of words were expected, but one gives " + inQuotes(special));
        }
    }
    return ids;
}

Result<BytePairs> parseMerges(std::string_view merges, const TokenIds& ids, std::int64_t unknown,
                              std::string_view file_name) {
    const auto lines = linesOf(merges, file_name);
    if (!lines) return lines.error();
    BytePairs::ByteTokens bytes;
    for (const auto& [byte, spelling] : byteSpellings()) {
        bytes[byte] = find(ids, spelling).value_or(unknown);
        bytes[byte + 256] = find(ids, spelling + std::string(kWordEnd)).value_or(unknown);
    }
    BytePairs pairs(bytes);
    for (const auto& [left, right] : lines.value()) {
        const std::string first(left);
        const std::string second(right);
        const auto ids_of_both = std::pair(find(ids, first), find(ids, second));
        const auto whole = find(ids, first + second);
        if (!ids_of_both.first || !ids_of_both.second || !whole) {
            const std::string missing = !ids_of_both.first    ? first
                                        : !ids_of_both.second ? second
                                                              : first + second;
            return corrupt(file_name, "merges of tokens in the vocabulary were expected, but " +
                                          inQuotes(missing) + " is not there");
        }
        pairs.add(*ids_of_both.first, *ids_of_both.second, *whole);
    }
    return pairs;
}

}  // namespace engine
