#include "ui/panels/prompt/prompt_edit.h"

#include <gtest/gtest.h>

#include <QAbstractItemView>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/fake_engine.h"
#include "ui/session/prompt_text.h"

namespace {

class PromptEditTest : public testing::Test {
protected:
    void SetUp() override {
        edit.resize(400, 40);
        edit.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&edit));
        edit.activateWindow();
        edit.setFocus();
        test::settle();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&edit, key, modifiers);
        test::settle();
    }
    /// Nobody sees the list where there is none.
    QAbstractItemView* offers() const {
        for (QWidget* window : QApplication::topLevelWidgets()) {
            auto* list = qobject_cast<QAbstractItemView*>(window);
            if (list && list->objectName() == "completions" && list->isVisible()) return list;
        }
        return nullptr;
    }

    ui::PromptEdit edit;
};

TEST_F(PromptEditTest, EnterRunsAndShiftEnterStartsALine) {
    QSignalSpy entered(&edit, &ui::PromptEdit::entered);
    QTest::keyClicks(&edit, "red");
    press(Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(&edit, "lips");
    EXPECT_EQ(entered.count(), 0);
    press(Qt::Key_Return);
    EXPECT_EQ(entered.count(), 1);
    EXPECT_EQ(edit.words(), "red\nlips");
}

TEST_F(PromptEditTest, GrowsToFourLinesAndNoFurther) {
    const int one = edit.height();
    QString text = "a";
    std::vector<int> heights;
    for (int line = 2; line <= 6; ++line) {
        edit.setWords(text += "\na");
        test::settle();
        heights.push_back(edit.height());
    }
    EXPECT_GT(heights[0], one);
    EXPECT_GT(heights[2], heights[0]);
    EXPECT_EQ(heights[3], heights[2]) << "four lines, then it scrolls";
    EXPECT_EQ(heights[4], heights[2]);
    edit.setWords("");
    test::settle();
    EXPECT_EQ(edit.height(), one);
}

TEST_F(PromptEditTest, GrowsWithALineThatWraps) {
    const int one = edit.height();
    edit.setWords(QString("word ").repeated(40));
    test::settle();
    EXPECT_GT(edit.height(), one);
}

TEST_F(PromptEditTest, LeafsThroughWhatWasRunBeforeAndBackToTheDraft) {
    edit.setHistory({"newest", "older"});
    QTest::keyClicks(&edit, "draft");
    press(Qt::Key_Up);
    EXPECT_EQ(edit.words(), "newest");
    press(Qt::Key_Up);
    EXPECT_EQ(edit.words(), "older");
    press(Qt::Key_Up);
    EXPECT_EQ(edit.words(), "older") << "there is nothing before it";
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    EXPECT_EQ(edit.words(), "draft");
}

TEST_F(PromptEditTest, LeafsOnlyFromTheFirstAndTheLastLine) {
    edit.setHistory({"newest"});
    edit.setWords("one\ntwo");
    press(Qt::Key_Up);
    EXPECT_EQ(edit.words(), "one\ntwo") << "up to the first line";
    press(Qt::Key_Up);
    EXPECT_EQ(edit.words(), "newest");
}

TEST_F(PromptEditTest, SkipsAnEarlierPromptThatStandsThereAlready) {
    edit.setHistory({"same", "older"});
    edit.setWords("same");
    press(Qt::Key_Up);
    EXPECT_EQ(edit.words(), "older");
}

TEST_F(PromptEditTest, ControlUpAndDownChangeTheWeightOfAWord) {
    edit.setWords("blond hair");
    press(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(edit.words(), "blond (hair:1.1)");
    press(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(edit.words(), "blond (hair:1.2)");
    press(Qt::Key_Down, Qt::ControlModifier);
    press(Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(edit.words(), "blond hair");
    edit.undo();
    EXPECT_EQ(edit.words(), "blond (hair:1.1)") << "each is a step of the box's own undo";
}

TEST_F(PromptEditTest, WeightsAreRefusedWhereTheyDoNotCount) {
    QSignalSpy refused(&edit, &ui::PromptEdit::weightRefused);
    edit.setTakesWeights(false);
    edit.setWords("blond hair");
    press(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(edit.words(), "blond hair");
    EXPECT_EQ(refused.count(), 1);
}

TEST_F(PromptEditTest, TabTakesACompletionAndEnterStillRuns) {
    QSignalSpy entered(&edit, &ui::PromptEdit::entered);
    edit.setCompletions([](const QString& before) {
        std::vector<ui::Completion> offers;
        if (before.endsWith("bl")) offers = {{"blond", "blond", 2}, {"blue", "blue", 2}};
        return offers;
    });
    QTest::keyClicks(&edit, "a bl");
    test::settle();
    ASSERT_TRUE(offers());
    EXPECT_EQ(offers()->model()->rowCount(), 2);
    press(Qt::Key_Tab);
    EXPECT_EQ(edit.words(), "a blond");
    EXPECT_FALSE(offers());
    EXPECT_TRUE(edit.hasFocus());

    QTest::keyClicks(&edit, " bl");
    test::settle();
    ASSERT_TRUE(offers());
    press(Qt::Key_Return);
    EXPECT_EQ(entered.count(), 1) << "nothing was chosen from the list";
    EXPECT_EQ(edit.words(), "a blond bl");
    EXPECT_FALSE(offers());
}

TEST_F(PromptEditTest, APastedTextComesWithoutControlCharacters) {
    QGuiApplication::clipboard()->setText(QString("red\x01\tlips") + QChar(0x202E));
    edit.paste();
    EXPECT_EQ(edit.words(), "red lips");
}

TEST_F(PromptEditTest, ATextThatIsTooLongIsCutAndSaid) {
    QSignalSpy shortened(&edit, &ui::PromptEdit::shortened);
    QGuiApplication::clipboard()->setText(QString(ui::kLongestPrompt + 100, 'a'));
    edit.paste();
    EXPECT_EQ(edit.words().size(), ui::kLongestPrompt);
    EXPECT_EQ(shortened.count(), 1);
}

TEST_F(PromptEditTest, UnderlinesWordsAndNotPartsOfOthers) {
    edit.setWords("red hat, hats and a HAT");
    edit.setUnknown({"hat"});
    const auto marks = edit.extraSelections();
    ASSERT_EQ(marks.size(), 2);
    EXPECT_EQ(marks[0].cursor.selectedText(), "hat");
    EXPECT_EQ(marks[1].cursor.selectedText(), "HAT");
    edit.setUnknown({});
    EXPECT_TRUE(edit.extraSelections().isEmpty());
}

}  // namespace
