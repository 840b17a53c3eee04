// Drives a fuzz target where libFuzzer is not at hand: every file of the corpus as it is, then mutations of
// them. The mutations follow from a fixed seed, so a failure comes again.
//
//     safetensors_fuzz 100000 folder...

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t kLongest = 64 * 1024;

std::vector<Bytes> read(const std::vector<std::string>& folders) {
    std::vector<std::filesystem::path> paths;
    for (const std::string& folder : folders) {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Bytes> corpus;
    for (const auto& path : paths) {
        std::ifstream in(path, std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return corpus;
}

void run(const Bytes& input) {
    const Bytes exact(input.begin(), input.end());  // no spare capacity: reading past the end is caught
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

/// One small damage: a flipped bit, a byte that means something to a parser, a hole, a repetition, a splice.
void damage(Bytes& bytes, const Bytes& other, std::mt19937& random) {
    static constexpr char kTelling[] = "{}[]\",:\\0123456789-.eE \t\n\xff\x80\xef\xc3truefalsn";
    const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : random() % limit; };
    const std::size_t at = below(bytes.size());
    const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    const auto length = static_cast<std::ptrdiff_t>(below(std::min<std::size_t>(bytes.size() - at, 32) + 1));
    switch (random() % 6) {
        case 0:
            if (!bytes.empty()) bytes[at] ^= static_cast<std::uint8_t>(1u << (random() % 8));
            break;
        case 1:
            if (!bytes.empty()) bytes[at] = static_cast<std::uint8_t>(kTelling[below(sizeof kTelling)]);
            break;
        case 2:
            bytes.insert(place, static_cast<std::uint8_t>(kTelling[below(sizeof kTelling)]));
            break;
        case 3:
            bytes.erase(place, place + length);
            break;
        case 4: {
            const Bytes piece(place, place + length);
            bytes.insert(place, piece.begin(), piece.end());
            break;
        }
        default: {
            const std::size_t from = below(other.size());
            const std::size_t count = below(std::min<std::size_t>(other.size() - from, 64) + 1);
            const auto start = other.begin() + static_cast<std::ptrdiff_t>(from);
            bytes.insert(place, start, start + static_cast<std::ptrdiff_t>(count));
        }
    }
    if (bytes.size() > kLongest) bytes.resize(kLongest);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: %s MUTATIONS FOLDER...\n", argv[0]);
        return 2;
    }
    const long mutations = std::atol(argv[1]);
    const std::vector<Bytes> corpus = read({argv + 2, argv + argc});
    if (corpus.empty()) {
        std::fprintf(stderr, "the corpus is empty\n");
        return 2;
    }
    for (const Bytes& input : corpus) run(input);
    std::mt19937 random(1);
    for (long i = 0; i < mutations; ++i) {
        Bytes input = corpus[random() % corpus.size()];
        const unsigned damages = 1 + random() % 5;
        for (unsigned k = 0; k < damages; ++k) damage(input, corpus[random() % corpus.size()], random);
        run(input);
    }
    std::printf("%zu files and %ld mutations\n", corpus.size(), mutations);
    return 0;
}
