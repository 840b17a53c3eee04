#pragma once

#include <string>

#include "engine/api/error.h"

namespace engine {

/// What the structure-style network is worth on held-out people, at its own size, as one JSON object: overlap
/// of the masks with the set's labels, how well structure and style give the picture again, what another
/// style of one region changes elsewhere; all of it per skin-tone group too. `component`: its folder.
Result<std::string> styleFigures(const std::string& data, const std::string& component, int threads);

}  // namespace engine
