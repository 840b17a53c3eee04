#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/files/safetensors.h"

namespace engine {

/// One tensor as the header describes it; nothing is checked against the file's size yet.
struct HeaderEntry {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;  ///< offsets into the bytes behind the header
    std::uint64_t end = 0;
};

/// The JSON at the start of a safetensors file, as values.
struct SafetensorsHeader {
    std::vector<HeaderEntry> entries;  ///< in the file's order; names may repeat
    TensorMetadata metadata;
};

/// Why a file is not usable: "<what> was expected …, but …", to be completed with the file's name.
struct Objection {
    std::string text;
};

/// Reads the header in one pass without building a tree, so memory is in proportion to what is accepted, and
/// nesting costs nothing.
std::variant<SafetensorsHeader, Objection> parseSafetensorsHeader(std::string_view json);

}  // namespace engine
