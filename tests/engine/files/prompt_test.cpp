#include "engine/files/prompt.h"

#include <gtest/gtest.h>

#include <cmath>

namespace engine {
namespace {

using Pieces = std::vector<PromptPiece>;

const PromptPiece kBreak = {"", 1, true};

TEST(Prompt, WithoutWeightsAPromptIsOnePieceAndUnchanged) {
    for (const std::string text :
         {"a portrait, soft light", "half ( open", "half ) closed", ") ] ( [", "a: b:1.3", "\\ \\n \\",
          "  two  spaces ", "BREAKING _BREAK BREAK1 breaK 写BREAK", "\x01\x7F\xFF"}) {
        EXPECT_EQ(parsePrompt(text), (Pieces{{text, 1}})) << text;
    }
    EXPECT_EQ(parsePrompt(std::string("a\0(", 3)), (Pieces{{std::string("a\0(", 3), 1}}));
    EXPECT_EQ(parsePrompt(""), Pieces{});
}

TEST(Prompt, BracketsWeigh) {
    EXPECT_EQ(parsePrompt("a (b) c"), (Pieces{{"a ", 1}, {"b", 1.1f}, {" c", 1}}));
    EXPECT_EQ(parsePrompt("((b))"), (Pieces{{"b", 1.21f}}));
    EXPECT_EQ(parsePrompt("[b]"), (Pieces{{"b", static_cast<float>(1 / 1.1)}}));
    EXPECT_EQ(parsePrompt("(a [b] (c:2) d)"),
              (Pieces{{"a ", 1.1f}, {"b", 1}, {" ", 1.1f}, {"c", 2.2f}, {" d", 1.1f}}));
    EXPECT_EQ(parsePrompt("()[]"), Pieces{});
}

TEST(Prompt, ANumberBeforeTheClosingBracketIsTheWeight) {
    EXPECT_EQ(parsePrompt("(b:1.3)"), (Pieces{{"b", 1.3f}}));
    EXPECT_EQ(parsePrompt("(a b : 0.5 )"), (Pieces{{"a b ", 0.5f}}));
    EXPECT_EQ(parsePrompt("(b:.5)(c:-1)(d:+2.)(e:0)"), (Pieces{{"b", 0.5f}, {"c", -1}, {"d", 2}, {"e", 0}}));
    EXPECT_EQ(parsePrompt("(16:9:1.2)"), (Pieces{{"16:9", 1.2f}}));
    EXPECT_EQ(parsePrompt("[b:0.5]"), (Pieces{{"b:0.5", static_cast<float>(1 / 1.1)}}));
    EXPECT_EQ(parsePrompt("b:1.3)"), (Pieces{{"b:1.3)", 1}}));
}

TEST(Prompt, ANumberThatIsNoneIsTextAndOneThatIsTooLargeIsLimited) {
    for (const std::string inside :
         {"b:nan", "b:inf", "b:1e9", "b:1.2.3", "b:", "b:.", "b:--1", "b:0x2", "b 1.3", "1.3"})
        EXPECT_EQ(parsePrompt("(" + inside + ")"), (Pieces{{inside, 1.1f}})) << inside;
    EXPECT_EQ(parsePrompt("(b:99999)"), (Pieces{{"b", 10}}));
    EXPECT_EQ(parsePrompt("(b:-" + std::string(1000, '9') + ")"), (Pieces{{"b", -10}}));
    EXPECT_EQ(parsePrompt("((b:9):9)"), (Pieces{{"b", 10}}));
    EXPECT_EQ(parsePrompt("(b:0." + std::string(1000, '0') + "1)").front().text, "b");
}

TEST(Prompt, ABackslashMakesABracketText) {
    EXPECT_EQ(parsePrompt("a \\(b\\) \\[c\\]"), (Pieces{{"a (b) [c]", 1}}));
    EXPECT_EQ(parsePrompt("(a\\):1.5)"), (Pieces{{"a)", 1.5f}}));
    EXPECT_EQ(parsePrompt("\\(a)"), (Pieces{{"(a)", 1}}));
}

TEST(Prompt, BracketsWithoutAPartnerAreText) {
    EXPECT_EQ(parsePrompt("(a [b) c]"), (Pieces{{"a [b", 1.1f}, {" c]", 1}}));
    EXPECT_EQ(parsePrompt("((a) b"), (Pieces{{"(", 1}, {"a", 1.1f}, {" b", 1}}));
    EXPECT_EQ(parsePrompt("(a)) b"), (Pieces{{"a", 1.1f}, {") b", 1}}));
}

TEST(Prompt, ABreakIsAWordOfItsOwn) {
    EXPECT_EQ(parsePrompt("a BREAK b"), (Pieces{{"a ", 1}, kBreak, {" b", 1}}));
    EXPECT_EQ(parsePrompt("BREAK"), (Pieces{kBreak}));
    EXPECT_EQ(parsePrompt("a,BREAK、BREAK"), (Pieces{{"a,", 1}, kBreak, {"、", 1}, kBreak}));
    EXPECT_EQ(parsePrompt("(a BREAK b:1.2)"), (Pieces{{"a ", 1.2f}, kBreak, {" b", 1.2f}}));
}

TEST(Prompt, HostilePromptsAreReadInOneGo) {
    const std::size_t many = 500'000;
    const std::string open(many, '(');
    const std::string close(many, ')');
    EXPECT_EQ(parsePrompt(open), (Pieces{{open, 1}}));
    EXPECT_EQ(parsePrompt(close), (Pieces{{close, 1}}));
    EXPECT_EQ(parsePrompt(open + "a" + close), (Pieces{{"a", 10}}));
    EXPECT_EQ(parsePrompt(std::string(many, '[') + "a" + std::string(many, ']')).front().text, "a");
    EXPECT_EQ(parsePrompt(open + std::string(many, '[') + ")").back().text.size(), many);
    EXPECT_EQ(parsePrompt(open + "a:" + std::string(many, '1') + close).front().text, "a");
    EXPECT_EQ(parsePrompt(std::string(many, ':') + std::string(many, ')')).size(), 1u);
}

}  // namespace
}  // namespace engine
