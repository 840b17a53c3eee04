#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "engine/api/error.h"

namespace engine {

/// An ordinary file opened for reading; devices, pipes and folders are turned away. Closes itself.
class RegularFile {
public:
    /// `path` is UTF-8. Errors: ModelMissing (no such file), FileUnreadable (no permission, not a file).
    static Result<RegularFile> open(const std::string& path);

    RegularFile(RegularFile&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}
    RegularFile& operator=(RegularFile&&) = delete;
    ~RegularFile();

    int descriptor() const { return descriptor_; }
    /// Bytes at the time of opening.
    std::uint64_t size() const { return size_; }

private:
    RegularFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}

    int descriptor_;
    std::uint64_t size_;
};

}  // namespace engine
