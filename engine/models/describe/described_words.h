#pragma once

#include <string>
#include <vector>

#include "engine/api/error.h"
#include "engine/files/lexicon.h"

namespace engine {

/// A prompt as the starter model understands it.
struct DescribedWords {
    std::vector<int> concepts;
    /// How far around the face the words reach: 1 its square (lips, eyes, brows), more for hair and skin; 0
    /// the whole photo (clothes, background, light).
    double reach = 0;
    bool names_place = false;  ///< a part of a portrait, its background, or the picture
};

/// Errors: InvalidRequest, when there is not one word that the lexicon knows.
Result<DescribedWords> understood(const Lexicon& lexicon, const std::string& prompt);

}  // namespace engine
