#include <cstdint>
#include <cstdlib>

#include "engine/files/shard_index.h"

/// Any bytes at all: a sentence, or names of files that lie beside the index.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto shards = engine::parseShardIndex(text, "model.safetensors.index.json");
    if (!shards) {
        if (shards.error().message.empty() || shards.error().message.size() > 1000) std::abort();
        return 0;
    }
    if (shards.value().empty() || shards.value().size() > 256) std::abort();
    for (const std::string& name : shards.value()) {
        if (name.empty() || name == "." || name == ".." || name.find('/') != std::string::npos ||
            name.find('\0') != std::string::npos) {
            std::abort();
        }
    }
    return 0;
}
