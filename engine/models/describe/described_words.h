#pragma once

#include <string>
#include <vector>

#include "engine/api/error.h"
#include "engine/api/reading.h"
#include "engine/files/lexicon.h"

namespace engine {

/// A prompt as the starter model understands it.
struct DescribedWords {
    /// An expression that the face is to have; 1: as usual, less for "slightly", more for "very".
    struct Expression {
        std::string name;
        double amount = 1;
    };
    std::vector<int> concepts;  ///< for the network, which knows nothing of what follows
    std::vector<Expression> expressions;
    double out_of_focus = 0;  ///< how far the background is to be, as an expression's amount
    bool no_glasses = false;  ///< glasses are to be taken off
    /// How far around the face the words reach: 1 its square (lips, eyes, brows, glasses), more for hair and
    /// skin; 0 the whole photo (clothes, background, light).
    double reach = 0;
    /// The parts that all the concepts are about, each once; empty when some are about the whole picture.
    std::vector<Part> parts;
    bool names_place =
        false;  ///< a part of a portrait, its background, the picture, or a face's expression or glasses
};

/// Errors: InvalidRequest, when there is not one word that the lexicon knows.
Result<DescribedWords> understood(const Lexicon& lexicon, const std::string& prompt);

}  // namespace engine
