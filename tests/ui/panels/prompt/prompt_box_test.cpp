#include "ui/panels/prompt/prompt_box.h"

#include <gtest/gtest.h>

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <memory>

#include "tests/support/workbench.h"
#include "ui/document/commands.h"
#include "ui/panels/prompt/template_menu.h"

namespace {

class PromptBoxTest : public testing::Test {
protected:
    PromptBoxTest() { bench.settings.setLanguage("en"); }

    void SetUp() override {
        bench.openPhoto();
        build();
    }
    void build() {
        box = std::make_unique<ui::PromptBox>(bench.work);
        box->resize(700, 160);
        box->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(box.get()));
        box->activateWindow();
        box->focusWords();
        test::settle();
    }
    ui::PromptEdit* words() { return box->findChild<ui::PromptEdit*>(); }
    void type(const QString& text) {
        words()->setWords(text);
        test::settle();
    }
    QString seen() {
        QStringList lines;
        for (const QLabel* label : box->findChildren<QLabel*>()) {
            if (label->isVisible()) lines << label->text();
        }
        return lines.join('\n');
    }
    QAbstractButton* button(const QString& name) {
        for (QAbstractButton* one : box->findChildren<QAbstractButton*>()) {
            if (one->isVisible() && (one->text() == name || one->accessibleName() == name)) return one;
        }
        return nullptr;
    }
    bool waitFor(const QString& text) {
        return QTest::qWaitFor([&] { return seen().contains(text); });
    }
    void answerPlace(engine::Outcome outcome) {
        const auto asked = [this] {
            return !bench.engine.submitted.empty() &&
                   std::holds_alternative<engine::DescribeMaskRequest>(
                       bench.engine.submitted.back().request) &&
                   bench.engine.isOpen(bench.engine.last());
        };
        ASSERT_TRUE(QTest::qWaitFor(asked));
        bench.engine.finish(bench.engine.last(), std::move(outcome));
        test::settle();
    }
    static engine::FoundMask somewhere() {
        engine::ImageBuilder mask({4, 4}, 1, engine::PixelType::U8);
        std::fill_n(mask.row<std::uint8_t>(0), 16, std::uint8_t(255));
        return {{8, 8, 16, 16}, std::move(mask).finish()};
    }

    test::Workbench bench;
    std::unique_ptr<ui::PromptBox> box;
};

TEST_F(PromptBoxTest, TheButtonSaysWhyItCannotRun) {
    auto* run = button("Run");
    ASSERT_TRUE(run);
    EXPECT_FALSE(run->isEnabled());
    EXPECT_EQ(run->toolTip(), "Write what to change first.");
    EXPECT_TRUE(seen().contains("Write what to change first."));
    type("blond hair");
    EXPECT_TRUE(run->isEnabled());
}

TEST_F(PromptBoxTest, TellsOfUnknownWordsBeforeAnythingRunsAndOffersAnotherModel) {
    QSignalSpy wanted(&bench.work.describe, &ui::DescribeWork::modelWanted);
    type("sparkly blond hair");
    ASSERT_TRUE(waitFor("does not know “sparkly”"));
    ASSERT_EQ(words()->extraSelections().size(), 1);
    EXPECT_EQ(words()->extraSelections()[0].cursor.selectedText(), "sparkly");
    ASSERT_TRUE(button("Choose another model…"));
    button("Choose another model…")->click();
    EXPECT_EQ(wanted.count(), 1);
    type("blond hair");
    ASSERT_TRUE(QTest::qWaitFor([this] { return !seen().contains("sparkly"); }));
    EXPECT_FALSE(button("Choose another model…"));
}

TEST_F(PromptBoxTest, NamesAFewOfManyUnknownWords) {
    type("aaa bbb ccc ddd eee");
    EXPECT_TRUE(waitFor("“aaa”, “bbb”, “ccc” and 2 more words"));
}

TEST_F(PromptBoxTest, CountsTokensAndSaysWhenThereAreTooMany) {
    bench.words.limit = 3;
    type("blond hair");
    EXPECT_TRUE(waitFor("2 of 3 tokens"));
    type("blond hair red lips");
    EXPECT_TRUE(waitFor("Too long: 4 tokens, and only the first 3 count."));
}

TEST_F(PromptBoxTest, SaysThatTheStarterIgnoresWeights) {
    type("blond hair");
    QTest::keyClick(words(), Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(words()->words(), "blond hair");
    EXPECT_TRUE(waitFor("The starter model ignores weights."));
    type("blond hair, red lips");
    EXPECT_FALSE(seen().contains("weights")) << "typing goes on";
}

TEST_F(PromptBoxTest, ShowsTheFoundPlaceUntilItsWordsHaveBeenRun) {
    std::vector<bool> shown;
    QObject::connect(
        box.get(), &ui::PromptBox::hinted, box.get(),
        [&](const engine::Image& mask, const engine::Rect&) { shown.push_back(!mask.isNull()); });
    type("blond hair");
    EXPECT_TRUE(seen().contains("Region: looking for it…"));
    answerPlace(somewhere());
    EXPECT_TRUE(seen().contains("Region: found from your words"));
    EXPECT_EQ(shown, std::vector{true});
    bench.work.describe.run();
    const engine::JobId job = bench.submittedJob();
    EXPECT_EQ(shown, (std::vector{true, false})) << "nothing may lie over the result";
    bench.engine.start(job);
    bench.engine.finish(job, test::brighter({8, 8, 16, 16}));
    test::settle();
    bench.work.session.accept();
    test::settle();
    EXPECT_EQ(shown.size(), 2u);
}

TEST_F(PromptBoxTest, EditMaskMakesTheFoundPlaceTheMaskInOneStep) {
    QSignalSpy draw(box.get(), &ui::PromptBox::drawWanted);
    type("blond hair");
    answerPlace(somewhere());
    ASSERT_TRUE(button("Edit mask"));
    button("Edit mask")->click();
    ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.document.hasMask(); }));
    EXPECT_EQ(bench.work.document.mask().pixelColor(12, 12).red(), 255);
    EXPECT_EQ(bench.work.document.mask().pixelColor(40, 40).red(), 0);
    EXPECT_EQ(bench.work.document.undoStack().count(), 1);
    EXPECT_EQ(draw.count(), 1) << "and the brush is in hand";
    EXPECT_TRUE(seen().contains("Region: the painted mask"));
    bench.work.document.undoStack().undo();
    EXPECT_FALSE(bench.work.document.hasMask());
}

