#include "app/cli/arguments.h"

#include <algorithm>
#include <charconv>

#include "engine/files/in_quotes.h"

namespace cli {
namespace {

constexpr std::string_view kText = "TEXT";  ///< a value that may be empty

using engine::Error;
using engine::ErrorCode;
using engine::inQuotes;

Error bad(const std::string& sentence) {
    return {ErrorCode::InvalidRequest, sentence};
}

std::string listOf(std::span<const Option> options) {
    std::string list;
    for (const Option& option : options) list += (list.empty() ? "" : ", ") + std::string(option.name);
    return list;
}

bool looksLikeOption(const std::string& word) {
    return word.size() > 1 && word[0] == '-';
}

/// The whole of `text` as a number; nothing when something is left over or it does not fit the type.
template <typename T>
std::optional<T> parsed(const std::string& text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string shortText(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

}  // namespace

engine::Result<Arguments> Arguments::parse(std::span<const std::string> words,
                                           std::span<const Option> options) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--") {
            arguments.inputs_.insert(arguments.inputs_.end(), words.begin() + i + 1, words.end());
            break;
        }
        if (!looksLikeOption(words[i])) {
            arguments.inputs_.push_back(words[i]);
            continue;
        }
        const std::size_t equals = words[i].starts_with("--") ? words[i].find('=') : std::string::npos;
        const std::string name = words[i].substr(0, equals);
        const auto known =
            std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.name == name; });
        if (known == options.end()) {
            return bad("An option of this command was expected (" + listOf(options) + "), found " +
                       inQuotes(name) + "; see --help.");
        }
        const bool takes_value = !known->value.empty();
        std::string value;
        if (takes_value && equals == std::string::npos) {
            if (i + 1 == words.size() || words[i + 1].starts_with("--")) {
                return bad(name + " was expected to be followed by " + std::string(known->value) +
                           ", found " + (i + 1 == words.size() ? "nothing" : inQuotes(words[i + 1])) +
                           "; add it.");
            }
            value = words[++i];
        } else if (equals != std::string::npos) {
            value = words[i].substr(equals + 1);
            if (!takes_value)
                return bad(name + " was expected to stand alone, found a value; leave out " +
                           inQuotes("=" + value) + ".");
        }
        if (takes_value && value.empty() && known->value != kText) {
            return bad(name + " was expected to be followed by " + std::string(known->value) +
                       ", found an empty word; fill it in.");
        }
        std::vector<std::string>& values = arguments.values_[name];
        if (!values.empty() && !known->repeats)
            return bad(name + " was expected once, found twice; keep one.");
        values.push_back(value);
    }
    return arguments;
}

std::string Arguments::text(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string() : found->second.front();
}

std::vector<std::string> Arguments::texts(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>() : found->second;
}

void OptionReader::fail(std::string_view name, const std::string& expected) {
    if (error_) return;
    error_ = bad(std::string(name) + " was expected to be " + expected + ", found " +
                 inQuotes(arguments_.text(name)) + "; correct it.");
}

void OptionReader::number(std::string_view name, double min, double max, float& into) {
    double value = into;
    number(name, min, max, value);
    into = static_cast<float>(value);
}

void OptionReader::number(std::string_view name, double min, double max, double& into) {
    if (!arguments_.has(name)) return;
    const std::optional<double> value = parsed<double>(arguments_.text(name));
    if (value && *value >= min && *value <= max) {
        into = *value;
    } else {
        fail(name, "a number from " + shortText(min) + " to " + shortText(max));
    }
}

void OptionReader::whole(std::string_view name, int min, int max, int& into) {
    if (!arguments_.has(name)) return;
    const std::optional<int> value = parsed<int>(arguments_.text(name));
    if (value && *value >= min && *value <= max) {
        into = *value;
    } else {
        fail(name, "a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    }
}

void OptionReader::seed(std::string_view name, std::uint64_t& into) {
    if (!arguments_.has(name)) return;
    if (const auto value = parsed<std::uint64_t>(arguments_.text(name))) {
        into = *value;
    } else {
        fail(name, "a whole number from 0 to 18446744073709551615");
    }
}

void OptionReader::text(std::string_view name, std::string& into) {
    if (arguments_.has(name)) into = arguments_.text(name);
}

}  // namespace cli
