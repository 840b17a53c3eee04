#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "engine/api/error.h"

namespace engine {

/// Writes `parts` one after the other. The file appears under its name complete and on the disk, or not at
/// all; a file that was there before is replaced at that moment. Errors: FileUnwritable.
Result<Done> writeFile(const std::string& path, std::span<const std::span<const std::byte>> parts);

}  // namespace engine
