#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace engine {

/// JSON from outside, or what is wrong with it as a part of a sentence: "… was expected, but …".
struct StrictJson {
    nlohmann::json value;
    std::string objection;  ///< empty: `value` is what the text says
};

/// Values nest at most this deep: recursion over them is bounded.
inline constexpr int kDeepestJson = 32;

/// Reads a text of any bytes. Objects to what the library itself lets pass: depth without end, keys that come
/// twice, numbers beyond a double, zero bytes, and more than a million values, which would take hundreds of
/// times the text's own memory.
StrictJson parseStrictJson(std::string_view text);

}  // namespace engine
