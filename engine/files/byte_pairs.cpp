#include "engine/files/byte_pairs.h"

#include <functional>
#include <queue>
#include <tuple>

namespace engine {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// One token of the word while it is being merged; a list, so that a merge costs the same anywhere.
struct Piece {
    std::int64_t token;
    std::size_t before;
    std::size_t after;
    bool gone = false;  // merged into the one before
};

/// Neighbours that could be merged: `at` and the one after it.
struct Candidate {
    std::uint32_t rank;
    std::size_t at;
    std::int64_t whole;

    bool operator>(const Candidate& other) const {
        return std::tie(rank, at) > std::tie(other.rank, other.at);
    }
};

std::uint64_t keyOf(std::int64_t left, std::int64_t right) {
    return static_cast<std::uint64_t>(left) << 32 | static_cast<std::uint64_t>(right);
}

}  // namespace

void BytePairs::add(std::int64_t left, std::int64_t right, std::int64_t whole) {
    merges_.insert_or_assign(keyOf(left, right), Merge{next_rank_++, whole});
}

const BytePairs::Merge* BytePairs::find(std::int64_t left, std::int64_t right) const {
    const auto place = merges_.find(keyOf(left, right));
    return place == merges_.end() ? nullptr : &place->second;
}

void BytePairs::encode(std::string_view word, std::vector<std::int64_t>& out) const {
    std::vector<Piece> pieces;
    pieces.reserve(word.size());
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool last = i + 1 == word.size();
        const auto byte = static_cast<unsigned char>(word[i]);
        pieces.push_back({bytes_[byte + (last ? 256 : 0)], i == 0 ? kNone : i - 1, last ? kNone : i + 1});
    }

    std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> candidates;
    const auto offer = [&](std::size_t at) {
        if (at == kNone || pieces[at].after == kNone) return;
        if (const Merge* merge = find(pieces[at].token, pieces[pieces[at].after].token)) {
            candidates.push({merge->rank, at, merge->whole});
        }
    };
    for (std::size_t i = 0; i < pieces.size(); ++i) offer(i);

    while (!candidates.empty()) {
        const Candidate best = candidates.top();
        candidates.pop();
        Piece& left = pieces[best.at];
        if (left.gone || left.after == kNone) continue;
        Piece& right = pieces[left.after];
        const Merge* merge = find(left.token, right.token);
        if (!merge || merge->whole != best.whole) continue;  // one of the two was merged meanwhile
        left.token = best.whole;
        left.after = right.after;
        right.gone = true;
        if (left.after != kNone) pieces[left.after].before = best.at;
        offer(left.before);
        offer(best.at);
    }
    for (const Piece& piece : pieces) {
        if (!piece.gone) out.push_back(piece.token);
    }
}

}  // namespace engine
