#include <gtest/gtest.h>

#include <QDockWidget>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>

#include "tests/ui/session/pose_fixture.h"
#include "ui/canvas/canvas_view.h"
#include "ui/main_window.h"
#include "ui/panels/tool_host.h"
#include "ui/panels/variants/variants_strip.h"
#include "ui/session/language.h"
#include "ui/tools/pose/draw_anew.h"
#include "ui/tools/pose/pose_panel.h"
#include "ui/tools/pose/pose_shelf.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/notice_bar.h"

namespace {

using engine::JointName;
using State = ui::EditSession::State;

/// The pose tool in the hand, with events as they come from mouse and keyboard.
class PoseWindowTest : public test::PoseTestBase {
protected:
    PoseWindowTest() { bench.settings.setLanguage("en"); }

    void SetUp() override {
        window = std::make_unique<ui::MainWindow>(bench.work, language, QString());
        window->show();
        PoseTestBase::SetUp();
        readPerson();
        window->findChild<QAction*>("pose")->trigger();
        canvas = window->findChild<ui::CanvasView*>();
        canvas->setFocus();
        test::settle();
    }
    ui::PosePanel* panel() { return window->findChild<ui::PosePanel*>(); }
    QPoint placeOf(JointName joint) const {
        return canvas->view().toView(pose.pose().skeleton[joint].at).toPoint();
    }
    void dragJoint(JointName joint, QPoint by) {
        const QPoint from = placeOf(joint);
        QTest::mousePress(canvas, Qt::LeftButton, Qt::NoModifier, from);
        QTest::mouseMove(canvas, from + by / 2);
        QTest::mouseMove(canvas, from + by);
        QTest::mouseRelease(canvas, Qt::LeftButton, Qt::NoModifier, from + by);
        test::settle();
    }
    void answerAll() {
        while (!bench.engine.open_jobs.empty()) answer();
    }
    void drop(QWidget* onto, const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(onto, &enter);
        ASSERT_TRUE(enter.isAccepted());
        QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(onto, &event);
        test::settle();
    }
    ui::NoticeBar& notice() { return window->findChild<ui::ToolHost*>()->notice(); }
    bool isEnabled(const char* action) { return window->findChild<QAction*>(action)->isEnabled(); }

