#pragma once

#include <csignal>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "engine/api/error.h"

namespace engine {

/// A file's bytes as memory, read from disk when they are looked at. They stay valid as long as this lives:
/// where the file has been shortened meanwhile, or its disk is gone, zeros are read and isWhole() says so.
class MappedFile {
public:
    /// Errors: those of RegularFile::open, FileUnreadable when the system cannot map it.
    static Result<std::shared_ptr<const MappedFile>> open(const std::string& path);

    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    std::span<const std::byte> bytes() const { return bytes_; }
    /// False once bytes were looked at that the file does not have any more.
    bool isWhole() const;
    /// `part` of the bytes will not be needed soon: its memory goes back to the system, and is read from disk
    /// again when it is looked at.
    void release(std::span<const std::byte> part) const;

private:
    struct Watch;
    static void answerBusError(int signal, siginfo_t* info, void* context);

    explicit MappedFile(std::span<const std::byte> bytes);

    std::span<const std::byte> bytes_;
    Watch& watch_;
};

}  // namespace engine
