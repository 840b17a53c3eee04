#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace engine {

/// Which tokens a word becomes: byte-pair encoding. A word starts as one token per byte; then the neighbours
/// that stand first in the list of merges become one, until no neighbours stand there.
class BytePairs {
public:
    /// For every byte its token inside a word, then for every byte its token at the end of one.
    using ByteTokens = std::array<std::int64_t, 512>;

    explicit BytePairs(const ByteTokens& bytes) : bytes_(bytes) {}

    /// `left` and `right` become `whole`, after all pairs that were added before; a pair that was there
    /// already moves to the end. Tokens are below 2^32.
    void add(std::int64_t left, std::int64_t right, std::int64_t whole);

    /// Appends the tokens of a word. Takes n log n steps for n bytes, whatever they are.
    void encode(std::string_view word, std::vector<std::int64_t>& out) const;

private:
    struct Merge {
        std::uint32_t rank;
        std::int64_t whole;
    };
    const Merge* find(std::int64_t left, std::int64_t right) const;

    ByteTokens bytes_;
    std::unordered_map<std::uint64_t, Merge> merges_;  // by left and right
    std::uint32_t next_rank_ = 0;
};

}  // namespace engine
