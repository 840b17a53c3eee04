#include "engine/models/describe/described_words.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

std::vector<Part> partsIn(const std::string& prompt) {
    static const Lexicon lexicon = Lexicon::parse(
                                       R"({"concepts": ["and", "hair", "lips", "background", "picture", "red",
                                           "sunset"],
                                           "expressions": ["smiling"], "ignored": ["the"],
                                           "words": {",": ["and"], "blond": ["red"]}})",
                                       "lexicon.json")
                                       .value();
    const Result<DescribedWords> words = understood(lexicon, prompt);
    EXPECT_TRUE(words) << prompt;
    return words ? words.value().parts : std::vector<Part>();
}

TEST(DescribedWords, ThePartsThatClausesName) {
    EXPECT_EQ(partsIn("red hair"), std::vector{Part::Hair});
    EXPECT_EQ(partsIn("red lips and the red background"), (std::vector{Part::Lips, Part::Background}));
    EXPECT_EQ(partsIn("red hair and"), std::vector{Part::Hair});
}

TEST(DescribedWords, APartThatIsNamedTwiceIsOnePart) {
    EXPECT_EQ(partsIn("red hair and blond hair and lips"), (std::vector{Part::Hair, Part::Lips}));
}

TEST(DescribedWords, NoPartsWhereAClauseIsAboutTheWholePicture) {
    EXPECT_TRUE(partsIn("sunset").empty());
    EXPECT_TRUE(partsIn("red picture").empty());
    EXPECT_TRUE(partsIn("red lips and sunset").empty());
    EXPECT_TRUE(partsIn("sunset and red lips").empty());
}

TEST(DescribedWords, AnExpressionIsNoClause) {
    EXPECT_EQ(partsIn("smiling and red lips"), std::vector{Part::Lips});
    EXPECT_TRUE(partsIn("smiling").empty());
}

}  // namespace
}  // namespace engine
