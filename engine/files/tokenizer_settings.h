#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/error.h"
#include "engine/files/added_tokens.h"

namespace engine {

/// The small JSON files of a tokenizer folder; nothing where there is no such file.
struct TokenizerSettingsText {
    std::optional<std::string> tokenizer_config;    ///< tokenizer_config.json
    std::optional<std::string> special_tokens_map;  ///< special_tokens_map.json
    std::optional<std::string> added_tokens;        ///< added_tokens.json
};

/// A special token by its spelling; its id stands in the vocabulary.
struct SpecialToken {
    std::string text;
    bool as_typed = true;  ///< see AddedToken
};

/// Which tokens of a vocabulary have a meaning of their own.
struct TokenizerSettings {
    SpecialToken begin{"<|startoftext|>"};
    SpecialToken end{"<|endoftext|>"};
    SpecialToken unknown{"<|endoftext|>"};
    SpecialToken pad{"<|endoftext|>"};
    std::vector<AddedToken> added;  ///< beside those four, by id, which may lie behind the vocabulary
    std::size_t max_length = 77;    ///< ids of a text with begin and end, 3…1024
};

/// Reads what is there and takes CLIP's own for the rest; a padding that is not said is the end token. Where
/// files contradict each other, special_tokens_map.json counts, as in transformers. `folder` appears in
/// errors only. Errors: ModelCorrupt.
Result<TokenizerSettings> parseTokenizerSettings(const TokenizerSettingsText& text, std::string_view folder);

}  // namespace engine
