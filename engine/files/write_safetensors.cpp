#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>
#include <utility>

#include "engine/files/in_quotes.h"
#include "engine/files/safetensors.h"
#include "engine/files/write_file.h"

namespace engine {
namespace {

using Ordered = nlohmann::ordered_json;

Error invalid(const std::string& path, const std::string& reason) {
    return {ErrorCode::InvalidRequest, inQuotes(path) + " was not written: " + reason + "."};
}

/// Nothing when the tensors can be written.
std::string objectionTo(std::span<const TensorView> tensors) {
    std::set<std::string_view> names = {"__metadata__"};
    for (const TensorView& tensor : tensors) {
        if (!names.insert(tensor.name).second) {
            return "every tensor was expected to have a name of its own, but " + inQuotes(tensor.name) +
                   " is there twice or reserved";
        }
        std::size_t bytes = bytesPer(tensor.dtype);
        for (const std::int64_t side : tensor.shape) bytes *= static_cast<std::size_t>(side);
        if (bytes != tensor.bytes.size()) {
            return "tensor " + inQuotes(tensor.name) + " was expected to have " + std::to_string(bytes) +
                   " bytes by its shape, but it has " + std::to_string(tensor.bytes.size());
        }
    }
    return {};
}

/// Wide numbers first, as the reference implementation does: every tensor is then aligned to its number size.
std::vector<const TensorView*> inFileOrder(std::span<const TensorView> tensors) {
    std::vector<const TensorView*> order;
    order.reserve(tensors.size());
    for (const TensorView& tensor : tensors) order.push_back(&tensor);
    std::sort(order.begin(), order.end(), [](const TensorView* a, const TensorView* b) {
        return std::forward_as_tuple(bytesPer(b->dtype), a->name) <
               std::forward_as_tuple(bytesPer(a->dtype), b->name);
    });
    return order;
}

/// The JSON, filled up with spaces so that the tensors begin at a multiple of 8.
std::string headerFor(std::span<const TensorView* const> tensors, const TensorMetadata& metadata) {
    Ordered header = Ordered::object();
    if (!metadata.empty()) header["__metadata__"] = metadata;
    std::uint64_t offset = 0;
    for (const TensorView* tensor : tensors) {
        const std::uint64_t end = offset + tensor->bytes.size();
        header[tensor->name] = {
            {"dtype", nameOf(tensor->dtype)}, {"shape", tensor->shape}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump(-1, ' ', false, Ordered::error_handler_t::replace);
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

}  // namespace

Result<Done> writeSafetensors(const std::string& path, std::span<const TensorView> tensors,
                              const TensorMetadata& metadata) {
    if (const std::string objection = objectionTo(tensors); !objection.empty())
        return invalid(path, objection);
    const std::vector<const TensorView*> order = inFileOrder(tensors);
    const std::string header = headerFor(order, metadata);
    std::array<std::byte, 8> length;
    for (std::size_t i = 0; i < length.size(); ++i)
        length[i] = static_cast<std::byte>(header.size() >> (8 * i));

    std::vector<std::span<const std::byte>> parts = {length, std::as_bytes(std::span(header))};
    for (const TensorView* tensor : order) parts.push_back(tensor->bytes);
    return writeFile(path, parts);
}

}  // namespace engine
