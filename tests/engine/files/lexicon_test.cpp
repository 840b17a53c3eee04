#include "engine/files/lexicon.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

constexpr const char* kText = R"({
  "concepts": ["and", "hair", "blond", "red", "clothes", "picture", "warmer"],
  "ignored": ["the", "make", "を", "にして"],
  "words": {"blonde": ["blond"], "shirt": ["clothes"], "t-shirt": ["clothes"], "warmer light": ["warmer", "picture"],
            "light": ["picture"], "金髪": ["blond", "hair"], "髪": ["hair"], "赤い": ["red"], ",": ["and"]}
})";

class LexiconTest : public testing::Test {
protected:
    std::vector<int> ids(std::initializer_list<const char*> names) const {
        std::vector<int> all;
        for (const char* name : names) all.push_back(lexicon_.id(name).value());
        return all;
    }

    const Lexicon lexicon_ = Lexicon::parse(kText, "lexicon.json").value();
};

TEST_F(LexiconTest, ManyWordsMeanOneConceptAndCaseDoesNotMatter) {
    EXPECT_EQ(lexicon_.tokens("Make the HAIR blonde").ids, ids({"hair", "blond"}));
    EXPECT_EQ(lexicon_.tokens("blond hair, red shirt").ids, ids({"blond", "hair", "and", "red", "clothes"}));
    EXPECT_EQ(lexicon_.tokens("a\u00a0red\tt-shirt").ids, ids({"red", "clothes"}));
}

TEST_F(LexiconTest, TheLongestKnownWordsCount) {
    EXPECT_EQ(lexicon_.tokens("warmer light").ids, ids({"warmer", "picture"}));
    EXPECT_EQ(lexicon_.tokens("warmer  light").ids, ids({"warmer", "picture"}));
    EXPECT_EQ(lexicon_.tokens("light").ids, ids({"picture"}));
}

TEST_F(LexiconTest, LanguagesWithoutSpacesAreRead) {
    EXPECT_EQ(lexicon_.tokens("金髪にして").ids, ids({"blond", "hair"}));
    EXPECT_EQ(lexicon_.tokens("赤い髪").ids, ids({"red", "hair"}));
    EXPECT_EQ(lexicon_.tokens("赤い眼鏡").unknown, std::vector<std::string>{"眼鏡"});
}

TEST_F(LexiconTest, UnknownWordsAreNamedOnce) {
    const Lexicon::Reading read = lexicon_.tokens("Sparkling hair, sparkling redder hairy");
    EXPECT_EQ(read.ids, ids({"hair", "and"}));
    EXPECT_EQ(read.unknown, (std::vector<std::string>{"sparkling", "redder", "hairy"}));
}

TEST(LexiconExpressionsTest, ExpressionsAreToldFromConcepts) {
    const auto lexicon = Lexicon::parse(
        R"({"concepts": ["hair"], "acts": ["smiling"], "ignored": [], "words": {"笑顔": ["smiling"]}})", "l");
    ASSERT_TRUE(lexicon);
    EXPECT_EQ(lexicon.value().size(), 3);
    const std::vector<int> ids = lexicon.value().tokens("笑顔, hair").ids;
    ASSERT_EQ(ids.size(), 2u);
    EXPECT_EQ(lexicon.value().act(ids[0]), "smiling");
    EXPECT_EQ(lexicon.value().act(ids[1]), std::nullopt);
    EXPECT_EQ(lexicon.value().act(7), std::nullopt);
}

TEST_F(LexiconTest, PluralsWeightsAndPunctuationAreNoWords) {
    EXPECT_EQ(lexicon_.tokens("red shirts!").ids, ids({"red", "clothes"}));
    const Lexicon::Reading weighed = lexicon_.tokens("(red:1.3) hair...");
    EXPECT_EQ(weighed.ids, ids({"red", "hair"}));
    EXPECT_TRUE(weighed.unknown.empty());
}

TEST_F(LexiconTest, AnyBytesAreAPrompt) {
    EXPECT_TRUE(lexicon_.tokens("").ids.empty());
    EXPECT_TRUE(lexicon_.tokens(std::string("\xff\xfe\x00 \x01", 5)).ids.empty());
    std::string endless;
    for (int i = 0; i < 10000; ++i) endless += "word" + std::to_string(i) + " ";
    EXPECT_EQ(lexicon_.tokens(endless).unknown.size(), 20u);
}

TEST_F(LexiconTest, CompletionsBeginAsTyped) {
    EXPECT_EQ(lexicon_.completions("BL", 5), (std::vector<std::string>{"blond", "blonde"}));
    EXPECT_EQ(lexicon_.completions("金", 5), std::vector<std::string>{"金髪"});
    EXPECT_TRUE(lexicon_.completions("mak", 5).empty());
    EXPECT_TRUE(lexicon_.completions("", 5).empty());
}

TEST(Lexicon, DamagedFilesAreRefusedWithASentence) {
    for (const char* text : {"", "[]", "{}", R"({"concepts": ["a"], "ignored": [], "words": {"b": ["c"]}})",
                             R"({"concepts": ["a"], "ignored": [], "words": {"b": "a"}})",
                             R"({"concepts": [1], "ignored": [], "words": {}})",
                             R"({"concepts": ["a"], "ignored": {}, "words": {}})"}) {
        const auto lexicon = Lexicon::parse(text, "lexicon.json");
        ASSERT_FALSE(lexicon) << text;
        EXPECT_EQ(lexicon.error().code, ErrorCode::ModelCorrupt);
        EXPECT_NE(lexicon.error().message.find("lexicon.json"), std::string::npos);
    }
}

}  // namespace
}  // namespace engine
