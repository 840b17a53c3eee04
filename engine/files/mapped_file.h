#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "engine/api/error.h"

namespace engine {

/// A file's bytes as memory, read from disk when they are looked at. They stay valid as long as this lives;
/// whoever shortens the file meanwhile kills the program, so only files that nobody rewrites in place are
/// mapped.
class MappedFile {
public:
    /// Errors: those of RegularFile::open, FileUnreadable when the system cannot map it.
    static Result<std::shared_ptr<const MappedFile>> open(const std::string& path);

    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    std::span<const std::byte> bytes() const { return bytes_; }
    /// `part` of the bytes will not be needed soon: its memory goes back to the system, and is read from disk
    /// again when it is looked at.
    void release(std::span<const std::byte> part) const;

private:
    explicit MappedFile(std::span<const std::byte> bytes) : bytes_(bytes) {}

    std::span<const std::byte> bytes_;
};

}  // namespace engine
