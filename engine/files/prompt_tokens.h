#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/api/error.h"
#include "engine/files/clip_tokenizer.h"

namespace engine {

/// What the text encoder reads at once: begin, up to 75 ids, end, padding. Both lists have the tokenizer's
/// maxLength().
struct TokenChunk {
    std::vector<std::int64_t> ids;
    std::vector<float> weights;  ///< 1 at begin, end and padding
};

/// The ids of a text that is no prompt with weights: brackets are text. What does not fit is cut off, as
/// diffusers' pipelines do.
std::vector<std::int64_t> encodePlain(const ClipTokenizer& tokenizer, std::string_view text);

/// The ids of a prompt with weights (see parsePrompt), in at least one and at most 32 chunks; each BREAK
/// closes one, even an empty one, and so does each that is full. A prompt without weights that fits into one
/// chunk gives what encodePlain gives. Errors: InvalidRequest (more than 32 chunks).
Result<std::vector<TokenChunk>> tokenChunks(const ClipTokenizer& tokenizer, std::string_view prompt);

}  // namespace engine
