#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/error.h"
#include "engine/files/mapped_file.h"

namespace engine {

/// How the numbers of a tensor are stored.
enum class DType : std::uint8_t {
    F64,
    F32,
    F16,
    BF16,
    I64,
    I32,
    I16,
    I8,
    U8,
    Bool,
    F8E4M3,
    F8E5M2,
    U16,
    U32,
    U64
};

/// As the file format spells it: "F32", "BF16", "BOOL", "F8_E4M3", …
std::string_view nameOf(DType dtype);
std::optional<DType> dtypeNamed(std::string_view name);
std::size_t bytesPer(DType dtype);

/// One tensor: where its numbers lie, without owning them. Row-major, little-endian, and not necessarily
/// aligned to the size of a number. An empty shape is a single number.
struct TensorView {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
};

/// Text about a whole file, e.g. {"format": "pt"}.
using TensorMetadata = std::map<std::string, std::string>;

/// What a safetensors file holds; the views point into the bytes it was read from.
struct TensorTable {
    std::vector<TensorView> tensors;  ///< by name
    TensorMetadata metadata;
};

/// Reads a whole file that is already in memory. `file_name` appears in errors only. Stricter than the
/// reference implementation: a name may stand only once. Errors: ModelCorrupt.
Result<TensorTable> readSafetensors(std::span<const std::byte> file, std::string_view file_name);

/// A memory-mapped safetensors file. Copies share the mapping.
class SafetensorsFile {
public:
    /// Errors: those of MappedFile::open and of readSafetensors.
    static Result<SafetensorsFile> open(const std::string& path);

    const std::string& path() const { return path_; }
    /// By name.
    const std::vector<TensorView>& tensors() const { return table_.tensors; }
    /// Null when there is none of that name.
    const TensorView* find(std::string_view name) const;
    const TensorMetadata& metadata() const { return table_.metadata; }
    /// All views stay valid as long as a copy of this pointer lives.
    const std::shared_ptr<const MappedFile>& mapping() const { return mapping_; }

private:
    SafetensorsFile(std::string path, std::shared_ptr<const MappedFile> mapping, TensorTable table)
        : path_(std::move(path)), mapping_(std::move(mapping)), table_(std::move(table)) {}

    std::string path_;
    std::shared_ptr<const MappedFile> mapping_;
    TensorTable table_;
};

/// Writes a file that is complete or absent. The same tensors and metadata give the same bytes whatever their
/// order, and every tensor lies aligned to its number size. Errors: InvalidRequest (a name twice, bytes that
/// do not fit the shape), FileUnwritable.
Result<Done> writeSafetensors(const std::string& path, std::span<const TensorView> tensors,
                              const TensorMetadata& metadata = {});

}  // namespace engine
