#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace engine {

/// The whole number of `count` bytes at `at`; 0 where the bytes end before it.
std::uint64_t numberAt(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t count, bool little);

void appendNumber(std::vector<std::uint8_t>& out, std::uint64_t value, std::size_t count, bool little);
void appendBytes(std::vector<std::uint8_t>& out, std::span<const std::uint8_t> bytes);
void appendText(std::vector<std::uint8_t>& out, std::string_view text);

/// True when `bytes` has `text` at `at`.
bool hasText(std::span<const std::uint8_t> bytes, std::size_t at, std::string_view text);

/// The check sum at the end of a PNG chunk, over its name and body (PNG 1.2, annex D).
std::uint32_t pngChecksum(std::span<const std::uint8_t> bytes);

}  // namespace engine
