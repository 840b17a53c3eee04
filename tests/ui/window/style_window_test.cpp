#include <gtest/gtest.h>

#include <QPushButton>

#include "tests/ui/session/style_fixture.h"
#include "ui/canvas/canvas_view.h"
#include "ui/main_window.h"
#include "ui/panels/tool_host.h"
#include "ui/session/language.h"
#include "ui/tools/style/style_panel.h"
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
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    EXPECT_EQ(newest().mask.size(), document.size());
}

TEST_F(StyleWindowTest, ADonorWithoutAFaceIsToldOf) {
    style.takeFrom(test::makePhoto({32, 32}, 9, 9, 9));
    bench.engine.fail(asked().back().job, {engine::ErrorCode::NoFace, "found no face in the donor"});
    test::settle();
    auto& notice = window->findChild<ui::ToolHost*>()->notice();
    ASSERT_TRUE(notice.isVisible());
    EXPECT_TRUE(notice.sentence().contains("style is taken from")) << notice.sentence().toStdString();
}

TEST_F(StyleWindowTest, TheWindowGoesWhileTheToolIsInTheHand) {
    style.tryOut(style.now().of(Part::Hair));
    bench.work.style_overlay.light(Part::Hair);
    window.reset();
    EXPECT_FALSE(style.isInHand());
}

}  // namespace
