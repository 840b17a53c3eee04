#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/error.h"

namespace engine {

/// A file as it was when every byte of it was read.
struct VerifiedFile {
    std::string name;  ///< within the model's folder; a single file's own
    std::string sha256;
    std::uint64_t bytes = 0;
    std::int64_t written = 0;  ///< when it was last written, nanoseconds since 1970
    bool operator==(const VerifiedFile&) const = default;
};

/// Size and time of writing of a file as it is now, without its hash; nothing when it is not there.
std::optional<VerifiedFile> stampOf(const std::string& path);

/// What an import found out, kept beside the model as NAME.json.
using VerifiedNote = std::vector<VerifiedFile>;

/// Errors: FileUnwritable.
Result<Done> writeNote(const std::string& path, const VerifiedNote& note);
/// Nothing when there is none, or none that can be understood.
std::optional<VerifiedNote> readNote(const std::string& path);

/// The name of the first file of `model` (a file or a folder) that is not as the note has it; empty: all are.
std::string changedSince(const VerifiedNote& note, const std::string& model);

}  // namespace engine
