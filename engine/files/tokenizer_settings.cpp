#include "engine/files/tokenizer_settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/files/in_quotes.h"
#include "engine/files/model_folder.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestToken = 256;
constexpr std::size_t kMostAdded = 10'000;
constexpr std::int64_t kLargestId = 10'000'000;
constexpr std::int64_t kLongestText = 1024;

Error unfit(const std::string& file, std::string_view key, const std::string& expected) {
    return {ErrorCode::ModelCorrupt, inQuotes(file) + " is not usable: " + inQuotes(key) +
                                         " was expected to be " + expected +
                                         "; install the model again or correct the file."};
}

/// One of the files, with its name for errors; an empty object where there is none.
struct SettingsFile {
    std::string name;
    json settings = json::object();
};

Result<SettingsFile> parse(const std::optional<std::string>& text, std::string_view folder,
                           const char* file_name) {
    SettingsFile file{std::string(folder) + "/" + file_name};
    if (!text) return file;
    // Has all the objections to broken, deep and repeating JSON; what it accepts can be parsed.
    if (const auto checked = parseModelConfig(*text, file.name); !checked) return checked.error();
    file.settings = json::parse(*text, nullptr, false);
    if (!file.settings.is_object()) return unfit(file.name, "the file", "one object in plain JSON");
    return file;
}

bool isToken(const json& value) {
    return value.is_string() && !value.get_ref<const std::string&>().empty() &&
           value.get_ref<const std::string&>().size() <= kLongestToken;
}

/// A token as "text" or as {"content": "text", "normalized": true}.
Result<SpecialToken> tokenOf(const json& value, const std::string& file, std::string_view key) {
    if (isToken(value)) return SpecialToken{value.get<std::string>(), true};
    if (value.is_object() && value.contains("content") && isToken(value["content"])) {
        const json normalized = value.value("normalized", json(true));
        if (normalized.is_boolean())
            return SpecialToken{value["content"].get<std::string>(), !normalized.get<bool>()};
    }
    return unfit(file, key, "a token of 1 to 256 bytes, as text or as an object with \"content\"");
}

Result<std::size_t> maxLengthOf(const SettingsFile& file) {
    const auto place = file.settings.find("model_max_length");
    constexpr std::size_t kClips = 77;
    if (place == file.settings.end() || place->is_null()) return kClips;
    if (!place->is_number() || place->get<double>() < 3) {
        return unfit(file.name, "model_max_length", "a number from 3");
    }
    // transformers writes 1e30 for "no limit", but the network has one.
    return place->get<double>() > kLongestText ? kClips : static_cast<std::size_t>(place->get<double>());
}

Result<std::vector<AddedToken>> addedTokensOf(const SettingsFile& file) {
    std::vector<AddedToken> added;
    if (file.settings.size() > kMostAdded) return unfit(file.name, "the file", "at most 10000 tokens");
    for (const auto& [text, id] : file.settings.items()) {
        if (!isToken(json(text)) || !id.is_number_unsigned() || id.get<std::uint64_t>() > kLargestId) {
            return unfit(file.name, text, "a token of 1 to 256 bytes with an id from 0 to 10000000");
        }
        added.push_back({text, id.get<std::int64_t>(), false});
    }
    return added;
}

/// The newer form, in tokenizer_config.json: {"49408": {"content": "<person>", "normalized": true}}.
Result<std::vector<AddedToken>> decoderOf(const SettingsFile& file) {
    std::vector<AddedToken> added;
    const auto decoder = file.settings.find("added_tokens_decoder");
    if (decoder == file.settings.end() || decoder->is_null()) return added;
    if (!decoder->is_object() || decoder->size() > kMostAdded) {
        return unfit(file.name, "added_tokens_decoder", "an object of at most 10000 tokens");
    }
    for (const auto& [key, value] : decoder->items()) {
        std::int64_t id = -1;
        const auto end = std::from_chars(key.data(), key.data() + key.size(), id);
        if (end.ec != std::errc() || end.ptr != key.data() + key.size() || id < 0 || id > kLargestId) {
            return unfit(file.name, key, "an id from 0 to 10000000");
        }
        const Result<SpecialToken> token = tokenOf(value, file.name, key);
        if (!token) return token.error();
        added.push_back({token.value().text, id, token.value().as_typed});
    }
    return added;
}

