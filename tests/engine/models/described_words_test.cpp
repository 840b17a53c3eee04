#include "engine/models/describe/described_words.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

const Lexicon& knownWords() {
    static const Lexicon lexicon = Lexicon::parse(
                                       R"({"concepts": ["and", "hair", "lips", "background", "picture", "red",
                                           "sunset"],
                                           "acts": ["smiling", "out-of-focus", "glasses", "removed"], "ignored": ["the"],
                                           "words": {",": ["and"], "blond": ["red"],
                                           "soft background": ["out-of-focus"], "no": ["removed"],
                                           "sunglasses": ["glasses"]}})",
                                       "lexicon.json")
                                       .value();
    return lexicon;
}

DescribedWords read(const std::string& prompt) {
    const Result<DescribedWords> words = understood(knownWords(), prompt);
    EXPECT_TRUE(words) << prompt;
    return words ? words.value() : DescribedWords();
}

std::string refused(const std::string& prompt) {
    const Result<DescribedWords> words = understood(knownWords(), prompt);
    return words ? std::string() : words.error().message;
}

std::vector<Part> partsIn(const std::string& prompt) {
    return read(prompt).parts;
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

TEST(DescribedWords, AFocusIsNoConceptAndReachesTheWholePhoto) {
    const DescribedWords words = read("the soft background and red lips");
    EXPECT_EQ(words.out_of_focus, 1);
    EXPECT_EQ(words.reach, 0);
    EXPECT_TRUE(words.names_place);
    EXPECT_EQ(words.concepts.size(), 2u);
    EXPECT_TRUE(words.expressions.empty());
    EXPECT_EQ(read("red lips").out_of_focus, 0);
    EXPECT_TRUE(read("soft background").concepts.empty());
}

TEST(DescribedWords, GlassesAreTakenOffTheFace) {
    const DescribedWords words = read("the sunglasses removed");
    EXPECT_TRUE(words.no_glasses);
    EXPECT_TRUE(words.names_place);
    EXPECT_TRUE(words.concepts.empty());
    EXPECT_EQ(words.reach, 1);
    EXPECT_TRUE(read("no glasses, red hair").no_glasses);
    EXPECT_FALSE(read("red hair").no_glasses);
}

TEST(DescribedWords, GlassesCanOnlyBeTakenOffAndNothingElseCan) {
    EXPECT_NE(refused("glasses").find("only take glasses off"), std::string::npos);
    EXPECT_NE(refused("no red hair").find("Only glasses"), std::string::npos);
}

TEST(DescribedWords, TheProgramsOwnLexiconTakesGlassesOffInBothLanguages) {
    const auto lexicon = Lexicon::read(PENUMBRA_SOURCE_DIR "/resources/models/starter/describe/lexicon.json");
    ASSERT_TRUE(lexicon) << lexicon.error().message;
    for (const char* prompt :
         {"no glasses", "without glasses", "remove the glasses", "take off his glasses",
          "take her glasses off", "without sunglasses", "no spectacles", "not wearing glasses", "眼鏡なし",
          "メガネを外す", "メガネを外して", "サングラスなし", "めがねを取って", "眼鏡をかけていない", "裸眼",
          "no glasses, blond hair", "眼鏡なし、金髪"}) {
        EXPECT_TRUE(lexicon.value().tokens(prompt).unknown.empty()) << prompt;
        const auto words = understood(lexicon.value(), prompt);
        ASSERT_TRUE(words) << prompt << ": " << words.error().message;
        EXPECT_TRUE(words.value().no_glasses) << prompt;
    }
    for (const char* prompt : {"glasses", "wearing sunglasses", "眼鏡", "サングラス"})
        EXPECT_FALSE(understood(lexicon.value(), prompt)) << prompt;
}

TEST(DescribedWords, UnknownWordsWithACommaAreStillUnknown) {
    const Lexicon lexicon =
        Lexicon::parse(R"({"concepts": ["and", "hair"], "ignored": [], "words": {",": ["and"]}})",
                       "lexicon.json")
            .value();
    for (const char* prompt : {"dragon, castle", ",", " , ,"}) {
        const Result<DescribedWords> words = understood(lexicon, prompt);
        ASSERT_FALSE(words) << prompt;
        EXPECT_EQ(words.error().code, ErrorCode::InvalidRequest);
    }
}

}  // namespace
}  // namespace engine
