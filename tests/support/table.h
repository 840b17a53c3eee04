#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace test {

/// The rows below the heading of a gzipped table with columns split by tabs. `path`: below
/// tests/fixtures/golden. Throws std::runtime_error.
std::vector<std::vector<std::string>> goldenTable(const std::string& path);

/// "320x4x3x3" → its four numbers.
std::vector<std::int64_t> sidesIn(const std::string& text);

}  // namespace test