struct Role {
    const char* key;
    SpecialToken* token;
};

using Roles = std::array<Role, 4>;

std::optional<Error> readRoles(const SettingsFile& file, const Roles& roles) {
    for (const Role& role : roles) {
        const auto place = file.settings.find(role.key);
        if (place == file.settings.end() || place->is_null()) continue;
        Result<SpecialToken> token = tokenOf(*place, file.name, role.key);
        if (!token) return token.error();
        *role.token = std::move(token).value();
    }
    return std::nullopt;
}

/// A token that any role spells as plain text is found as typed, whatever the others say, unless the decoder
/// says otherwise: that is what transformers makes of it.
void agree(const Roles& roles, const std::vector<AddedToken>& decoder) {
    for (const Role& role : roles) {
        for (const Role& other : roles) {
            if (other.token->text == role.token->text) role.token->as_typed |= other.token->as_typed;
        }
    }
    for (const Role& role : roles) {
        for (const AddedToken& said : decoder) {
            if (said.text == role.token->text) role.token->as_typed = said.as_typed;
        }
    }
}

/// Both lists by id, without what is in the first already or has a role.
std::vector<AddedToken> merged(std::vector<AddedToken> added, const std::vector<AddedToken>& more,
                               const Roles& roles) {
    const auto is_in = [](const auto& list, const std::string& text) {
        return std::any_of(list.begin(), list.end(), [&](const auto& other) { return other.text == text; });
    };
    for (const AddedToken& token : more) {
        if (!is_in(added, token.text)) added.push_back(token);
    }
    const auto has_role = [&](const AddedToken& token) {
        return std::any_of(roles.begin(), roles.end(),
                           [&](const Role& role) { return role.token->text == token.text; });
    };
    added.erase(std::remove_if(added.begin(), added.end(), has_role), added.end());
    std::sort(added.begin(), added.end(),
              [](const AddedToken& a, const AddedToken& b) { return a.id < b.id; });
    return added;
}

}  // namespace

Result<TokenizerSettings> parseTokenizerSettings(const TokenizerSettingsText& text, std::string_view folder) {
    const auto config = parse(text.tokenizer_config, folder, "tokenizer_config.json");
    if (!config) return config.error();
    const auto map = parse(text.special_tokens_map, folder, "special_tokens_map.json");
    if (!map) return map.error();
    const auto added_file = parse(text.added_tokens, folder, "added_tokens.json");
    if (!added_file) return added_file.error();
    const auto max_length = maxLengthOf(config.value());
    if (!max_length) return max_length.error();
    auto decoder = decoderOf(config.value());
    if (!decoder) return decoder.error();
    auto added = addedTokensOf(added_file.value());
    if (!added) return added.error();

    TokenizerSettings settings;
    settings.max_length = max_length.value();
    settings.unknown.text.clear();
    settings.pad.text.clear();
    const Roles roles = {{{"bos_token", &settings.begin},
                          {"eos_token", &settings.end},
                          {"unk_token", &settings.unknown},
                          {"pad_token", &settings.pad}}};
    for (const auto* file : {&config.value(), &map.value()}) {
        if (auto error = readRoles(*file, roles)) return *error;
    }
    for (SpecialToken* token : {&settings.unknown, &settings.pad}) {
        if (token->text.empty()) *token = {settings.end.text, true};
    }
    agree(roles, decoder.value());
    settings.added = merged(std::move(decoder).value(), added.value(), roles);
    return settings;
}

}  // namespace engine
