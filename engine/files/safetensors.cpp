#include "engine/files/safetensors.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "engine/files/in_quotes.h"
#include "engine/files/safetensors_header.h"

namespace engine {
namespace {

constexpr std::size_t kPrefix = 8;                     // the header's length, little-endian
constexpr std::uint64_t kLongestHeader = 100'000'000;  // the format's own limit

struct DTypeRow {
    DType dtype;
    std::string_view name;
    std::size_t bytes;
};
constexpr std::array kDTypes = {
    DTypeRow{DType::F64, "F64", 8},        DTypeRow{DType::F32, "F32", 4},
    DTypeRow{DType::F16, "F16", 2},        DTypeRow{DType::BF16, "BF16", 2},
    DTypeRow{DType::I64, "I64", 8},        DTypeRow{DType::I32, "I32", 4},
    DTypeRow{DType::I16, "I16", 2},        DTypeRow{DType::I8, "I8", 1},
    DTypeRow{DType::U8, "U8", 1},          DTypeRow{DType::Bool, "BOOL", 1},
    DTypeRow{DType::F8E4M3, "F8_E4M3", 1}, DTypeRow{DType::F8E5M2, "F8_E5M2", 1},
    DTypeRow{DType::U16, "U16", 2},        DTypeRow{DType::U32, "U32", 4},
    DTypeRow{DType::U64, "U64", 8},
};

const DTypeRow& rowOf(DType dtype) {
    return *std::find_if(kDTypes.begin(), kDTypes.end(),
                         [&](const DTypeRow& row) { return row.dtype == dtype; });
}

Error corrupt(std::string_view file_name, const std::string& objection) {
    return {ErrorCode::ModelCorrupt, inQuotes(file_name) + " is not a usable safetensors file: " + objection +
                                         "; download or export it again."};
}

/// What a file that is no safetensors file at all looks like.
std::string foreignKind(std::span<const std::byte> file) {
    const std::string_view start(reinterpret_cast<const char*>(file.data()),
                                 std::min<std::size_t>(file.size(), 64));
    if (start.starts_with("version https://git-lfs")) {
        return "a Git LFS pointer was found in place of the weights (\"git lfs pull\" fetches them)";
    }
    if (start.starts_with("\x89PNG") || start.starts_with("\xFF\xD8\xFF")) return "a picture was found";
    if (start.starts_with("PK\x03\x04")) return "a ZIP archive or a PyTorch checkpoint was found";
    if (start.starts_with("GGUF")) return "a GGUF file was found";
    return {};
}

/// The header's text, or why there is none.
std::variant<std::string_view, Objection> headerOf(std::span<const std::byte> file) {
    if (file.empty()) return Objection{"weights were expected, but the file is empty"};
    if (const std::string kind = foreignKind(file); !kind.empty())
        return Objection{"weights were expected, but " + kind};
    if (file.size() < kPrefix) {
        return Objection{"at least 8 bytes were expected, but it has " + std::to_string(file.size())};
    }
    std::uint64_t length = 0;
    for (std::size_t i = 0; i < kPrefix; ++i) length |= std::to_integer<std::uint64_t>(file[i]) << (8 * i);
    if (length == 0 || length > kLongestHeader) {
        return Objection{"a header of 1 to 100000000 bytes was expected, but it claims " +
                         std::to_string(length)};
    }
    if (length > file.size() - kPrefix) {
        return Objection{"a header of " + std::to_string(length) + " bytes was expected, but only " +
                         std::to_string(file.size() - kPrefix) + " bytes follow"};
    }
    return std::string_view(reinterpret_cast<const char*>(file.data()) + kPrefix, length);
}

/// Bytes that numbers of this shape take; nothing when that is 2^63 or more, even on the way to a zero.
std::optional<std::uint64_t> bytesOf(DType dtype, std::span<const std::int64_t> shape) {
    std::int64_t bytes = static_cast<std::int64_t>(bytesPer(dtype));
    for (const std::int64_t side : shape) {
        if (side < 0 || __builtin_mul_overflow(bytes, side, &bytes)) return std::nullopt;
    }
    return static_cast<std::uint64_t>(bytes);
}

std::string range(std::uint64_t begin, std::uint64_t end) {
    return std::to_string(begin) + "…" + std::to_string(end);
}

/// Whether each entry's place has the size its shape asks for.
std::optional<Objection> objectionTo(const HeaderEntry& entry, std::uint64_t available) {
    const std::string tensor = "tensor " + inQuotes(entry.name);
    const std::optional<std::uint64_t> bytes = bytesOf(entry.dtype, entry.shape);
    if (!bytes) return Objection{tensor + " was expected to fit into memory, but its shape overflows"};
    if (entry.end < entry.begin) {
        return Objection{tensor + " was expected to begin before it ends, but its offsets are " +
                         range(entry.begin, entry.end)};
    }
    if (entry.end > available) {
        return Objection{tensor + " was expected within the " + std::to_string(available) +
                         " bytes behind the header, but its offsets are " + range(entry.begin, entry.end)};
    }
    if (entry.end - entry.begin != *bytes) {
        return Objection{tensor + " was expected to take " + std::to_string(*bytes) +
                         " bytes by its shape, but it has " + std::to_string(entry.end - entry.begin)};
    }
    return std::nullopt;
}

/// Whether the entries cover everything behind the header without hole or overlap.
std::optional<Objection> objectionToCover(std::vector<const HeaderEntry*> entries, std::uint64_t available) {
    std::sort(entries.begin(), entries.end(), [](const HeaderEntry* a, const HeaderEntry* b) {
        return std::pair(a->begin, a->end) < std::pair(b->begin, b->end);
    });
    std::uint64_t covered = 0;
    for (const HeaderEntry* entry : entries) {
        if (entry->begin != covered) {
            return Objection{"tensor " + inQuotes(entry->name) + " was expected to begin at " +
                             std::to_string(covered) + ", but it begins at " + std::to_string(entry->begin) +
                             (entry->begin < covered ? " and overlaps another" : " and leaves a hole")};
        }
        covered = entry->end;
    }
    if (covered == available) return std::nullopt;
    return Objection{"its tensors were expected to fill the file, but " +
                     std::to_string(available - covered) + " trailing bytes belong to none"};
}

std::optional<Objection> objectionTo(const std::vector<HeaderEntry>& sorted_by_name,
                                     std::uint64_t available) {
    std::vector<const HeaderEntry*> places;
    places.reserve(sorted_by_name.size());
    const HeaderEntry* before = nullptr;
    for (const HeaderEntry& entry : sorted_by_name) {
        if (before && before->name == entry.name) {
            return Objection{"every name was expected once, but tensor " + inQuotes(entry.name) +
                             " stands there twice"};
        }
        if (auto objection = objectionTo(entry, available)) return objection;
        places.push_back(&entry);
        before = &entry;
    }
    return objectionToCover(std::move(places), available);
}

}  // namespace

std::string_view nameOf(DType dtype) {
    return rowOf(dtype).name;
}

std::size_t bytesPer(DType dtype) {
    return rowOf(dtype).bytes;
}

std::optional<DType> dtypeNamed(std::string_view name) {
    for (const DTypeRow& row : kDTypes) {
        if (row.name == name) return row.dtype;
    }
    return std::nullopt;
}

Result<TensorTable> readSafetensors(std::span<const std::byte> file, std::string_view file_name) {
    const auto text = headerOf(file);
    if (const auto* objection = std::get_if<Objection>(&text)) return corrupt(file_name, objection->text);
    const std::string_view json = std::get<std::string_view>(text);
    auto parsed = parseSafetensorsHeader(json);
    if (const auto* objection = std::get_if<Objection>(&parsed)) return corrupt(file_name, objection->text);

    SafetensorsHeader& header = std::get<SafetensorsHeader>(parsed);
    std::sort(header.entries.begin(), header.entries.end(),
              [](const HeaderEntry& a, const HeaderEntry& b) { return a.name < b.name; });
    const std::span<const std::byte> data = file.subspan(kPrefix + json.size());
    if (const auto objection = objectionTo(header.entries, data.size()))
        return corrupt(file_name, objection->text);

    TensorTable table{{}, std::move(header.metadata)};
    table.tensors.reserve(header.entries.size());
    for (HeaderEntry& entry : header.entries) {
        table.tensors.push_back({std::move(entry.name), entry.dtype, std::move(entry.shape),
                                 data.subspan(entry.begin, entry.end - entry.begin)});
    }
    return table;
}

Result<SafetensorsFile> SafetensorsFile::open(const std::string& path) {
    Result<std::shared_ptr<const MappedFile>> mapping = MappedFile::open(path);
    if (!mapping) return mapping.error();
    Result<TensorTable> table = readSafetensors(mapping.value()->bytes(), path);
    if (!table) return table.error();
    return SafetensorsFile(path, std::move(mapping).value(), std::move(table).value());
}

const TensorView* SafetensorsFile::find(std::string_view name) const {
    const auto place =
        std::lower_bound(table_.tensors.begin(), table_.tensors.end(), name,
                         [](const TensorView& view, std::string_view key) { return view.name < key; });
    return place != table_.tensors.end() && place->name == name ? &*place : nullptr;
}

}  // namespace engine
