#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

/// What Unicode says a character is, as far as the words of a prompt depend on it.
enum class CharacterKind : std::uint8_t { Space, Letter, Number, Other };

/// The character at the start of a text and the bytes it takes there.
struct Character {
    char32_t code;
    std::size_t bytes;
};

/// Any bytes as valid UTF-8: U+FFFD for every longest part that is not, as Python's errors="replace" has it.
std::string wellFormed(std::string_view text);

/// Canonical composition (NFC), then lower case character by character (no final sigma, İ becomes i̇).
/// `text` is valid UTF-8 of less than 2^31 bytes.
std::string composedLowerCase(std::string_view text);

/// `text` is valid UTF-8 and not empty.
Character firstCharacter(std::string_view text);

CharacterKind kindOf(char32_t code);

}  // namespace engine
