#pragma once

#include <cstdint>

#include "engine/files/unicode_text.h"

namespace engine {

/// Characters of Unicode 15.1 and 16 (and the capitals of 17), which ICU knows or not depending on its
/// version.
struct NewerCharacters {
    char32_t first;
    char32_t last;
    CharacterKind kind;
    std::int32_t to_lower_case;  ///< what a code must be raised by
};

/// The row that holds `code`; null when there is none.
const NewerCharacters* newerCharacters(char32_t code);

}  // namespace engine
