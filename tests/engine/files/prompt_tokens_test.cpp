#include "engine/files/prompt_tokens.h"

#include <algorithm>

#include "tests/engine/files/tokens_of_fixtures.h"

namespace engine {
namespace {

using Ids = std::vector<std::int64_t>;

std::vector<TokenChunk> chunksOf(const std::string& prompt) {
    const auto chunks = tokenChunks(fullTokenizer(), prompt);
    EXPECT_TRUE(chunks) << prompt;
    return chunks ? chunks.value() : std::vector<TokenChunk>();
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

TEST(PromptTokens, PlainTextsAreCutAndPadded) {
    const Ids ids = encodePlain(fullTokenizer(), repeated("a ", 80));
    EXPECT_EQ(ids.size(), 77u);
    EXPECT_EQ(ids.front(), 49406);
    EXPECT_EQ(std::count(ids.begin(), ids.end(), 320), 75);
    EXPECT_EQ(ids.back(), 49407);
    EXPECT_EQ(encodePlain(fullTokenizer(), "(a:1.3)")[1], 263);
}

/// All prompts of the fixtures that have no brackets and fit: the grammar must leave them alone.
TEST(PromptTokens, APromptWithoutWeightsIsThePlainText) {
    int compared = 0;
    for (const auto& one : goldenJson("tokenizer/cases.json")) {
        const auto text = one.at("text").get<std::string>();
        if (text.find_first_of("([") != std::string::npos || one.at("untruncated_len").get<int>() > 77)
            continue;
        const auto chunks = chunksOf(text);
        ASSERT_EQ(chunks.size(), 1u) << text;
        EXPECT_EQ(chunks[0].ids, encodePlain(fullTokenizer(), text)) << text;
        EXPECT_EQ(chunks[0].weights, std::vector<float>(77, 1)) << text;
        ++compared;
    }
    EXPECT_GT(compared, 50);
}

TEST(PromptTokens, WeightsStandBesideTheirIds) {
    const auto chunks = chunksOf("a (photo of:1.5) [cat]");
    ASSERT_EQ(chunks.size(), 1u);
    EXPECT_EQ((Ids(chunks[0].ids.begin(), chunks[0].ids.begin() + 6)),
              (Ids{49406, 320, 1125, 539, 2368, 49407}));
    EXPECT_EQ((std::vector<float>(chunks[0].weights.begin(), chunks[0].weights.begin() + 6)),
              (std::vector<float>{1, 1, 1.5f, 1.5f, static_cast<float>(1 / 1.1), 1}));
}

TEST(PromptTokens, SeventyFiveTokensFillAChunk) {
    EXPECT_EQ(chunksOf(repeated("a ", 75)).size(), 1u);
    const auto chunks = chunksOf(repeated("a ", 76));
    ASSERT_EQ(chunks.size(), 2u);
    EXPECT_EQ(chunks[0].ids, encodePlain(fullTokenizer(), repeated("a ", 75)));
    EXPECT_EQ(chunks[1].ids, encodePlain(fullTokenizer(), "a"));
}

TEST(PromptTokens, ABreakClosesAChunkEvenAnEmptyOne) {
    const auto chunks = chunksOf("a BREAK photo BREAK BREAK cat");
    ASSERT_EQ(chunks.size(), 4u);
    const char* const expected[] = {"a", "photo", "", "cat"};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(chunks[i].ids, encodePlain(fullTokenizer(), expected[i]));
    EXPECT_EQ(chunksOf("a BREAK").size(), 1u);
    EXPECT_EQ(chunksOf(repeated("a ", 75) + "BREAK a").size(), 2u);
    EXPECT_EQ(chunksOf("").size(), 1u);
}

TEST(PromptTokens, ThePaddingIsTheTokenizers) {
    const auto second = ClipTokenizer::fromMerges(kMerges, ClipTokenizer::Padding::ExclamationMark);
    EXPECT_EQ(tokenChunks(second.value(), "a").value()[0].ids.back(), 0);
}

TEST(PromptTokens, MoreThanThirtyTwoChunksAreRefused) {
    EXPECT_EQ(chunksOf(repeated("a ", 32 * 75)).size(), 32u);
    EXPECT_EQ(chunksOf(repeated("a ", 32 * 75) + "BREAK").size(), 32u);
    EXPECT_EQ(chunksOf(repeated("BREAK ", 32)).size(), 32u);
    for (const std::string& prompt :
         {repeated("a ", 32 * 75 + 1), repeated("BREAK ", 33), repeated("word ", 10'000)}) {
        const auto chunks = tokenChunks(fullTokenizer(), prompt);
        ASSERT_FALSE(chunks);
        EXPECT_EQ(chunks.error().code, ErrorCode::InvalidRequest);
        EXPECT_EQ(
            chunks.error().message,
            "The prompt was expected to fit into 32 chunks of 75 tokens, but it needs more; shorten it or "
            "take out some of its BREAKs.");
    }
}

}  // namespace
}  // namespace engine
