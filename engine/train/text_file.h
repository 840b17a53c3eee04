#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "engine/files/write_file.h"

namespace engine {

/// Writes a small file, complete or not at all, and the folders above it. Errors: FileUnwritable.
inline Result<Done> writeText(const std::string& path, const std::string& text) {
    std::error_code failed;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(),
                                        failed);  // else writing says
    const auto bytes = std::as_bytes(std::span(text));
    return writeFile(path, std::span(&bytes, 1));
}

}  // namespace engine
