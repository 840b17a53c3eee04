#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/api/error.h"
#include "engine/files/byte_pairs.h"

namespace engine {

/// The tokens of a vocabulary by their spelling: bytes are spelled with GPT-2's printable characters, and
/// "</w>" marks the end of a word. The ids are 0…size−1, each once.
using TokenIds = std::unordered_map<std::string, std::int64_t>;

/// Reads vocab.json, one object of at most 1 000 000 tokens. `file_name` appears in errors only. Errors:
/// ModelCorrupt.
Result<TokenIds> parseVocabulary(std::string_view json, std::string_view file_name);

/// CLIP's vocabulary as it follows from the merges: 256 bytes, 256 bytes at the end of a word, one token per
/// merge, <|startoftext|>, <|endoftext|>. Errors: ModelCorrupt.
Result<TokenIds> vocabularyOfMerges(std::string_view merges, std::string_view file_name);

/// Reads merges.txt, at most 1 000 000 lines of two tokens each, behind a first line "#version…" that may be
/// missing. Bytes that `ids` does not spell become `unknown`. Errors: ModelCorrupt (a line of another form,
/// tokens or results that are not in the vocabulary).
Result<BytePairs> parseMerges(std::string_view merges, const TokenIds& ids, std::int64_t unknown,
                              std::string_view file_name);

}  // namespace engine
