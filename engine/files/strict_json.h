#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace engine {

/// Values nest at most this deep: recursion over them is bounded.
inline constexpr int kDeepestJson = 32;

/// Reads a text of any bytes. Objects to what the library itself lets pass: depth without end, keys that come
/// twice, numbers beyond a double, zero bytes, and more than a million values, which would take hundreds of
/// times the text's own memory. `objection` is then a part of a sentence: "… was expected, but …"; empty: the
/// value is what the text says.
nlohmann::json parseStrictJson(std::string_view text, std::string& objection);

}  // namespace engine
