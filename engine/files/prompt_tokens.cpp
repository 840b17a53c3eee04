#include "engine/files/prompt_tokens.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/files/prompt.h"

namespace engine {
namespace {

constexpr std::size_t kMostChunks = 32;

/// Fills chunk after chunk.
class Chunks {
public:
    explicit Chunks(const ClipTokenizer& tokenizer)
        : tokenizer_(tokenizer), room_(tokenizer.maxLength() - 2) {}

    /// False when there is no room for it.
    bool add(std::int64_t id, float weight) {
        if (!is_open_ || current_.ids.size() == room_ + 1) {
            if (is_open_) close();
            if (chunks_.size() == kMostChunks) return false;
            open();
        }
        current_.ids.push_back(id);
        current_.weights.push_back(weight);
        return true;
    }

    bool breakHere() {
        if (!is_open_) {
            if (chunks_.size() == kMostChunks) return false;
            open();
        }
        close();
        return true;
    }

    std::vector<TokenChunk> take() {
        if (is_open_ || chunks_.empty()) breakHere();
        return std::move(chunks_);
    }

private:
    void open() {
        current_ = {{tokenizer_.bos()}, {1}};
        is_open_ = true;
    }

    void close() {
        current_.ids.push_back(tokenizer_.eos());
        current_.ids.resize(tokenizer_.maxLength(), tokenizer_.pad());
        current_.weights.resize(tokenizer_.maxLength(), 1);
        chunks_.push_back(std::move(current_));
        is_open_ = false;
    }

    const ClipTokenizer& tokenizer_;
    std::size_t room_;
    std::vector<TokenChunk> chunks_;
    TokenChunk current_;
    bool is_open_ = false;
};

}  // namespace

std::vector<std::int64_t> encodePlain(const ClipTokenizer& tokenizer, std::string_view text) {
    std::vector<std::int64_t> ids = tokenizer.ids(text);
    ids.resize(std::min(ids.size(), tokenizer.maxLength() - 2));
    ids.insert(ids.begin(), tokenizer.bos());
    ids.push_back(tokenizer.eos());
    ids.resize(tokenizer.maxLength(), tokenizer.pad());
    return ids;
}

Result<std::vector<TokenChunk>> tokenChunks(const ClipTokenizer& tokenizer, std::string_view prompt) {
    Chunks chunks(tokenizer);
    bool fits = true;
    for (const PromptPiece& piece : parsePrompt(prompt)) {
        if (piece.breaks) {
            fits = fits && chunks.breakHere();
            continue;
        }
        for (const std::int64_t id : tokenizer.ids(piece.text)) fits = fits && chunks.add(id, piece.weight);
        if (!fits) break;
    }
    if (!fits) {
        return Error{ErrorCode::InvalidRequest,
                     "The prompt was expected to fit into 32 chunks of " +
                         std::to_string(tokenizer.maxLength() - 2) +
                         " tokens, but it needs more; shorten it or take out some of its BREAKs."};
    }
    return chunks.take();
}

}  // namespace engine
