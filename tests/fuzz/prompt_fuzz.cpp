#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/files/prompt.h"
#include "engine/files/prompt_tokens.h"

namespace {

/// Of what is cut into tokens: more of the same takes time and finds nothing.
constexpr std::size_t kLongest = 256;

/// The tiny vocabulary with a placeholder, so that added tokens are looked for too.
const engine::ClipTokenizer& tokenizer() {
    static const engine::ClipTokenizer tiny =
        engine::ClipTokenizer::open(PENUMBRA_SOURCE_DIR "/tests/fixtures/golden/sdxl_tiny/tokenizer_2")
            .value()
            .withPlaceholder("<cat>", 3)
            .value();
    return tiny;
}

void checkPieces(std::string_view prompt) {
    std::size_t bytes = 0;
    const engine::PromptPiece* before = nullptr;
    const auto pieces = engine::parsePrompt(prompt);
    for (const engine::PromptPiece& piece : pieces) {
        bytes += piece.text.size();
        if (!(std::abs(piece.weight) <= 10) || piece.breaks != piece.text.empty()) std::abort();
        if (before && !before->breaks && !piece.breaks && before->weight == piece.weight) std::abort();
        before = &piece;
    }
    if (bytes > prompt.size()) std::abort();
}

void checkChunk(const engine::TokenChunk& chunk) {
    if (chunk.ids.size() != 77 || chunk.weights.size() != 77 || chunk.ids.front() != tokenizer().bos())
        std::abort();
    for (const std::int64_t id : chunk.ids) {
        if (id < 0 || id >= tokenizer().size()) std::abort();
    }
}

}  // namespace

/// Any bytes at all are a prompt: weights within their limits, no text from nowhere, whole chunks or a
/// sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view prompt(reinterpret_cast<const char*>(data), size);
    checkPieces(prompt);
    if (size > kLongest) return 0;
    const auto chunks = engine::tokenChunks(tokenizer(), prompt);
    if (chunks) {
        if (chunks.value().empty() || chunks.value().size() > 32) std::abort();
        for (const engine::TokenChunk& chunk : chunks.value()) checkChunk(chunk);
    } else if (chunks.error().message.empty()) {
        std::abort();
    }
    if (engine::encodePlain(tokenizer(), prompt).size() != 77) std::abort();
    return 0;
}
