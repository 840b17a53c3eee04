#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// A token that is found in the text as it is spelled, before words are looked at: special tokens and
/// placeholders.
struct AddedToken {
    std::string text;  ///< valid UTF-8
    std::int64_t id = 0;
    /// Found in the text as it was typed; otherwise in composed lower case, so that <|ENDOFTEXT|> is found
    /// too.
    bool as_typed = false;
};

/// A set of added tokens, looked for together: at each place the longest one counts.
class AddedTokens {
public:
    void add(AddedToken token);

    /// Whether `text`, valid UTF-8, is found as one token by now.
    bool has(std::string_view text) const;

    /// Calls `token` for every token that was found and `text` for what lies between them, in order; `text`
    /// gets composed lower case. `typed` is valid UTF-8.
    void split(std::string_view typed, const std::function<void(std::int64_t)>& token,
               const std::function<void(std::string_view)>& text) const;

private:
    std::vector<AddedToken> as_typed_;
    std::vector<AddedToken> in_lower_case_;  // their texts are in composed lower case
};

}  // namespace engine
