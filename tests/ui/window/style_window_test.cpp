#include <gtest/gtest.h>

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QPushButton>
#include <QToolButton>

#include "tests/ui/session/style_fixture.h"
#include "ui/canvas/canvas_view.h"
#include "ui/main_window.h"
#include "ui/panels/result_bar.h"
#include "ui/panels/tool_host.h"
#include "ui/session/language.h"
#include "ui/tools/style/donor_field.h"
#include "ui/tools/style/style_chips.h"
#include "ui/tools/style/style_panel.h"
#include "ui/tools/style/variation_cell.h"
#include "ui/widgets/notice_bar.h"

namespace {

using engine::Part;
using engine::StyleAxis;
using State = ui::EditSession::State;

/// The style tool in the hand, in the window.
class StyleWindowTest : public test::StyleTestBase {
protected:
    StyleWindowTest() { bench.settings.setLanguage("en"); }

    void SetUp() override {
        window = std::make_unique<ui::MainWindow>(bench.work, language, QString());
        window->show();
        StyleTestBase::SetUp();
        action("style")->trigger();
        canvas = window->findChild<ui::CanvasView*>();
        canvas->setFocus();
        findRegions();
    }
    QAction* action(const char* id) { return window->findChild<QAction*>(id); }

    ui::Language language;
    std::unique_ptr<ui::MainWindow> window;
    ui::CanvasView* canvas = nullptr;
};

TEST_F(StyleWindowTest, UndoStepsThroughWhatIsNotAppliedAndEnterApplies) {
    EXPECT_EQ(action("style")->shortcut(), QKeySequence("Y"));
    EXPECT_TRUE(window->findChild<ui::StylePanel*>()->isVisible());
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    answer();
    setAxis(Part::Lips, StyleAxis::Gloss, 0.5f);
    answer();
    action("undo")->trigger();
    EXPECT_FALSE(style.now().changes(Part::Lips));
    EXPECT_TRUE(action("redo")->isEnabled());
    answer();
    QTest::keyClick(canvas, Qt::Key_Return);
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(document.edits()[0].system, "style");
    EXPECT_EQ(session.state(), State::Idle);
}

TEST_F(StyleWindowTest, EscapeDiscards) {
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    answer();
    QTest::keyClick(canvas, Qt::Key_Escape);
    EXPECT_FALSE(style.now().changes(Part::Hair));
    EXPECT_EQ(session.state(), State::Idle);
}

TEST_F(StyleWindowTest, APhotoDroppedOnTheCanvasIsOpened) {
    bench.darkroom.files["/photos/other.png"] = test::makePhoto({32, 32}, 50, 50, 50);
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile("/photos/other.png")});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas, &enter);
    ASSERT_TRUE(enter.isAccepted());
    QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas, &event);
    ASSERT_TRUE(QTest::qWaitFor([&] { return document.size() == engine::Size{32, 32}; }));
    EXPECT_FALSE(style.now().hasDonor());
}

TEST_F(StyleWindowTest, PaintingOnTheMatteTakesTheBrush) {
    for (auto* button : window->findChild<ui::StylePanel*>()->findChildren<QPushButton*>()) {
        if (button->text() == "Paint on it") button->click();
    }
    EXPECT_TRUE(action("brush")->isChecked());
    ASSERT_TRUE(QTest::qWaitFor([&] { return document.hasMask(); }));
    action("style")->trigger();
    ASSERT_TRUE(maskIsTaken());
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    EXPECT_EQ(newest().mask.size(), document.size());
}

TEST_F(StyleWindowTest, ADonorWithoutAFaceIsToldOfWhereItWasChosen) {
    style.takeFrom(test::makePhoto({32, 32}, 9, 9, 9));
    refuse();
    auto* field = window->findChild<ui::DonorField*>();
    auto* notice = field->findChild<ui::NoticeBar*>();
    ASSERT_TRUE(notice->isVisible());
    EXPECT_TRUE(notice->sentence().contains("style is taken from")) << notice->sentence().toStdString();
    EXPECT_FALSE(window->findChild<ui::ToolHost*>()->notice().isVisible()) << "once is enough";
    EXPECT_FALSE(field->findChild<QToolButton*>("donorPicture")->isVisible());
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    EXPECT_FALSE(notice->isVisible());
    answer();
    style.takeFrom(test::makePhoto({32, 32}, 9, 9, 9));
    refuse(engine::ErrorCode::InvalidRequest);
    ASSERT_TRUE(notice->isVisible());
    EXPECT_TRUE(notice->sentence().startsWith("Hair cannot be found")) << notice->sentence().toStdString();
}

