#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/error.h"
#include "engine/files/safetensors.h"

namespace engine {

/// One tensor of a checkpoint as a network will see it, still in its file.
struct StoredTensor {
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
    bool transposed = false;                 ///< `shape` is [columns, rows] of what lies in the file
    std::shared_ptr<const MappedFile> file;  ///< keeps `bytes` valid

    /// Rows begin…end−1 of it. Precondition: not transposed, and it has them.
    StoredTensor rows(std::int64_t begin, std::int64_t end) const;
    /// Without its sides of length 1 behind the first two: a 1×1 convolution as a matrix.
    StoredTensor squeezed() const;
    /// Precondition: two sides.
    StoredTensor transpose() const;
};

/// Tensors by name, from one safetensors file or from the shards that an index names. Copies share files.
class Checkpoint {
public:
    /// `path`: a .safetensors file, or a .safetensors.index.json beside its shards. A pickle (.ckpt, .pt,
    /// .bin) is refused: it can run any program. Errors: ModelMissing, ModelCorrupt, FileUnreadable.
    static Result<Checkpoint> open(const std::string& path);

    const std::string& path() const { return path_; }
    const std::map<std::string, StoredTensor, std::less<>>& tensors() const { return tensors_; }
    const StoredTensor* find(std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// Nothing, as long as the files still have all that has been read of them. Errors: ModelCorrupt.
    Result<Done> stillWhole() const;

    /// The same file with other names: what a key map finds for one component.
    Checkpoint renamed(std::map<std::string, StoredTensor, std::less<>> tensors) const;

private:
    std::string path_;
    std::map<std::string, StoredTensor, std::less<>> tensors_;
};

}  // namespace engine
