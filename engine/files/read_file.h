#pragma once

#include <cstddef>
#include <string>

#include "engine/api/error.h"

namespace engine {

/// The bytes of a small file. Errors: those of RegularFile::open, ModelCorrupt when it is larger than `most`
/// bytes.
Result<std::string> readFile(const std::string& path, std::size_t most);

}  // namespace engine
