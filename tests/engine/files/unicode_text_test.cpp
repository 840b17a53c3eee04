#include "engine/files/unicode_text.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

TEST(UnicodeText, BrokenPartsBecomeReplacementCharactersAsInPython) {
    const std::string r = "\uFFFD";
    EXPECT_EQ(wellFormed("plain"), "plain");
    EXPECT_EQ(wellFormed("größe 写真 😀"), "größe 写真 😀");
    EXPECT_EQ(wellFormed("a\xFFz"), "a" + r + "z");
    EXPECT_EQ(wellFormed("\xE5\x86"), r);                      // cut off: one part
    EXPECT_EQ(wellFormed("\xF0\x9F\x98z"), r + "z");           // cut off before a letter
    EXPECT_EQ(wellFormed("\xC0\xAF"), r + r);                  // a slash in disguise
    EXPECT_EQ(wellFormed("\xED\xA0\x80"), r + r + r);          // half of a surrogate pair
    EXPECT_EQ(wellFormed("\xF4\x90\x80\x80"), r + r + r + r);  // beyond U+10FFFF
    EXPECT_EQ(wellFormed("\x80\x80"), r + r);
}

TEST(UnicodeText, LowerCaseIsPerCharacterAndComposed) {
    EXPECT_EQ(composedLowerCase("A Photo [1]"), "a photo [1]");
    EXPECT_EQ(composedLowerCase("CAFE\u0301"), "café");
    EXPECT_EQ(composedLowerCase("ΣΊΣΥΦΟΣ"), "σίσυφοσ");
    EXPECT_EQ(composedLowerCase("İI"), "i\u0307i");
    EXPECT_EQ(composedLowerCase("ẞ\u212B"), "ßå");
    EXPECT_EQ(composedLowerCase(std::string("a\0B", 3)), std::string("a\0b", 3));
}

TEST(UnicodeText, KindsAreThoseOfTheCategories) {
    for (const char32_t code : {U' ', U'\n', U'\x85', U'\xA0', U'\u3000', U'\u2028'})
        EXPECT_EQ(kindOf(code), CharacterKind::Space) << static_cast<unsigned>(code);
    for (const char32_t code : {U'a', U'ß', U'写', U'ー', U'\U0001D4D0'})
        EXPECT_EQ(kindOf(code), CharacterKind::Letter) << static_cast<unsigned>(code);
    for (const char32_t code : {U'7', U'٣', U'½', U'Ⅷ'})
        EXPECT_EQ(kindOf(code), CharacterKind::Number) << static_cast<unsigned>(code);
    for (const char32_t code : {U'!', U'\0', U'\u0301', U'\u200B', U'😀', U'\U0010FFFF'})
        EXPECT_EQ(kindOf(code), CharacterKind::Other) << static_cast<unsigned>(code);
}

}  // namespace
}  // namespace engine
