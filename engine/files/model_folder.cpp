#include "engine/files/model_folder.h"

#include <algorithm>
#include <utility>

#include "engine/files/in_quotes.h"
#include "engine/files/read_file.h"
#include "engine/files/strict_json.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr std::size_t kLargestFile = std::size_t{1} << 20;
constexpr std::size_t kLongestList = 64;
constexpr std::size_t kLongestExcerpt = 80;

Error corrupt(const std::string& file_name, const std::string& objection) {
    return {ErrorCode::ModelCorrupt, inQuotes(file_name) + " is not usable: " + objection +
                                         "; install the model again or correct the file."};
}

/// A value as it may stand in a sentence. Only called for what kDeepestJson lets through, so recursion is
/// bounded.
std::string excerpt(const json& value) {
    std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
    if (text.size() > kLongestExcerpt) return "a longer " + std::string(value.type_name());
    return text;
}

bool isWholeWithin(const json& value, std::int64_t min, std::int64_t max) {
    if (!value.is_number_integer()) return false;
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
        return false;
    const auto number = value.get<std::int64_t>();
    return number >= min && number <= max;
}

template <typename Fits>
bool isListOf(const json& value, Fits fits, std::size_t longest = kLongestList) {
    return value.is_array() && !value.empty() && value.size() <= longest &&
           std::all_of(value.begin(), value.end(), fits);
}

/// The text with Python's Infinity replaced by a large number of the same length: byte positions in errors
/// stay right.
std::string withoutInfinity(std::string_view text) {
    constexpr std::string_view kInfinity = "Infinity", kLargest = "1.7e+308";
    std::string plain(text);
    bool quoted = false;
    for (std::size_t at = 0; at < plain.size(); ++at) {
        if (plain[at] == '"') quoted = !quoted;
        if (quoted && plain[at] == '\\') ++at;
        if (!quoted && text.substr(at).starts_with(kInfinity)) plain.replace(at, kLargest.size(), kLargest);
    }
    return plain;
}

std::string limits(std::int64_t min, std::int64_t max) {
    return "from " + std::to_string(min) + " to " + std::to_string(max);
}

}  // namespace

ModelConfig::ModelConfig(std::string file_name, std::shared_ptr<const json> settings)
    : file_name_(std::move(file_name)), settings_(std::move(settings)) {
    if (const json* name = find("_class_name"); name && name->is_string())
        class_name_ = name->get<std::string>();
}

const json* ModelConfig::find(std::string_view key) const {
    const auto place = settings_->find(key);
    return place == settings_->end() ? nullptr : &*place;
}

bool ModelConfig::has(std::string_view key) const {
    return find(key) != nullptr;
}

bool ModelConfig::isSet(std::string_view key) const {
    const json* value = find(key);
    return value && !value->is_null();
}

bool ModelConfig::isList(std::string_view key) const {
    const json* value = find(key);
    return value && value->is_array();
}

bool ModelConfig::isEmptyList(std::string_view key) const {
    return isList(key) && find(key)->empty();
}

Error ModelConfig::unfit(std::string_view key, std::string_view expected) const {
    const json* value = find(key);
    return corrupt(file_name_, inQuotes(key) + " was expected to be " + std::string(expected) + ", but " +
                                   (value ? excerpt(*value) + " was found" : "it is not there"));
}

Result<std::int64_t> ModelConfig::integer(std::string_view key, std::int64_t min, std::int64_t max) const {
    const json* value = find(key);
    if (!value || !isWholeWithin(*value, min, max)) return unfit(key, "a whole number " + limits(min, max));
    return value->get<std::int64_t>();
}

Result<double> ModelConfig::number(std::string_view key, double min, double max) const {
    const json* value = find(key);
    if (value && value->is_number()) {
        const auto number = value->get<double>();
        if (number >= min && number <= max) return number;
    }
    return unfit(key, "a number from " + json(min).dump() + " to " + json(max).dump());
}

Result<std::vector<std::int64_t>> ModelConfig::integers(std::string_view key, std::int64_t min,
                                                        std::int64_t max) const {
    const json* value = find(key);
    if (!value || !isListOf(*value, [&](const json& item) { return isWholeWithin(item, min, max); })) {
        return unfit(key, "a list of 1 to 64 whole numbers " + limits(min, max));
    }
    return value->get<std::vector<std::int64_t>>();
}

Result<std::vector<double>> ModelConfig::numbers(std::string_view key, std::size_t longest) const {
    const json* value = find(key);
    if (!value || !isListOf(
                      *value, [](const json& item) { return item.is_number(); }, longest)) {
        return unfit(key, "a list of 1 to " + std::to_string(longest) + " numbers");
    }
    return value->get<std::vector<double>>();
}

Result<std::string> ModelConfig::text(std::string_view key) const {
    const json* value = find(key);
    if (!value || !value->is_string()) return unfit(key, "text");
    return value->get<std::string>();
}

Result<std::vector<std::string>> ModelConfig::texts(std::string_view key) const {
    const json* value = find(key);
    if (!value || !isListOf(*value, [](const json& item) { return item.is_string(); }))
        return unfit(key, "a list of 1 to 64 texts");
    return value->get<std::vector<std::string>>();
}

Result<bool> ModelConfig::flag(std::string_view key) const {
    const json* value = find(key);
    if (!value || !value->is_boolean()) return unfit(key, "true or false");
    return value->get<bool>();
}

Result<ModelConfig> parseModelConfig(std::string_view text, std::string_view file_name) {
    const std::string name(file_name);
    if (text.empty()) return corrupt(name, "settings in JSON were expected, but the file is empty");
    std::string objection;
    json settings = parseStrictJson(withoutInfinity(text), objection);
    if (!objection.empty()) return corrupt(name, objection);
    if (!settings.is_object()) {
        return corrupt(name, "one JSON object was expected, but " + excerpt(settings) + " was found");
    }
    return ModelConfig(name, std::make_shared<const json>(std::move(settings)));
}

Result<ModelConfig> readModelConfig(const std::string& path) {
    const Result<std::string> text = readFile(path, kLargestFile);
    if (!text) return text.error();
    return parseModelConfig(text.value(), path);
}

}  // namespace engine
