#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

#include "engine/files/safetensors.h"

namespace {

/// A sentence, or tensors that cover the end of the file exactly and have the size they claim.
void check(std::span<const std::byte> file) {
    const auto table = engine::readSafetensors(file, "fuzz.safetensors");
    if (!table) {
        if (table.error().message.empty() || table.error().message.size() > 1000) std::abort();
        return;
    }
    std::size_t total = 0;
    for (const engine::TensorView& tensor : table.value().tensors) {
        std::size_t bytes = engine::bytesPer(tensor.dtype);
        for (const std::int64_t side : tensor.shape) bytes *= static_cast<std::size_t>(side);
        const bool inside =
            tensor.bytes.empty() ||
            (tensor.bytes.data() >= file.data() && tensor.bytes.data() + bytes <= file.data() + file.size());
        if (tensor.bytes.size() != bytes || !inside) std::abort();
        total += bytes;
    }
    if (total + 8 > file.size()) std::abort();
}

}  // namespace

/// Any bytes at all; then the same with a length in front that fits the JSON, so that damage behind the first
/// eight bytes is looked at too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<std::uint8_t> file(data, data + size);
    check(std::as_bytes(std::span(file)));
    const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
    const auto brace = text.rfind("}}");
    if (brace == std::string_view::npos || brace < 8) return 0;
    for (std::size_t i = 0; i < 8; ++i) file[i] = static_cast<std::uint8_t>((brace + 2 - 8) >> (8 * i));
    check(std::as_bytes(std::span(file)));
    return 0;
}
