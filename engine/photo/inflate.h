#pragma once

#include <cstdint>
#include <vector>

namespace engine {

/// The first `size` bytes of what a zlib stream (RFC 1950) holds; empty when it holds fewer or is damaged.
std::vector<std::uint8_t> inflated(const std::vector<std::uint8_t>& stream, std::uint32_t size);

}  // namespace engine
