#pragma once

#include <cstdint>

namespace ui {

/// Bytes that programs can still take on this machine without anything being swapped out; 0: not known.
std::uint64_t freeMemory();

}  // namespace ui