TEST_F(StyleWindowTest, TheResultsBarStaysWhileThePointerGoesFromPictureToPicture) {
    const auto cells = window->findChildren<ui::VariationCell*>();
    auto* bar = window->findChild<ui::ResultBar*>();
    const auto point = [](QWidget* cell, bool at) {
        QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(cell, at ? static_cast<QEvent*>(&enter) : &leave);
    };
    point(cells[1], true);
    answer();
    ASSERT_TRUE(bar->isVisible());
    const QRect place = bar->geometry();
    for (const int next : {2, 3, 0, 7}) {
        const int before = next == 2 ? 1 : next == 3 ? 2 : next == 0 ? 3 : 0;
        point(cells[before], false);
        test::settle();
        EXPECT_TRUE(bar->isVisible()) << "between two pictures";
        point(cells[next], true);
        EXPECT_TRUE(bar->isVisible());
        answer();
        EXPECT_TRUE(bar->isVisible()) << next;
        EXPECT_EQ(bar->geometry(), place);
    }
    point(cells[7], false);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !bar->isVisible(); }));
    EXPECT_EQ(session.state(), State::Idle);
}

TEST_F(StyleWindowTest, TabReachesEverythingInReadingOrderShowsWhereItIsAndSaysWhatItIs) {
    window->resize(1280, 1200);
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    style.takeFrom(test::makePhoto({32, 32}, 9, 9, 9));
    answer();
    auto* panel = window->findChild<ui::StylePanel*>();
    std::vector<QWidget*> wanted;
    for (QWidget* widget : panel->findChildren<QWidget*>()) {
        const bool takes_hands = qobject_cast<QAbstractButton*>(widget) ||
                                 qobject_cast<QAbstractSlider*>(widget) ||
                                 qobject_cast<QAbstractSpinBox*>(widget);
        if (takes_hands && widget->isVisible() && widget->isEnabled()) wanted.push_back(widget);
    }
    ASSERT_GT(wanted.size(), 20u);
    const auto placeOf = [&](QWidget* widget) {
        return QRect(widget->mapTo(panel, QPoint()), widget->size());
    };
    std::vector<QWidget*> reached;
    for (QWidget* at = panel->findChild<ui::StyleChips*>()->findChild<QPushButton*>();
         panel->isAncestorOf(at) && reached.size() < 100; at = QApplication::focusWidget()) {
        const QString name = QAccessible::queryAccessibleInterface(at)->text(QAccessible::Name);
        EXPECT_FALSE(name.isEmpty()) << at->metaObject()->className();
        if (!reached.empty()) {
            const QRect before = placeOf(reached.back()), here = placeOf(at);
            const bool same_line = here.top() <= before.center().y();
            EXPECT_GE(here.bottom(), before.top()) << name.toStdString();
            EXPECT_TRUE(!same_line || here.left() > before.left()) << name.toStdString();
        }
        reached.push_back(at);
        canvas->setFocus();
        const QImage without = at->grab().toImage();
        at->setFocus(Qt::TabFocusReason);
        EXPECT_NE(at->grab().toImage(), without) << name.toStdString() << " has the focus";
        QTest::keyClick(at, Qt::Key_Tab);
    }
    for (QWidget* widget : wanted) {
        EXPECT_NE(std::find(reached.begin(), reached.end(), widget), reached.end())
            << widget->metaObject()->className() << " " << widget->accessibleName().toStdString();
    }
}

TEST_F(StyleWindowTest, ArrowKeysGoFromPictureToPicture) {
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    const auto cells = window->findChildren<ui::VariationCell*>();
    cells[0]->setFocus(Qt::TabFocusReason);
    const auto press = [](Qt::Key key) {
        QTest::keyClick(QApplication::focusWidget(), key);
        return QApplication::focusWidget();
    };
    EXPECT_EQ(press(Qt::Key_Right), cells[1]);
    EXPECT_EQ(newest().regions[0].variation, 1u) << "what the keyboard is at is tried out";
    EXPECT_EQ(press(Qt::Key_Down), cells[6]);
    EXPECT_EQ(press(Qt::Key_Down), cells[6]) << "there is no third line";
    EXPECT_EQ(press(Qt::Key_Left), cells[5]);
    EXPECT_EQ(press(Qt::Key_Up), cells[0]);
    QTest::keyClick(cells[0], Qt::Key_Tab);
    EXPECT_EQ(QApplication::focusWidget(), cells[1]);
}

TEST_F(StyleWindowTest, TheWindowGoesWhileTheToolIsInTheHand) {
    engine::RegionStyle tried = style.now().of(Part::Hair);
    tried.from = engine::StyleFrom::Variation;
    style.tryOut(tried);
    ASSERT_FALSE(asked().empty()) << "a job that goes with the window";
    bench.work.style_overlay.light(Part::Hair);
    window.reset();
    EXPECT_FALSE(style.isInHand());
}

}  // namespace
