#include "engine/files/clip_vocabulary.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

std::string objectionTo(const std::string& vocabulary) {
    const auto ids = parseVocabulary(vocabulary, "vocab.json");
    return ids ? "" : ids.error().message;
}

std::string objectionToMerges(const std::string& merges) {
    const TokenIds ids = {{"a", 0}, {"b", 1}, {"ab", 2}, {"<unk>", 3}};
    const auto pairs = parseMerges(merges, ids, 3, "merges.txt");
    return pairs ? "" : pairs.error().message;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(ClipVocabulary, TokensHaveTheIdsOfTheFile) {
    const auto ids = parseVocabulary(R"({"b": 1, "a": 0, "\u0120x</w>": 2})", "vocab.json");
    ASSERT_TRUE(ids);
    EXPECT_EQ(ids.value(), (TokenIds{{"a", 0}, {"b", 1}, {"Ġx</w>", 2}}));
}

TEST(ClipVocabulary, AnErrorNamesTheFileWhatWasExpectedWhatWasFoundAndTheWayOut) {
    EXPECT_EQ(
        objectionTo(R"({"a": 0, "b": 0})"),
        "\"vocab.json\" is not a usable vocabulary: an id of its own was expected for every token, but \"a\" "
        "and \"b\" share 0; install the model again or correct the file.");
    EXPECT_EQ(
        objectionToMerges("a b\na c\n"),
        "\"merges.txt\" is not a usable vocabulary: merges of tokens in the vocabulary were expected, but "
        "\"c\" is not there; install the model again or correct the file.");
}

TEST(ClipVocabulary, WhatIsNoVocabularyIsRefused) {
    EXPECT_TRUE(has(objectionTo(""), "empty"));
    EXPECT_TRUE(has(objectionTo("{}"), "none"));
    EXPECT_TRUE(has(objectionTo("[1]"), "one JSON object"));
    EXPECT_TRUE(has(objectionTo("7"), "one JSON object"));
    EXPECT_TRUE(has(objectionTo(R"({"a": 0,)"), "byte 9"));
    EXPECT_TRUE(has(objectionTo(std::string("{\"a\": 0}\0x", 10)), "byte 9"));
    EXPECT_TRUE(has(objectionTo("{\"a\xFF\": 0}"), "JSON"));
    EXPECT_TRUE(has(objectionTo(R"({"a": 0, "a": 1})"), "twice"));
    EXPECT_TRUE(has(objectionTo(R"({"a": 1})"), "ids from 0 to 0"));
    EXPECT_TRUE(has(objectionTo(R"({"a": -1})"), "whole number"));
    EXPECT_TRUE(has(objectionTo(R"({"a": 18446744073709551615})"), "whole number"));
    for (const char* value : {"1.0", "null", "true", "\"0\"", "{}", "[]", "1e999"})
        EXPECT_TRUE(has(objectionTo(std::string("{\"a\": ") + value + "}"), "expected")) << value;
    EXPECT_TRUE(has(objectionTo(R"({"a":)" + std::string(1'000'000, '[')), "whole number"));
    EXPECT_TRUE(has(objectionTo(R"({")" + std::string(2000, 'a') + R"(": 0})"), "1024 bytes"));
}

TEST(ClipVocabulary, MergesOfAnyOtherFormAreRefused) {
    EXPECT_EQ(objectionToMerges(""), "");
    EXPECT_EQ(objectionToMerges("#version: 0.2\na b\n"), "");
    EXPECT_EQ(objectionToMerges("#version: 0.2\r\na b\r\n\r\n"), "");
    EXPECT_EQ(objectionToMerges("a b"), "");
    EXPECT_TRUE(has(objectionToMerges("#version: 0.2\nab\n"), "line 2, but it is \"ab\""));
    EXPECT_TRUE(has(objectionToMerges("a b c\n"), "line 1"));
    EXPECT_TRUE(has(objectionToMerges(" a\n"), "line 1"));
    EXPECT_TRUE(has(objectionToMerges("a \n"), "line 1"));
    EXPECT_TRUE(has(objectionToMerges("b a\n"), "\"ba\" is not there"));
    EXPECT_TRUE(has(objectionToMerges("a " + std::string(5000, 'b')), "line 1"));
}

TEST(ClipVocabulary, AListOfMergesGivesTheWholeVocabulary) {
    const auto ids = vocabularyOfMerges("#version: 0.2\ni n\nin g</w>\n", "merges.txt");
    ASSERT_TRUE(ids);
    EXPECT_EQ(ids.value().size(), 516u);
    EXPECT_EQ(ids.value().at("!"), 0);
    EXPECT_EQ(ids.value().at("¡"), 94);
    EXPECT_EQ(ids.value().at("Ā"), 188);  // the byte 0
    EXPECT_EQ(ids.value().at("Ń</w>"), 511);
    EXPECT_EQ(ids.value().at("ing</w>"), 513);
    EXPECT_EQ(ids.value().at("<|endoftext|>"), 515);
}

TEST(ClipVocabulary, MergesThatGiveATokenTwiceMakeNoVocabulary) {
    for (const char* merges : {"a b\nc d\na b\n", "< |endoftext|>\n", "a bc\nab c\n"}) {
        const auto ids = vocabularyOfMerges(merges, "merges.txt");
        ASSERT_FALSE(ids) << merges;
        EXPECT_EQ(ids.error().code, ErrorCode::ModelCorrupt);
    }
}

}  // namespace
}  // namespace engine
