#pragma once

#include <string>
#include <vector>

#include "engine/models/expressions/expressions.h"
#include "engine/train/portrait_set.h"

namespace engine {

/// What a fit of expressions found.
struct ExpressionFit {
    Expressions expressions;
    int pairs = 0;  ///< of pictures of one person
    double explained =
        0;  ///< share of the movement between the pictures of a person left out of the fit, 0…1
};

/// Fits how a face moves when its mouth widens: least squares over all pairs of pictures of one person, whose
/// other differences (opening of the mouth, turn of the head) stand beside it as explanations of their own,
/// so that a smile neither opens the lips nor turns the head. Both halves of a face count alike. Errors:
/// InvalidRequest (fewer than `kFewestPairs` pairs).
Result<ExpressionFit> fitExpressions(const std::vector<Portrait>& portraits);
inline constexpr int kFewestPairs = 8;

/// fitExpressions() over the training side of the set in `data`, written to the folder `component`; prints
/// what was found.
Result<Done> trainExpressions(const std::string& data, const std::string& component);

}  // namespace engine
