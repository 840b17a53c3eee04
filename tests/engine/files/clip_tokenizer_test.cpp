#include "engine/files/clip_tokenizer.h"

#include <filesystem>

#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/files/tokens_of_fixtures.h"

namespace engine {
namespace {

using Ids = std::vector<std::int64_t>;

/// A copy of the tiny tokenizer's folder that a test may damage.
class TokenizerFolder : public TemporaryFolder {
public:
    TokenizerFolder() {
        for (const auto& entry : std::filesystem::directory_iterator(kGolden + "sd15_tiny/tokenizer"))
            std::filesystem::copy_file(entry.path(), path() / entry.path().filename());
    }
    Result<ClipTokenizer> open() const { return ClipTokenizer::open(path().string()); }
};

TEST(ClipTokenizer, AFolderSaysWhatItsSpecialTokensAre) {
    EXPECT_EQ(tinyTokenizer().size(), 600);
    EXPECT_EQ(tinyTokenizer().bos(), 598);
    EXPECT_EQ(tinyTokenizer().eos(), 599);
    EXPECT_EQ(tinyTokenizer().pad(), 599);
    EXPECT_EQ(tinyTokenizer().maxLength(), 77u);
    const ClipTokenizer second = ClipTokenizer::open(kGolden + "sdxl_tiny/tokenizer_2").value();
    EXPECT_EQ(second.pad(), 0);
    EXPECT_EQ(second.ids("!a!!"), (Ids{0, 320, 0, 0}));
}

TEST(ClipTokenizer, AFolderOfTwoFilesIsEnough) {
    TokenizerFolder folder;
    std::filesystem::remove(folder.path() / "tokenizer_config.json");
    std::filesystem::remove(folder.path() / "special_tokens_map.json");
    ASSERT_TRUE(folder.open());
    EXPECT_EQ(folder.open().value().pad(), 599);
    EXPECT_EQ(folder.open().value().ids("the man"), tinyTokenizer().ids("the man"));
}

TEST(ClipTokenizer, WhatIsMissingOrDamagedIsNamed) {
    for (const char* name : {"vocab.json", "merges.txt"}) {
        TokenizerFolder folder;
        std::filesystem::remove(folder.path() / name);
        ASSERT_FALSE(folder.open());
        EXPECT_EQ(folder.open().error().code, ErrorCode::ModelMissing);
        EXPECT_NE(folder.open().error().message.find(name), std::string::npos);
    }
    for (const char* name :
         {"vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json"}) {
        TokenizerFolder folder;
        folder.write(name, "{\"a");
        ASSERT_FALSE(folder.open()) << name;
        EXPECT_EQ(folder.open().error().code, ErrorCode::ModelCorrupt);
        EXPECT_NE(folder.open().error().message.find(name), std::string::npos)
            << folder.open().error().message;
    }
}

TEST(ClipTokenizer, AFileOfAHundredMegabytesIsRefusedUnread) {
    for (const char* name : {"vocab.json", "merges.txt", "tokenizer_config.json"}) {
        TokenizerFolder folder;
        std::filesystem::resize_file(folder.path() / name, 100'000'000);
        ASSERT_FALSE(folder.open());
        EXPECT_NE(folder.open().error().message.find("100000000"), std::string::npos);
    }
}

TEST(ClipTokenizer, ASpecialTokenOutsideTheVocabularyIsRefused) {
    TokenizerFolder folder;
    folder.write("special_tokens_map.json", R"({"pad_token": "[PAD]"})");
    ASSERT_FALSE(folder.open());
    EXPECT_NE(folder.open().error().message.find("\"[PAD]\" was expected in the vocabulary"),
              std::string::npos);
}

TEST(ClipTokenizer, AddedTokensFollowTheVocabularyWithoutAHole) {
    TokenizerFolder folder;
    folder.write("added_tokens.json", R"({"<dog>": 601, "<cat>": 600})");
    ASSERT_TRUE(folder.open());
    EXPECT_EQ(folder.open().value().size(), 602);
    EXPECT_EQ(folder.open().value().ids("<dog><CAT>"), (Ids{601, 600}));
    folder.write("added_tokens.json", R"({"<dog>": 603})");
    EXPECT_FALSE(folder.open());
    folder.write("added_tokens.json", R"({"a": 3})");
    EXPECT_FALSE(folder.open());
}

TEST(ClipTokenizer, SpecialTokensInATextCountAsTransformersHasThem) {
    EXPECT_EQ(fullTokenizer().ids("a<|endoftext|>b<|StartOfText|>"), (Ids{320, 49407, 321, 49406}));
    EXPECT_EQ(fullTokenizer().ids("x!<|ENDOFTEXT|>!"), (Ids{343, 0, 27, 347, 40786, 4160, 91, 29, 256}));
}

TEST(ClipTokenizer, BrokenTextIsReadAsReplacementCharacters) {
    EXPECT_EQ(fullTokenizer().ids("a\xFF\xE5\x86 b"), fullTokenizer().ids("a\uFFFD\uFFFD b"));
    for (int first = 0; first < 256; ++first) {
        const std::string bytes = {static_cast<char>(first), '\xA0', '\0', static_cast<char>(first)};
        for (const std::int64_t id : fullTokenizer().ids(bytes)) EXPECT_TRUE(id >= 0 && id < 49408);
    }
}

TEST(ClipTokenizer, LongTextsTakeTimeInProportion) {
    std::string words;
    for (int i = 0; i < 10'000; ++i) words += "portrait" + std::to_string(i) + " ";
    EXPECT_GT(fullTokenizer().ids(words).size(), 20'000u);
    EXPECT_GT(fullTokenizer().ids(std::string(1'000'000, 'x')).size(), 1000u);
    EXPECT_EQ(fullTokenizer().ids(std::string(20 << 20, ' ') + "a"), Ids{});
}

TEST(ClipTokenizer, APlaceholderIsOneWordHoweverItIsTyped) {
    const ClipTokenizer tokenizer = tinyTokenizer().withPlaceholder("<Cat>", 1).value();
    EXPECT_EQ(tokenizer.size(), 601);
    EXPECT_EQ(tokenizer.ids("a <Cat>, x<cat>y"), (Ids{320, 600, 267, 343, 600, 344}));
    EXPECT_EQ(tinyTokenizer().size(), 600);
}

TEST(ClipTokenizer, APlaceholderStandsForAllItsVectors) {
    const ClipTokenizer one = tinyTokenizer().withPlaceholder("<cat>", 3).value();
    EXPECT_EQ(one.ids("a <cat>"), (Ids{320, 600, 601, 602}));
    EXPECT_EQ(one.ids("<cat>_1"), (Ids{601}));
    EXPECT_EQ(one.ids("a"), (Ids{320}));
    const ClipTokenizer two = one.withPlaceholder("dog-style", 2).value();
    EXPECT_EQ(two.ids("dog-style <cat>"), (Ids{603, 604, 600, 601, 602}));
    EXPECT_EQ(two.size(), 605);
}

TEST(ClipTokenizer, APlaceholderThatCannotBeOneIsRefused) {
    const std::pair<std::string, int> cases[] = {
        {"", 1},        {"<cat>", 0},         {"<cat>", 76},
        {"a b", 1},     {"\xFF", 1},          {"x\u3000y", 1},
        {"the</w>", 1}, {"<|endoftext|>", 1}, {std::string(257, 'a'), 1}};
    for (const auto& [name, vectors] : cases) {
        const auto tokenizer = tinyTokenizer().withPlaceholder(name, vectors);
        ASSERT_FALSE(tokenizer) << name;
        EXPECT_EQ(tokenizer.error().code, ErrorCode::InvalidRequest);
        EXPECT_NE(tokenizer.error().message.find("expected"), std::string::npos);
    }
    const ClipTokenizer with = tinyTokenizer().withPlaceholder("<cat>", 2).value();
    EXPECT_FALSE(with.withPlaceholder("<CAT>", 1));
    EXPECT_FALSE(with.withPlaceholder("<cat>_1", 1));
}

TEST(ClipTokenizer, PlaceholdersInAHostileTextDoNotMakeItGrowWithoutEnd) {
    ClipTokenizer tokenizer = tinyTokenizer().withPlaceholder("<>", 75).value();
    tokenizer = tokenizer.withPlaceholder("<><>", 75).value();
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += i % 2 == 0 ? "<>" : " <><>";
    EXPECT_GT(tokenizer.ids(text).size(), 100'000u);
}

}  // namespace
}  // namespace engine
