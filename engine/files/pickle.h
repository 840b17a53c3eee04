#pragma once

#include <string>

#include "engine/api/error.h"

namespace engine {

/// Whether a file is one that Python pickled, by the end of its name or by how it begins.
bool isPickle(const std::string& path);

/// Why such a file is not opened, and the way out.
Error pickleRefused(const std::string& path);

}  // namespace engine
