#include <cstdint>
#include <cstdlib>

#include "engine/files/model_folder.h"

/// Any bytes at all: a sentence, or settings whose look-ups keep their limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto config = engine::parseModelConfig(text, "config.json");
    if (!config) {
        if (config.error().message.empty() || config.error().message.size() > 1000) std::abort();
        return 0;
    }
    for (const char* key : {"_class_name", "block_out_channels", "norm_num_groups", "new_key"}) {
        const auto whole = config.value().integer(key, 1, 64);
        if (whole && (whole.value() < 1 || whole.value() > 64)) std::abort();
        const auto list = config.value().integers(key, 1, 64);
        if (list && (list.value().empty() || list.value().size() > 64)) std::abort();
        const auto number = config.value().number(key, -1, 1);
        if (number && !(number.value() >= -1 && number.value() <= 1)) std::abort();
        if (!config.value().numbers(key) && config.value().unfit(key, "numbers").message.size() > 1000)
            std::abort();
        (void)config.value().text(key);
        (void)config.value().flag(key);
    }
    return 0;
}
