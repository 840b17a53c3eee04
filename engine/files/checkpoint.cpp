#include "engine/files/checkpoint.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/files/in_quotes.h"
#include "engine/files/pickle.h"
#include "engine/files/read_file.h"
#include "engine/files/shard_index.h"

namespace engine {
namespace {

constexpr std::size_t kLargestIndex = std::size_t{4} << 20;

using Tensors = std::map<std::string, StoredTensor, std::less<>>;

Result<Done> addFile(const std::string& path, Tensors& tensors) {
    const Result<SafetensorsFile> file = SafetensorsFile::open(path);
    if (!file) return file.error();
    for (const TensorView& view : file.value().tensors()) {
        StoredTensor stored{view.dtype, view.shape, view.bytes, false, file.value().mapping()};
        if (!tensors.emplace(view.name, std::move(stored)).second)
            return Error{ErrorCode::ModelCorrupt, "Every tensor was expected once, but " +
                                                      inQuotes(view.name) + " stands in " + inQuotes(path) +
                                                      " and in another shard; download the model again."};
    }
    return Done{};
}

}  // namespace

StoredTensor StoredTensor::rows(std::int64_t begin, std::int64_t end) const {
    StoredTensor part = *this;
    const std::size_t row = shape.at(0) > 0 ? bytes.size() / static_cast<std::size_t>(shape[0]) : 0;
    part.shape[0] = end - begin;
    part.bytes =
        bytes.subspan(row * static_cast<std::size_t>(begin), row * static_cast<std::size_t>(end - begin));
    return part;
}

StoredTensor StoredTensor::squeezed() const {
    StoredTensor matrix = *this;
    while (matrix.shape.size() > 2 && matrix.shape.back() == 1) matrix.shape.pop_back();
    return matrix;
}

StoredTensor StoredTensor::transpose() const {
    StoredTensor turned = *this;
    std::swap(turned.shape.at(0), turned.shape.at(1));
    turned.transposed = !transposed;
    return turned;
}

Result<Checkpoint> Checkpoint::open(const std::string& path) {
    if (isPickle(path)) return pickleRefused(path);
    Checkpoint checkpoint;
    checkpoint.path_ = path;
    if (!path.ends_with(".index.json")) {
        if (auto added = addFile(path, checkpoint.tensors_); !added) return added.error();
        return checkpoint;
    }
    const Result<std::string> text = readFile(path, kLargestIndex);
    if (!text) return text.error();
    const Result<std::set<std::string>> shards = parseShardIndex(text.value(), path);
    if (!shards) return shards.error();
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    for (const std::string& shard : shards.value()) {
        if (auto added = addFile((folder / shard).string(), checkpoint.tensors_); !added)
            return added.error();
    }
    return checkpoint;
}

const StoredTensor* Checkpoint::find(std::string_view name) const {
    const auto place = tensors_.find(name);
    return place == tensors_.end() ? nullptr : &place->second;
}

Checkpoint Checkpoint::renamed(Tensors tensors) const {
    Checkpoint other;
    other.path_ = path_;
    other.tensors_ = std::move(tensors);
    return other;
}

Result<Done> Checkpoint::stillWhole() const {
    const bool whole = std::all_of(tensors_.begin(), tensors_.end(),
                                   [](const auto& entry) { return entry.second.file->isWhole(); });
    if (whole) return Done{};
    return Error{ErrorCode::ModelCorrupt,
                 "The model in " + inQuotes(path_) +
                     " was shortened while it was in use; copy it there again and start over."};
}

}  // namespace engine