TEST_F(PromptBoxTest, OffersToDrawWhereNoPlaceIsFound) {
    QSignalSpy draw(box.get(), &ui::PromptBox::drawWanted);
    type("blond hair");
    answerPlace(engine::FoundMask{});
    EXPECT_TRUE(seen().contains("No region found for these words."));
    ASSERT_TRUE(button("Draw a region"));
    button("Draw a region")->click();
    EXPECT_EQ(draw.count(), 1);
    EXPECT_TRUE(button("Run")->isEnabled());
}

TEST_F(PromptBoxTest, SaysWhyThePlaceCouldNotBeLookedFor) {
    type("blond hair");
    ASSERT_TRUE(QTest::qWaitFor([this] { return !bench.engine.submitted.empty(); }));
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::ModelMissing, "no such file"});
    test::settle();
    EXPECT_TRUE(seen().contains("The model is missing or damaged."));
    EXPECT_TRUE(button("Choose another model…"));
    EXPECT_TRUE(button("Draw a region"));
}

TEST_F(PromptBoxTest, CompletesWordsAndNamesOfTemplates) {
    const auto offered = [this]() -> QStringList {
        QStringList texts;
        for (QWidget* window : QApplication::topLevelWidgets()) {
            auto* list = qobject_cast<QAbstractItemView*>(window);
            if (!list || list->objectName() != "completions" || !list->isVisible()) continue;
            for (int row = 0; row < list->model()->rowCount(); ++row) {
                texts << list->model()->index(row, 0).data().toString();
            }
        }
        return texts;
    };
    QTest::keyClicks(words(), "red lips, blon");
    test::settle();
    EXPECT_EQ(offered(), (QStringList{"blond hair", "blond"}));
    QTest::keyClick(words(), Qt::Key_Tab);
    EXPECT_EQ(words()->words(), "red lips, blond hair");
    QTest::keyClicks(words(), ", b");
    test::settle();
    EXPECT_TRUE(offered().isEmpty()) << "one letter means too much";
}

TEST_F(PromptBoxTest, TemplatesArePickedFromAListAndOnesOwnAreKept) {
    auto* menu = box->findChild<ui::TemplateMenu*>();
    const auto item = [menu](const QString& text) -> QAction* {
        Q_EMIT menu->aboutToShow();
        QList<QAction*> all;
        for (QAction* action : menu->actions()) {
            all << action;
            if (action->menu()) all << action->menu()->actions();
        }
        for (QAction* action : all) {
            if (action->text() == text) return action;
        }
        return nullptr;
    };
    ASSERT_TRUE(item("Blond hair"));
    item("Blond hair")->trigger();
    EXPECT_EQ(words()->words(), "blond hair");
    item("Red lips")->trigger();
    EXPECT_EQ(words()->words(), "blond hair, red lips");
    EXPECT_TRUE(item("Red lips")->isChecked());
    item("Brown hair")->trigger();
    EXPECT_EQ(words()->words(), "red lips, brown hair");
    EXPECT_FALSE(item("No beard")) << "the starter does not know how";
    item("Keep these words as a template")->trigger();
    EXPECT_TRUE(item("red lips, brown hair"));
    bench.settings.setLanguage("ja");
    EXPECT_TRUE(item("金髪"));
}

TEST_F(PromptBoxTest, TheNegativePromptIsForCheckpointsOnly) {
    EXPECT_FALSE(button("Negative prompt"));
    bench.library.shelf = {test::makeModel("dream", engine::ModelKind::Checkpoint)};
    bench.work.models.refresh();
    ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.models.models().size() == 1; }));
    bench.work.describe.chooseCheckpoint("/models/dream");
    ASSERT_TRUE(button("Negative prompt"));
    button("Negative prompt")->click();
    auto* negative = box->findChildren<ui::PromptEdit*>()[1];
    EXPECT_TRUE(negative->isVisible());
    negative->setWords("blurry");
    EXPECT_EQ(bench.work.describe.settings().negative, "blurry");
}

TEST_F(PromptBoxTest, TenThousandWordsAreTakenAndCounted) {
    type(QString("blond ").repeated(10'000));
    EXPECT_TRUE(waitFor("10000 tokens"));
    EXPECT_TRUE(button("Run")->isEnabled());
}

TEST_F(PromptBoxTest, DiceRunAgainWithOtherSeeds) {
    type("blond hair");
    bench.work.describe.setSeedLocked(true);
    const int before = bench.work.describe.seed();
    button("Run with new seeds")->click();
    const engine::JobId job = bench.submittedJob();
    EXPECT_TRUE(bench.engine.isOpen(job));
    EXPECT_NE(bench.work.describe.seed(), before);
}

}  // namespace
