#include "engine/files/byte_pairs.h"

#include <gtest/gtest.h>

#include <string>

namespace engine {
namespace {

using Ids = std::vector<std::int64_t>;

/// Every byte is its own token, plus 1000 at the end of a word.
BytePairs bytesAlone() {
    BytePairs::ByteTokens bytes;
    for (std::size_t i = 0; i < 256; ++i) {
        bytes[i] = static_cast<std::int64_t>(i);
        bytes[i + 256] = static_cast<std::int64_t>(i) + 1000;
    }
    return BytePairs(bytes);
}

Ids encoded(const BytePairs& pairs, std::string_view word) {
    Ids ids;
    pairs.encode(word, ids);
    return ids;
}

TEST(BytePairs, AWordWithoutMergesIsItsBytesAndTheLastOneEndsIt) {
    EXPECT_EQ(encoded(bytesAlone(), "ab\xFF"), (Ids{'a', 'b', 0xFF + 1000}));
    EXPECT_EQ(encoded(bytesAlone(), "a"), (Ids{'a' + 1000}));
    EXPECT_EQ(encoded(bytesAlone(), ""), Ids{});
}

TEST(BytePairs, TheMergeThatStandsFirstIsMadeFirst) {
    BytePairs pairs = bytesAlone();
    pairs.add('b', 'c', 2000);
    pairs.add('a', 'b', 2001);
    EXPECT_EQ(encoded(pairs, "abcx"), (Ids{'a', 2000, 'x' + 1000}));
    EXPECT_EQ(encoded(pairs, "abx"), (Ids{2001, 'x' + 1000}));
}

TEST(BytePairs, WhatWasMergedMergesOn) {
    BytePairs pairs = bytesAlone();
    pairs.add('a', 'a', 2000);
    pairs.add(2000, 2000, 2001);
    pairs.add(2001, 'a' + 1000, 2002);
    EXPECT_EQ(encoded(pairs, "aaaaa"), (Ids{2002}));
    EXPECT_EQ(encoded(pairs, "aaa"), (Ids{2000, 'a' + 1000}));
}

TEST(BytePairs, APairThatOverlapsAnotherIsMergedFromTheLeft) {
    BytePairs pairs = bytesAlone();
    pairs.add('a', 'a', 2000);
    EXPECT_EQ(encoded(pairs, "aaaab"), (Ids{2000, 2000, 'b' + 1000}));
    EXPECT_EQ(encoded(pairs, "aaab"), (Ids{2000, 'a', 'b' + 1000}));
}

TEST(BytePairs, AMillionLettersAreOneWordLikeAnyOther) {
    BytePairs pairs = bytesAlone();
    pairs.add('a', 'a', 2000);
    for (std::int64_t i = 0; i < 12; ++i) pairs.add(2000 + i, 2000 + i, 2001 + i);
    const Ids ids = encoded(pairs, std::string(1 << 20, 'a') + "b");
    EXPECT_EQ(ids.size(), (std::size_t{1} << 20) / 8192 + 1);
    EXPECT_EQ(ids.front(), 2012);
    EXPECT_EQ(ids.back(), 'b' + 1000);
}

}  // namespace
}  // namespace engine
