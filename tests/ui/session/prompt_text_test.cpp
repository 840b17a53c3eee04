#include "ui/session/prompt_text.h"

#include <gtest/gtest.h>

namespace {

TEST(PromptText, LosesControlCharactersAndMarksThatTurnTheWriting) {
    EXPECT_EQ(ui::cleanPrompt(QString("red\x01 li\x1bps\x7f") + QChar(0x85)), "red lips");
    EXPECT_EQ(ui::cleanPrompt(QString(QChar(0x202E)) + "red" + QChar(0x2066) + QChar(0xFEFF)), "red");
    EXPECT_EQ(ui::cleanPrompt(QString("red") + QChar(0) + "dish"), "reddish");
}

TEST(PromptText, KeepsLinesAndEveryWriting) {
    EXPECT_EQ(ui::cleanPrompt("one\r\ntwo\rthree\tfour"), "one\ntwo\nthree four");
    const QString text = QStringLiteral("金髪、Été 👩‍🦰 (word:1.2)");
    EXPECT_EQ(ui::cleanPrompt(text), text);
}

TEST(PromptText, LosesHalvesOfCharacters) {
    EXPECT_EQ(ui::cleanPrompt(QString("a") + QChar(0xD83D) + "b" + QChar(0xDC69)), "ab");
}

TEST(PromptText, EndsWhereAPromptCanBeNoLonger) {
    EXPECT_EQ(ui::cleanPrompt(QString(ui::kLongestPrompt + 5, 'a')).size(), ui::kLongestPrompt);
}

TEST(PromptText, IsAskedAsOneLine) {
    EXPECT_EQ(ui::askedPrompt("  blond hair,\nred lips \n"), "blond hair, red lips");
    EXPECT_EQ(ui::askedPrompt(" \n\x01 "), "");
}

TEST(PromptText, SeesWeights) {
    EXPECT_TRUE(ui::hasWeights("(blond:1.2) hair"));
    EXPECT_TRUE(ui::hasWeights("a (blond hair: .5 )"));
    EXPECT_FALSE(ui::hasWeights("(blond) hair: 2"));
    EXPECT_FALSE(ui::hasWeights("blond hair"));
}

}  // namespace
