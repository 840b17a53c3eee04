#include "engine/photo/tiff_directory.h"

#include <algorithm>
#include <span>

#include "engine/photo/container_bytes.h"

namespace engine {
namespace {

constexpr std::uint16_t kByteType = 1;

}  // namespace

std::uint16_t TiffDirectory::tag(std::size_t entry) const {
    return static_cast<std::uint16_t>(numberAt(table, entry * entryBytes(), 2, little));
}

TiffDirectory::Place TiffDirectory::place(std::size_t entry) const {
    const std::size_t from = entry * entryBytes();
    const std::uint64_t count = numberAt(table, from + 4, wordBytes(), little);
    const std::size_t value = from + 4 + wordBytes();
    // Short values stand in the entry itself.
    const auto own = at + static_cast<std::int64_t>(countBytes() + value);
    const auto elsewhere = static_cast<std::int64_t>(numberAt(table, value, wordBytes(), little));
    return {count > wordBytes() ? elsewhere : own, count};
}

std::int64_t TiffDirectory::entryAt(std::size_t entry) const {
    return at + static_cast<std::int64_t>(countBytes() + entry * entryBytes());
}

std::optional<TiffDirectory> firstTiffDirectory(const ReadBytes& read) {
    const std::vector<std::uint8_t> head = read(0, 16);
    if (head.size() < 16) return std::nullopt;
    TiffDirectory directory;
    directory.little = head[0] == 'I';
    directory.big = numberAt(head, 2, 2, directory.little) == 43;
    directory.at = static_cast<std::int64_t>(
        numberAt(head, directory.big ? 8 : 4, directory.wordBytes(), directory.little));
    const std::vector<std::uint8_t> count = read(directory.at, directory.countBytes());
    const std::uint64_t entries =
        std::min<std::uint64_t>(numberAt(count, 0, directory.countBytes(), directory.little), 65'535);
    directory.table = read(directory.entryAt(0), entries * directory.entryBytes());
    return directory;
}

TiffAddition withTiffBytes(const ReadBytes& read, std::uint64_t file_size, std::uint16_t tag,
                           const std::vector<std::uint8_t>& value) {
    const std::optional<TiffDirectory> old = firstTiffDirectory(read);
    if (!old || old->entries() == 0) return {};
    const std::size_t word = old->wordBytes();
    if (value.size() <= word) return {};
    TiffAddition addition;
    std::vector<std::uint8_t>& tail = addition.tail;
    // Values and directories begin at even places.
    if (file_size % 2 == 1) tail.push_back(0);
    const std::uint64_t value_at = file_size + tail.size();
    appendBytes(tail, value);
    if (tail.size() % 2 != file_size % 2) tail.push_back(0);
    const std::uint64_t directory_at = file_size + tail.size();

    std::vector<std::uint8_t> fresh;
    appendNumber(fresh, tag, 2, old->little);
    appendNumber(fresh, kByteType, 2, old->little);
    appendNumber(fresh, value.size(), word, old->little);
    appendNumber(fresh, value_at, word, old->little);
    std::vector<std::uint8_t> table;
    std::uint64_t entries = 0;
    const auto add = [&](std::span<const std::uint8_t> entry) {
        appendBytes(table, entry);
        ++entries;
    };
    bool added = false;
    for (std::size_t i = 0; i < old->entries(); ++i) {
        if (old->tag(i) >= tag && !added) {  // entries stand in the order of their tags
            add(fresh);
            added = true;
        }
        const std::span<const std::uint8_t> all = old->table;
        if (old->tag(i) != tag) add(all.subspan(i * old->entryBytes(), old->entryBytes()));
    }
    if (!added) add(fresh);
    const std::vector<std::uint8_t> next = read(old->entryAt(old->entries()), word);
    appendNumber(tail, entries, old->countBytes(), old->little);
    appendBytes(tail, table);
    appendBytes(tail, next);
    if (!old->big && file_size + tail.size() > 0xFFFF'FFFFull) return {};
    addition.head_at = old->big ? 8 : 4;
    appendNumber(addition.head, directory_at, word, old->little);
    return addition;
}

}  // namespace engine
