#include "engine/files/pickle.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "engine/files/in_quotes.h"

namespace engine {

bool isPickle(const std::string& path) {
    constexpr std::array<std::string_view, 6> kSuffixes = {".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle"};
    if (std::any_of(kSuffixes.begin(), kSuffixes.end(),
                    [&](std::string_view suffix) { return path.ends_with(suffix); })) {
        return true;
    }
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed)) return false;
    // torch.save() writes zip archives; before version 1.6 it wrote bare pickles, protocol 2 or later.
    std::array<char, 4> head{};
    std::ifstream(path, std::ios::binary).read(head.data(), head.size());
    const std::string_view start(head.data(), head.size());
    return start == std::string_view("PK\3\4", 4) || (head[0] == '\x80' && head[1] >= 2 && head[1] <= 5);
}

Error pickleRefused(const std::string& path) {
    return {ErrorCode::ModelCorrupt,
            "A safetensors file was expected, found a pickle in " + inQuotes(path) +
                ", which can run any program when it is opened; if you trust its source, convert it in "
                "Python with safetensors.torch.save_file(torch.load(FILE, weights_only=True), "
                "\"model.safetensors\"), and give the new file."};
}

}  // namespace engine
