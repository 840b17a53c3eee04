#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// A part of a prompt that counts with one weight, or the place where the prompt starts a new chunk.
struct PromptPiece {
    std::string text;     ///< without the brackets and the numbers that made the weight; "" at a break
    float weight = 1;     ///< −10…10
    bool breaks = false;  ///< stands for BREAK

    bool operator==(const PromptPiece&) const = default;
};

/// Reads the grammar of weights. Every text is a prompt:
///   (text)      counts 1.1 times as much, ((text)) 1.21 times
///   (text:1.3)  counts 1.3 times as much; the number is digits with at most one dot and a sign, limited to
///               −10…10. "nan", "1e9" and "1.2.3" are text inside plain brackets
///   [text]      counts 1.1 times less
///   \( \) \[ \] stand for the bracket itself; every other backslash for itself
///   BREAK       as a word of its own: what follows starts a new chunk
/// A bracket without its partner is text; "[" that is open where ")" closes an outer bracket has none, and
/// the other way round. Weights inside each other multiply, within −10…10 at each step. Neighbours of the
/// same weight are one piece, so that a prompt without weights and breaks is one piece, unchanged. Takes time
/// proportional to the text.
std::vector<PromptPiece> parsePrompt(std::string_view prompt);

}  // namespace engine
