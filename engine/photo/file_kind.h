#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace engine {

/// A kind of file as its first bytes tell it; a suffix may lie.
struct FileKind {
    /// OpenImageIO's name of the reader ("jpeg", "png", "tiff", "webp", "raw"); empty: not one that is read
    /// here.
    std::string reader;
    /// What the file is, for sentences ("a GIF picture"); empty when the bytes say nothing.
    std::string name;
};

/// `head`: the first bytes of the file, 4096 if it has so many. TIFF files with a camera's raw picture inside
/// are told from plain ones by their first directory (TIFF 6.0, DNG 1.6), or else by `path`'s suffix.
FileKind fileKind(std::span<const std::uint8_t> head, const std::filesystem::path& path);

}  // namespace engine
