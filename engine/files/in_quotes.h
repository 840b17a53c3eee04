#pragma once

#include <string>
#include <string_view>

namespace engine {

/// Text from outside as it may stand in a sentence: in quotes, control characters and broken UTF-8 replaced
/// by
/// '?', the middle left out where it is long.
std::string inQuotes(std::string_view text);

}  // namespace engine
