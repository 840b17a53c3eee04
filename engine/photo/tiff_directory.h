#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace engine {

/// The bytes of [at, at + count) that a file has.
using ReadBytes = std::function<std::vector<std::uint8_t>(std::int64_t at, std::size_t count)>;

/// The first directory of a TIFF file (TIFF 6.0) or BigTIFF file, as it lies in it.
struct TiffDirectory {
    bool little = true;
    bool big = false;
    std::int64_t at = 0;  ///< of the number of entries
    std::vector<std::uint8_t> table;

    std::size_t entryBytes() const { return big ? 20 : 12; }
    std::size_t countBytes() const { return big ? 8 : 2; }
    std::size_t wordBytes() const { return big ? 8 : 4; }
    std::size_t entries() const { return table.size() / entryBytes(); }
    std::uint16_t tag(std::size_t entry) const;
    /// Where the bytes of an entry's value are in the file, and how many, for values of one byte each.
    struct Place {
        std::int64_t at;
        std::uint64_t count;
    };
    Place place(std::size_t entry) const;
    /// Where the entry itself is in the file.
    std::int64_t entryAt(std::size_t entry) const;
};

/// Nothing when the file is too short to have one.
std::optional<TiffDirectory> firstTiffDirectory(const ReadBytes& read);

/// What must be written into a TIFF file so that its first directory has one value of bytes more (in place of
/// one of the same tag): all of `tail` at its end, and `head` at `head_at`. Empty when it does not fit.
struct TiffAddition {
    std::vector<std::uint8_t> tail;
    std::int64_t head_at = 0;
    std::vector<std::uint8_t> head;
};
TiffAddition withTiffBytes(const ReadBytes& read, std::uint64_t file_size, std::uint16_t tag,
                           const std::vector<std::uint8_t>& value);

}  // namespace engine
