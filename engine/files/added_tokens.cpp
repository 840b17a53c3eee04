#include "engine/files/added_tokens.h"

#include <algorithm>
#include <utility>

#include "engine/files/unicode_text.h"

namespace engine {
namespace {

using Tokens = std::vector<AddedToken>;

/// The longest token that `text` starts with; null when there is none.
const AddedToken* tokenAt(std::string_view text, const Tokens& tokens) {
    const AddedToken* longest = nullptr;
    for (const AddedToken& token : tokens) {
        if (text.starts_with(token.text) && (!longest || token.text.size() > longest->text.size()))
            longest = &token;
    }
    return longest;
}

template <typename Token, typename Text>
void cut(std::string_view text, const Tokens& tokens, const Token& on_token, const Text& on_text) {
    std::string first_bytes;
    for (const AddedToken& token : tokens) first_bytes += token.text.front();
    std::size_t begin = 0;
    std::size_t at = text.find_first_of(first_bytes);
    while (at != std::string_view::npos) {
        const AddedToken* token = tokenAt(text.substr(at), tokens);
        if (token) {
            if (at > begin) on_text(text.substr(begin, at - begin));
            on_token(token->id);
            begin = at + token->text.size();
        }
        at = text.find_first_of(first_bytes, token ? begin : at + 1);
    }
    if (begin < text.size()) on_text(text.substr(begin));
}

}  // namespace

void AddedTokens::add(AddedToken token) {
    if (!token.as_typed) token.text = composedLowerCase(token.text);
    (token.as_typed ? as_typed_ : in_lower_case_).push_back(std::move(token));
}

bool AddedTokens::has(std::string_view text) const {
    const auto is_in = [](const Tokens& tokens, std::string_view spelled) {
        return std::any_of(tokens.begin(), tokens.end(),
                           [&](const AddedToken& token) { return token.text == spelled; });
    };
    return is_in(as_typed_, text) || is_in(in_lower_case_, composedLowerCase(text));
}

void AddedTokens::split(std::string_view typed, const std::function<void(std::int64_t)>& token,
                        const std::function<void(std::string_view)>& text) const {
    cut(typed, as_typed_, token,
        [&](std::string_view between) { cut(composedLowerCase(between), in_lower_case_, token, text); });
}

}  // namespace engine
