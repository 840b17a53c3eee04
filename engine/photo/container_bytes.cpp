#include "engine/photo/container_bytes.h"

#include <algorithm>

namespace engine {

std::uint64_t numberAt(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t count, bool little) {
    if (at > bytes.size() || count > bytes.size() - at) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | bytes[at + (little ? count - 1 - i : i)];
    return value;
}

void appendNumber(std::vector<std::uint8_t>& out, std::uint64_t value, std::size_t count, bool little) {
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(static_cast<std::uint8_t>(value >> (8 * (little ? i : count - 1 - i))));
    }
}

void appendBytes(std::vector<std::uint8_t>& out, std::span<const std::uint8_t> bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void appendText(std::vector<std::uint8_t>& out, std::string_view text) {
    out.insert(out.end(), text.begin(), text.end());
}

bool hasText(std::span<const std::uint8_t> bytes, std::size_t at, std::string_view text) {
    return at <= bytes.size() && text.size() <= bytes.size() - at &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

std::uint32_t pngChecksum(std::span<const std::uint8_t> bytes) {
    std::uint32_t remainder = ~0u;
    for (const std::uint8_t byte : bytes) {
        remainder ^= byte;
        for (int bit = 0; bit < 8; ++bit) remainder = remainder >> 1 ^ (remainder & 1 ? 0xEDB88320u : 0);
    }
    return ~remainder;
}

}  // namespace engine