    ui::Language language;
    std::unique_ptr<ui::MainWindow> window;
    ui::CanvasView* canvas = nullptr;
};

TEST_F(PoseWindowTest, FromTheDragOfAJointToOneUndoStep) {
    const double before = pose.pose().skeleton[JointName::LeftElbow].at.y;
    dragJoint(JointName::LeftElbow, {10, -30});
    ASSERT_FALSE(asked().empty());
    answerAll();
    EXPECT_LT(newest().pose[JointName::LeftElbow].at.y, before - 5);
    ASSERT_EQ(session.state(), State::ResultWaiting);
    QTest::keyClick(canvas, Qt::Key_Return);
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(document.edits()[0].system, "pose");
    EXPECT_EQ(document.undoStack().count(), 1);
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_LT(pose.pose().skeleton[JointName::LeftElbow].at.y, before - 5);
}

TEST_F(PoseWindowTest, AFrameAroundSeveralJointsTurnsThemWithTheMouse) {
    QTest::mouseClick(canvas, Qt::LeftButton, Qt::NoModifier, placeOf(JointName::RightElbow));
    QTest::mouseClick(canvas, Qt::LeftButton, Qt::ShiftModifier, placeOf(JointName::RightWrist));
    ASSERT_EQ(pose.selected().size(), 2u);
    const QPoint elbow = placeOf(JointName::RightElbow), wrist = placeOf(JointName::RightWrist);
    const QPoint middle = (elbow + wrist) / 2, handle(middle.x(), elbow.y() - 40);
    QTest::mousePress(canvas, Qt::LeftButton, Qt::NoModifier, handle);
    QTest::mouseMove(canvas, handle + QPoint(20, 0));
    QTest::mouseMove(canvas, middle + QPoint(100, 0));
    EXPECT_TRUE(pose.isPosed());
    QTest::keyClick(canvas, Qt::Key_Escape);
    EXPECT_FALSE(pose.isPosed()) << "given back while it was held";
    QTest::mouseRelease(canvas, Qt::LeftButton, Qt::NoModifier, middle + QPoint(100, 0));
    EXPECT_FALSE(pose.isPosed());
    QTest::mousePress(canvas, Qt::LeftButton, Qt::NoModifier, handle);
    QTest::mouseMove(canvas, middle + QPoint(100, 0));
    QTest::mouseRelease(canvas, Qt::LeftButton, Qt::NoModifier, middle + QPoint(100, 0));
    test::settle();
    EXPECT_GT(placeOf(JointName::RightElbow).x(), placeOf(JointName::RightWrist).x() + 20);
    answerAll();
    EXPECT_EQ(session.state(), State::ResultWaiting);
    window->findChild<QAction*>("undo")->trigger();
    EXPECT_FALSE(pose.isPosed());
}

TEST_F(PoseWindowTest, EnterAndEscapeInTheNameOfAPoseAreNoCommandsOfTheWindow) {
    dragJoint(JointName::LeftElbow, {10, -30});
    answerAll();
    ASSERT_EQ(session.state(), State::ResultWaiting);
    for (auto* fold : panel()->findChildren<ui::Fold*>()) fold->setOpen(true);
    for (auto* button : panel()->findChildren<QPushButton*>()) {
        if (button->text() == "Save pose…") button->click();
    }
    auto* name = window->findChild<ui::PoseShelf*>()->findChild<QLineEdit*>();
    ASSERT_TRUE(name->isVisible());
    QTest::keyClick(name, Qt::Key_Escape);
    EXPECT_FALSE(name->isVisible());
    EXPECT_EQ(session.state(), State::ResultWaiting);
    EXPECT_TRUE(document.edits().empty());
}

TEST_F(PoseWindowTest, NothingScrollsInAWindowOfUsualHeight) {
    QWidget* scroll = panel();
    while (!qobject_cast<QScrollArea*>(scroll)) scroll = scroll->parentWidget();
    for (const char* tongue : {"en", "ja"}) {
        bench.settings.setLanguage(tongue);
        window->resize(1440, 860);  // of 900 a task bar takes some
        test::settle();
        EXPECT_EQ(static_cast<QScrollArea*>(scroll)->verticalScrollBar()->maximum(), 0) << tongue;
    }
}

TEST_F(PoseWindowTest, EscapeDiscardsAndPutsTheJointsBack) {
    dragJoint(JointName::LeftElbow, {10, -30});
    answerAll();
    QTest::keyClick(canvas, Qt::Key_Escape);
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_FALSE(pose.isPosed());
    EXPECT_TRUE(document.edits().empty());
}

TEST_F(PoseWindowTest, UndoTakesBackGesturesAndThenEdits) {
    dragJoint(JointName::LeftElbow, {10, -30});
    answerAll();
    QTest::keyClick(canvas, Qt::Key_Return);
    dragJoint(JointName::RightWrist, {-20, -20});
    answerAll();
    ASSERT_EQ(document.edits().size(), 1u);
    window->findChild<QAction*>("undo")->trigger();
    EXPECT_EQ(session.state(), State::Idle) << "the second gesture was not applied yet";
    EXPECT_EQ(document.edits().size(), 1u);
    window->findChild<QAction*>("undo")->trigger();
    EXPECT_TRUE(document.edits().empty());
    EXPECT_FALSE(pose.isPosed());
    EXPECT_FALSE(isEnabled("undo"));
    window->findChild<QAction*>("redo")->trigger();
    EXPECT_EQ(document.edits().size(), 1u);
}

TEST_F(PoseWindowTest, OtherToolsUndoTheirOwn) {
    dragJoint(JointName::LeftElbow, {10, -30});
    answerAll();
    EXPECT_TRUE(isEnabled("undo"));
    window->chooseTool("brush");
    EXPECT_FALSE(isEnabled("undo")) << "the brush has painted nothing";
    window->chooseTool("pose");
    EXPECT_TRUE(isEnabled("undo"));
}

TEST_F(PoseWindowTest, TabGoesToTheNextJointAndNotThePanels) {
    QTest::keyClick(canvas, Qt::Key_Tab);
    ASSERT_EQ(pose.selected().size(), 1u);
    EXPECT_EQ(pose.selected()[0], JointName::Nose);
    QTest::keyClick(canvas, Qt::Key_Tab, Qt::ShiftModifier);
    EXPECT_EQ(pose.selected()[0], JointName::LeftEye);
    EXPECT_TRUE(window->findChild<QDockWidget*>("tool")->isVisible());
    EXPECT_TRUE(canvas->hasFocus());
    window->chooseTool("brush");
    QTest::keyClick(canvas, Qt::Key_Tab);
    EXPECT_FALSE(window->findChild<QDockWidget*>("tool")->isVisible()) << "elsewhere it hides the panels";
}

TEST_F(PoseWindowTest, ComparingShowsThePhotoWithoutTheJoints) {
    const auto saturated = [this] {
        int count = 0;
        const QImage seen = canvas->grab().toImage();
        for (int y = 0; y < seen.height(); ++y) {
            for (int x = 0; x < seen.width(); ++x) count += seen.pixelColor(x, y).hsvSaturation() > 200;
        }
        return count;
    };
    EXPECT_GT(saturated(), 100);
    canvas->setCompare(ui::CompareMode::Before);
    EXPECT_EQ(saturated(), 0);
}

TEST_F(PoseWindowTest, EnterWithNothingToApplyStartsNoOtherSystem) {
    const std::size_t before = bench.engine.submitted.size();
    QTest::keyClick(canvas, Qt::Key_Return);
    EXPECT_EQ(bench.engine.submitted.size(), before);
    EXPECT_EQ(window->findChild<QDockWidget*>("tool")->windowTitle(), "Pose");
}

TEST_F(PoseWindowTest, AJsonFileDroppedOnCanvasOrWindowIsImported) {
    bench.poses.files["/poses/a.json"][JointName::LeftElbow] = {{450, 300}, 1};
    bench.poses.files["/poses/b.JSON"][JointName::LeftElbow] = {{470, 300}, 1};
    const auto elbow = [this] { return pose.pose().skeleton[JointName::LeftElbow].at.x; };
    drop(canvas, "/poses/a.json");
    EXPECT_TRUE(QTest::qWaitFor([&] { return elbow() == 450; }));
    drop(window.get(), "/poses/b.JSON");
    EXPECT_TRUE(QTest::qWaitFor([&] { return elbow() == 470; }));
    window->findChild<QAction*>("undo")->trigger();
    window->findChild<QAction*>("undo")->trigger();
    EXPECT_FALSE(pose.isPosed()) << "two files, two steps";
    EXPECT_TRUE(notice().isHidden());
}

TEST_F(PoseWindowTest, ADroppedFileThatIsNoPoseIsToldInASentenceAndChangesNothing) {
    bench.poses.files["/poses/a.json"][JointName::LeftElbow] = {{450, 300}, 1};
    drop(canvas, "/poses/broken.json");
    ASSERT_TRUE(QTest::qWaitFor([this] { return notice().isVisible(); }));
    EXPECT_TRUE(notice().sentence().contains("cannot be used as a pose"))
        << notice().sentence().toStdString();
    EXPECT_FALSE(pose.isPosed());
    EXPECT_TRUE(document.edits().empty());
    EXPECT_FALSE(isEnabled("undo"));
    drop(canvas, "/poses/a.json");
    EXPECT_TRUE(QTest::qWaitFor([this] { return pose.isPosed(); }));
    EXPECT_TRUE(notice().isHidden()) << "it was about the file before";
}

TEST_F(PoseWindowTest, AJsonFileDroppedWhileAnotherToolIsInHandIsNoPose) {
    bench.poses.files["/poses/a.json"][JointName::LeftElbow] = {{450, 300}, 1};
    window->chooseTool("brush");
    drop(canvas, "/poses/a.json");
    ASSERT_TRUE(QTest::qWaitFor([this] { return notice().isVisible(); }));
    EXPECT_FALSE(notice().sentence().contains("pose")) << notice().sentence().toStdString();
    EXPECT_FALSE(pose.isPosed());
}

TEST_F(PoseWindowTest, AFileDroppedBeforeAnybodyIsFoundSaysWhatIsInTheWay) {
    bench.poses.files["/poses/a.json"][JointName::LeftElbow] = {{450, 300}, 1};
    document.open(test::makePhoto({640, 480}, 1, 2, 3), "other.png");
    drop(canvas, "/poses/a.json");
    EXPECT_EQ(window->statusBar()->currentMessage(), pose.obstacle());
    EXPECT_FALSE(pose.obstacle().isEmpty());
    readPerson();
    EXPECT_FALSE(pose.isPosed());
}

/// The same with a checkpoint, chosen and installed.
class DrawingWindowTest : public PoseWindowTest {
protected:
    void SetUp() override {
        PoseWindowTest::SetUp();
        bench.library.shelf = {test::makeModel("dream", engine::ModelKind::Checkpoint)};
        bench.settings.setStudioModel("/models/dream");
        bench.work.models.refresh();
        ASSERT_TRUE(QTest::qWaitFor([this] { return !bench.work.models.models().empty(); }));
        dragJoint(JointName::LeftElbow, {10, -30});
        answerAll();
    }
    void draw() {
        window->findChild<QPushButton*>("drawAnew")->click();
        test::settle();
    }
    void fail(engine::ErrorCode code) {
        bench.engine.fail(bench.engine.last(), {code, "no"});
        test::settle();
    }
};

TEST_F(DrawingWindowTest, FromTheButtonToOneUndoStep) {
    draw();
    ASSERT_EQ(newest().model, "/models/dream");
    answer();
    auto* strip = window->findChild<ui::VariantsStrip*>();
    ASSERT_TRUE(strip->isVisible()) << "moved and drawn, to choose from";
    const auto* variants = strip->findChild<QListView*>()->model();
    EXPECT_TRUE(variants->index(0, 0).data(Qt::ToolTipRole).toString().startsWith("Only moved"));
    EXPECT_TRUE(variants->index(1, 0).data(Qt::ToolTipRole).toString().startsWith("Seed"));
    QTest::keyClick(canvas, Qt::Key_Return);
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(std::get<engine::PoseRequest>(document.edits()[0].request).model, "/models/dream");
    EXPECT_EQ(document.undoStack().count(), 1);
}

TEST_F(DrawingWindowTest, EscapeEndsTheDrawingAndThenDiscardsThePose) {
    draw();
    bench.engine.start(bench.engine.last());
    test::settle();
    QTest::keyClick(canvas, Qt::Key_Escape);
    EXPECT_EQ(session.state(), State::ResultWaiting);
    EXPECT_TRUE(pose.isPosed());
    QTest::keyClick(canvas, Qt::Key_Escape);
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_FALSE(pose.isPosed());
}

TEST_F(DrawingWindowTest, TryingAgainDrawsAgainAndAppliesNothing) {
    draw();
    fail(engine::ErrorCode::Internal);
    ASSERT_TRUE(notice().isVisible());
    notice().findChild<QPushButton*>()->click();
    test::settle();
    EXPECT_TRUE(document.edits().empty());
    EXPECT_EQ(session.state(), State::Queued);
    EXPECT_EQ(newest().model, "/models/dream");
}

TEST_F(DrawingWindowTest, ACheckpointThatIsDamagedLeadsToTheChoiceOfAnother) {
    draw();
    fail(engine::ErrorCode::ModelCorrupt);
    ASSERT_TRUE(notice().isVisible());
    EXPECT_TRUE(notice().sentence().contains("Choose another one")) << notice().sentence().toStdString();
    window->chooseTool("brush");
    notice().findChild<QPushButton*>()->click();
    test::settle();
    EXPECT_EQ(window->findChild<QDockWidget*>("tool")->windowTitle(), "Pose");
    ASSERT_TRUE(QApplication::activePopupWidget());
    EXPECT_TRUE(panel()->findChild<ui::DrawAnew*>()->isVisible()) << "unfolded";
    QApplication::activePopupWidget()->close();
}

}  // namespace
