#include "ui/canvas/canvas_view.h"

#include <QMimeData>
#include <QSignalSpy>
#include <QWheelEvent>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/pixel_text.h"
#include "ui/canvas/split_handle.h"
#include "ui/document/commands.h"
#include "ui/tools/mask_brush/brush_tool.h"
#include "ui/tools/navigate/navigate_tool.h"

namespace {

using test::makeLayer;
using test::makePhoto;
using test::settle;
using test::waitUntil;
using ui::CompareMode;
using ui::MaskView;

class CanvasViewTest : public test::CanvasTest {
protected:
    void wheel(QPointF where, QPoint pixels, QPoint angle, Qt::ScrollPhase phase) {
        QWheelEvent event(where, view->mapToGlobal(where), pixels, angle, Qt::NoButton, Qt::NoModifier, phase,
                          false);
        QCoreApplication::sendEvent(view.get(), &event);
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton) {
        QTest::mousePress(view.get(), button, Qt::NoModifier, from);
        QMouseEvent move(QEvent::MouseMove, to, view->mapToGlobal(QPointF(to)), Qt::NoButton, button,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(view.get(), &move);
        QTest::mouseRelease(view.get(), button, Qt::NoModifier, to);
    }
    void addEdit(engine::Layer layer) {
        ui::Edit edit;
        edit.id = document.nextEditId();
        edit.change = layer.change;
        edit.opacity = layer.opacity;
        session.apply(ui::addEdit(document, edit));
    }
    void paintRect(const QRect& rect) {
        QImage mask(document.size().width, document.size().height, QImage::Format_Grayscale8);
        mask.fill(0);
        for (int y = rect.top(); y <= rect.bottom(); ++y)
            std::fill_n(mask.scanLine(y) + rect.left(), rect.width(), uchar(255));
        session.apply(replaceMask(document, "mask", mask));
    }
};

TEST_F(CanvasViewTest, ShowsThePhotoInTheSurround) {
    view->setSurround(QColor(7, 8, 9));
    show(makePhoto({1200, 900}, [](int x, int, int) { return x < 600 ? 40 : 200; }));
    EXPECT_EQ(shownAt(300, 450).red(), 40);
    EXPECT_EQ(shownAt(900, 450).red(), 200);
    EXPECT_EQ(picture().pixelColor(2, 2), QColor(7, 8, 9));
}

TEST_F(CanvasViewTest, SaysOnceThatTheFirstPictureIsThere) {
    QSignalSpy heard(view.get(), &ui::CanvasView::firstPictureShown);
    show(makePhoto({1200, 900}, 50, 50, 50));
    view->setZoom(1.0);
    settle();
    EXPECT_EQ(heard.count(), 1);
}

TEST_F(CanvasViewTest, PixelsFrom200PercentAreSharp) {
    show(makePhoto({300, 300}, [](int x, int, int) { return x % 2 ? 255 : 0; }));
    view->zoomAt({200, 150}, 8.0);
    ASSERT_TRUE(waitUntil([&] { return darkroom.renders > 0; }));
    const QImage shown = picture();
    for (int x = 100; x < 300; ++x) {
        const int value = shown.pixelColor(x, 150).red();
        EXPECT_TRUE(value == 0 || value == 255) << value;
    }
}

TEST_F(CanvasViewTest, TheWheelZoomsAtTheCursor) {
    show(makePhoto({3000, 2000}, 50, 50, 50));
    const QPointF cursor(300, 100);
    const engine::ImagePoint before = view->view().toImage(cursor);
    const double zoom = view->zoom();
    wheel(cursor, {}, {0, 240}, Qt::NoScrollPhase);
    EXPECT_GT(view->zoom(), zoom * 1.2);
    EXPECT_NEAR(view->view().toImage(cursor).x, before.x, 1e-6);
    EXPECT_NEAR(view->view().toImage(cursor).y, before.y, 1e-6);
}

TEST_F(CanvasViewTest, TwoFingersOnATouchPadPan) {
    show(makePhoto({3000, 2000}, 50, 50, 50));
    view->setZoom(1.0);
    const QPointF origin = view->view().origin();
    wheel({200, 150}, {-30, 20}, {-30, 20}, Qt::ScrollUpdate);
    EXPECT_EQ(view->view().origin() - origin, QPointF(-30, 20));
    EXPECT_DOUBLE_EQ(view->zoom(), 1.0);
}

TEST_F(CanvasViewTest, SpaceAndTheMiddleButtonPanWhateverTheTool) {
    show(makePhoto({3000, 2000}, 50, 50, 50));
    view->setZoom(1.0);
    ui::BrushTool brush(session, ui::BrushTool::Kind::Brush);
    view->setTool(&brush);
    QPointF origin = view->view().origin();
    drag({200, 150}, {240, 140}, Qt::MiddleButton);
    EXPECT_EQ(view->view().origin() - origin, QPointF(40, -10));
    origin = view->view().origin();
    QTest::keyPress(view.get(), Qt::Key_Space);
    drag({200, 150}, {190, 170});
    QTest::keyRelease(view.get(), Qt::Key_Space);
    EXPECT_EQ(view->view().origin() - origin, QPointF(-10, 20));
    EXPECT_FALSE(document.hasMask());
    view->setTool(nullptr);
}

TEST_F(CanvasViewTest, TheHandPansAndADoubleClickChangesBetweenFitAndActualSize) {
    show(makePhoto({3000, 2000}, 50, 50, 50));
    ui::NavigateTool hand;
    view->setTool(&hand);
    const double fitted = view->zoom();
    QTest::mouseDClick(view.get(), Qt::LeftButton, Qt::NoModifier, {200, 150});
    EXPECT_DOUBLE_EQ(view->zoom(), 1.0);
    const QPointF origin = view->view().origin();
    drag({200, 150}, {150, 150});
    EXPECT_EQ(view->view().origin() - origin, QPointF(-50, 0));
    QTest::mouseDClick(view.get(), Qt::LeftButton, Qt::NoModifier, {200, 150});
    EXPECT_DOUBLE_EQ(view->zoom(), fitted);
    view->setTool(nullptr);
}

TEST_F(CanvasViewTest, ArrowKeysPan) {
    show(makePhoto({3000, 2000}, 50, 50, 50));
    view->setZoom(1.0);
    const QPointF origin = view->view().origin();
    QTest::keyClick(view.get(), Qt::Key_Right);
    QTest::keyClick(view.get(), Qt::Key_Down);
    EXPECT_LT(view->view().origin().x(), origin.x());
    EXPECT_LT(view->view().origin().y(), origin.y());
}

TEST_F(CanvasViewTest, TellsTheZoom) {
    show(makePhoto({3000, 2000}, 50, 50, 50));
    QSignalSpy heard(view.get(), &ui::CanvasView::zoomChanged);
    view->setZoom(2.0);
    ASSERT_EQ(heard.count(), 1);
    EXPECT_DOUBLE_EQ(heard.last().first().toDouble(), 2.0);
    view->setZoom(2.0);
    EXPECT_EQ(heard.count(), 1);
}

TEST_F(CanvasViewTest, BrushingOnTheCanvasPaintsUnderThePointerAndShowsIt) {
    show(makePhoto({1600, 1200}, 50, 50, 50));
    ui::BrushTool brush(session, ui::BrushTool::Kind::Brush);
    ui::BrushOptions options;
    options.size = 200;
    options.hardness = 100;
    brush.setOptions(options);
    view->setTool(&brush);
    view->setMaskColour(QColor(255, 0, 0, 255));
    drag(viewPoint(500, 600), viewPoint(900, 600));
    EXPECT_EQ(maskAt(700, 600), 255);
    EXPECT_EQ(maskAt(700, 800), 0);
    EXPECT_EQ(shownAt(700, 650), QColor(255, 0, 0));
    EXPECT_EQ(shownAt(700, 800), QColor(50, 50, 50));
    document.undoStack().undo();
    EXPECT_EQ(shownAt(700, 650), QColor(50, 50, 50));
    view->setTool(nullptr);
}

TEST_F(CanvasViewTest, EscapeAndAnotherToolCancelAGesture) {
    show(makePhoto({1600, 1200}, 50, 50, 50));
    ui::BrushTool brush(session, ui::BrushTool::Kind::Brush);
    view->setTool(&brush);
    QTest::mousePress(view.get(), Qt::LeftButton, Qt::NoModifier, viewPoint(500, 600));
    EXPECT_TRUE(document.hasMask());
    QTest::keyClick(view.get(), Qt::Key_Escape);
    EXPECT_FALSE(document.hasMask());
    QTest::mouseRelease(view.get(), Qt::LeftButton, Qt::NoModifier, viewPoint(500, 600));
    QTest::mousePress(view.get(), Qt::LeftButton, Qt::NoModifier, viewPoint(500, 600));
    view->setTool(nullptr);
    EXPECT_FALSE(document.hasMask());
    QTest::mouseRelease(view.get(), Qt::LeftButton, Qt::NoModifier, viewPoint(500, 600));
    EXPECT_EQ(document.undoStack().count(), 0);
}

TEST_F(CanvasViewTest, AnotherPhotoCancelsAGesture) {
    show(makePhoto({1600, 1200}, 50, 50, 50));
    ui::BrushTool brush(session, ui::BrushTool::Kind::Brush);
    view->setTool(&brush);
    QTest::mousePress(view.get(), Qt::LeftButton, Qt::NoModifier, viewPoint(500, 600));
    show(makePhoto({300, 200}, 90, 90, 90));
    QTest::mouseRelease(view.get(), Qt::LeftButton, Qt::NoModifier, viewPoint(100, 100));
    EXPECT_FALSE(document.hasMask());
    EXPECT_FALSE(brush.isBusy());
    view->setTool(nullptr);
}

TEST_F(CanvasViewTest, TheMaskCanBeShownInFourWays) {
    show(makePhoto({1600, 1200}, 50, 50, 50));
    paintRect({400, 300, 800, 600});
    view->setMaskColour(QColor(0, 255, 0, 255));
    EXPECT_EQ(shownAt(800, 600), QColor(0, 255, 0));
    view->setMaskView(MaskView::BlackAndWhite);
    EXPECT_EQ(shownAt(800, 600), QColor(255, 255, 255));
    EXPECT_EQ(shownAt(100, 100), QColor(0, 0, 0));
    view->setMaskView(MaskView::Hidden);
    EXPECT_EQ(shownAt(800, 600), QColor(50, 50, 50));
    view->setMaskView(MaskView::Outline);
    EXPECT_EQ(shownAt(800, 600), QColor(50, 50, 50));
    const QImage shown = picture();
    const int edge = int(view->view().toView(engine::ImagePoint{400, 600}).x());
    const int row = int(view->view().toView(engine::ImagePoint{400, 600}).y());
    int lightest = 0;
    for (int x = edge - 3; x <= edge + 3; ++x) lightest = std::max(lightest, shown.pixelColor(x, row).red());
    EXPECT_EQ(lightest, 255);
}

TEST_F(CanvasViewTest, TheMaskStepsAsideForAResultUntilItIsTouched) {
    show(makePhoto({1600, 1200}, 50, 50, 50));
    paintRect({400, 300, 800, 600});
    view->setMaskColour(QColor(0, 255, 0, 255));
    const engine::Layer result = makeLayer({400, 300, 800, 600}, 2);
    view->showPending(result, false);
    EXPECT_TRUE(becomes(800, 600, 100)) << "the result is not covered";
    view->showPending(std::nullopt, false);
    EXPECT_EQ(shownAt(800, 600), QColor(0, 255, 0));
    view->showPending(result, false);
    paintRect({100, 100, 100, 100});
    EXPECT_EQ(shownAt(150, 150), QColor(0, 255, 0)) << "who paints sees the mask";
}

TEST_F(CanvasViewTest, TheMaskIsThereForTheBrushAndAsideForToolsThatShowAResult) {
    show(makePhoto({1600, 1200}, 50, 50, 50));
    view->setMaskColour(QColor(0, 255, 0, 255));
    view->showPending(makeLayer({400, 300, 800, 600}, 2), false);
    ui::BrushTool brush(session, ui::BrushTool::Kind::Brush);
    view->setTool(&brush);
    paintRect({400, 300, 800, 600});
    EXPECT_EQ(shownAt(800, 600), QColor(0, 255, 0));
    ui::NavigateTool hand;
    view->setTool(&hand);
    EXPECT_TRUE(becomes(800, 600, 100));
    view->showPending(std::nullopt, false);
    EXPECT_EQ(shownAt(800, 600), QColor(0, 255, 0)) << "nothing is looked at any more";
    view->setTool(nullptr);
}

TEST_F(CanvasViewTest, TheMaskDoesNotCoverWhatHasJustBeenApplied) {
    show(makePhoto({1600, 1200}, 50, 50, 50));
    paintRect({400, 300, 800, 600});
    view->setMaskColour(QColor(0, 255, 0, 255));
    const engine::Layer result = makeLayer({400, 300, 800, 600}, 2);
    view->showPending(result, false);
    addEdit(result);
    view->showPending(std::nullopt, false);
    EXPECT_TRUE(becomes(800, 600, 100));
    ui::BrushTool brush(session, ui::BrushTool::Kind::Brush);
    view->setTool(&brush);
    EXPECT_EQ(shownAt(800, 600), QColor(0, 255, 0)) << "who takes the brush wants to see the mask";
    view->setTool(nullptr);
}

TEST_F(CanvasViewTest, AnOverlayPaintedInPiecesEqualsOnePaintedAtOnce) {
    show(makePhoto({2000, 1500}, 50, 50, 50));
    ui::BrushTool brush(session, ui::BrushTool::Kind::Brush);
    brush.press(test::at(300, 300));
    for (int i = 0; i < 30; ++i) {
        brush.drag(test::at(300 + 40 * i, 300 + 20 * i));
        settle();
    }
    brush.release(test::at(1500, 900));
    const QImage in_pieces = picture();
    view->setMaskView(MaskView::Hidden);
    view->setMaskView(MaskView::Overlay);
    EXPECT_EQ(in_pieces, picture());
    view->zoomIn();
    view->fit();
    ASSERT_TRUE(waitUntil([&] { return picture() == in_pieces; }));
}

TEST_F(CanvasViewTest, AnEditChangesOnlyTilesInItsRegion) {
    show(makePhoto({4096, 4096}, 50, 50, 50));
    view->setZoom(1.0);
    ASSERT_TRUE(becomes(2048, 2048, 50));
    addEdit(makeLayer({2040, 2040, 20, 20}, 2.0f));
    ASSERT_TRUE(becomes(2048, 2048, 100));
    EXPECT_EQ(shownAt(2100, 2100).red(), 50);
    for (int i = 0; i < 50; ++i) settle();
    EXPECT_LE(darkroom.layered_renders, 4 + 4);  // four tiles meet there, and four of the overview
}

TEST_F(CanvasViewTest, UndoShowsTheOldTilesWithoutRenderingThemAgain) {
    show(makePhoto({800, 600}, 50, 50, 50));
    addEdit(makeLayer({0, 0, 800, 600}, 2.0f));
    ASSERT_TRUE(becomes(400, 300, 100));
    for (int i = 0; i < 50; ++i) settle();
    const int before = darkroom.renders;
    document.undoStack().undo();
    EXPECT_EQ(shownAt(400, 300).red(), 50);
    document.undoStack().redo();
    EXPECT_EQ(shownAt(400, 300).red(), 100);
    EXPECT_EQ(darkroom.renders, before);
}

TEST_F(CanvasViewTest, APreviewIsShownOverTheEditsAndGoesAgain) {
    show(makePhoto({800, 600}, 50, 50, 50));
    addEdit(makeLayer({0, 0, 400, 600}, 2.0f));
    ASSERT_TRUE(becomes(200, 300, 100));
    view->showPending(makeLayer({0, 0, 800, 600}, 1.5f), true);
    ASSERT_TRUE(becomes(200, 300, 150));
    EXPECT_EQ(shownAt(600, 300).red(), 75);
    view->showPending(std::nullopt, false);
    ASSERT_TRUE(becomes(200, 300, 100));
    EXPECT_EQ(shownAt(600, 300).red(), 50);
}

TEST_F(CanvasViewTest, OfManyPreviewsTheNewestIsShownInTheEnd) {
    show(makePhoto({800, 600}, 10, 10, 10));
    for (int i = 1; i <= 20; ++i) view->showPending(makeLayer({0, 0, 800, 600}, float(i)), true);
    ASSERT_TRUE(becomes(400, 300, 200));
}

TEST_F(CanvasViewTest, NothingIsEverBlankWhileTilesAreMissing) {
    show(makePhoto({2000, 1500}, 50, 50, 50));
    std::atomic<bool> slow = true;
    darkroom.before_render = [&] {
        while (slow) std::this_thread::yield();
    };
    view->setSurround(Qt::blue);
    view->setZoom(1.0);  // no tile of this level is there yet
    EXPECT_EQ(shownAt(1000, 750).red(), 50);
    addEdit(makeLayer({0, 0, 2000, 1500}, 2.0f));
    EXPECT_EQ(shownAt(1000, 750).red(), 50);  // the last good picture stays
    slow = false;
    EXPECT_TRUE(becomes(1000, 750, 100));
}

TEST_F(CanvasViewTest, CompareShowsTheOriginal) {
    show(makePhoto({800, 600}, 50, 50, 50));
    paintRect({0, 0, 800, 600});
    view->setMaskView(MaskView::Overlay);
    addEdit(makeLayer({0, 0, 800, 600}, 2.0f));
    view->setCompare(CompareMode::Before);
    ASSERT_TRUE(becomes(400, 300, 50));  // without the mask, too
    view->setCompare(CompareMode::Off);
    view->setMaskView(MaskView::Hidden);
    ASSERT_TRUE(becomes(400, 300, 100));
}

TEST_F(CanvasViewTest, SplitShowsBeforeLeftAndAfterRightOfItsDivider) {
    show(makePhoto({800, 600}, 50, 50, 50));
    addEdit(makeLayer({0, 0, 800, 600}, 2.0f));
    view->setCompare(CompareMode::Split);
    ASSERT_TRUE(becomes(200, 300, 50));
    ASSERT_TRUE(becomes(600, 300, 100));
    auto* divider = view->findChild<ui::SplitHandle*>();
    ASSERT_TRUE(divider);
    EXPECT_TRUE(divider->isVisible());
    EXPECT_NE(divider->focusPolicy(), Qt::NoFocus);
    for (int i = 0; i < 3; ++i) QTest::keyClick(divider, Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_NEAR(divider->fraction(), 0.2, 1e-9);
    ASSERT_TRUE(becomes(300, 300, 100));
    divider->setFraction(2.0);
    EXPECT_DOUBLE_EQ(divider->fraction(), 1.0);
    ASSERT_TRUE(becomes(600, 300, 50));
}

TEST_F(CanvasViewTest, AHintLightsUpItsRegionAndLeavesTheMaskAlone) {
    show(makePhoto({800, 600}, 50, 50, 50));
    engine::ImageBuilder part({2, 2}, 1, engine::PixelType::U8);
    for (int y = 0; y < 2; ++y) std::fill_n(part.row<std::uint8_t>(y), 2, std::uint8_t(255));
    view->showHint(std::move(part).finish(), {100, 100, 200, 200});
    EXPECT_NE(shownAt(200, 200), QColor(50, 50, 50));
    EXPECT_EQ(shownAt(500, 400), QColor(50, 50, 50));
    EXPECT_FALSE(document.hasMask());
    view->showHint({}, {});
    EXPECT_EQ(shownAt(200, 200), QColor(50, 50, 50));
}

TEST_F(CanvasViewTest, ADroppedFileIsAnnounced) {
    QSignalSpy heard(view.get(), &ui::CanvasView::fileDropped);
    QMimeData what;
    what.setUrls({QUrl("https://example.org/a.jpg"), QUrl::fromLocalFile("/pictures/b c.jpg")});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &what, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view.get(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &what, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view.get(), &drop);
    ASSERT_EQ(heard.count(), 1);
    EXPECT_EQ(heard.first().first().toString(), "/pictures/b c.jpg");
}

TEST_F(CanvasViewTest, TellsTheValueUnderThePointer) {
    show(makePhoto({800, 600}, 187, 142, 121));
    QString told;
    QObject::connect(view.get(), &ui::CanvasView::pointerAt,
                     [&](const engine::ImagePoint&, const QString& pixel) { told = pixel; });
    QTest::mouseMove(view.get(), viewPoint(400, 300));
    EXPECT_EQ(told, "R 187 G 142 B 121");
    QTest::mouseMove(view.get(), {1, 1});
    EXPECT_TRUE(told.isNull());
}

TEST(PixelText, SpeaksInThePhotosOwnDepth) {
    engine::ImageBuilder deep({1, 1}, 3, engine::PixelType::U16);
    deep.row<std::uint16_t>(0)[0] = 65535;
    deep.row<std::uint16_t>(0)[1] = 1;
    deep.row<std::uint16_t>(0)[2] = 300;
    EXPECT_EQ(ui::pixelText(std::move(deep).finish(), 0, 0), "R 65535 G 1 B 300");
    engine::ImageBuilder grey({2, 1}, 1, engine::PixelType::F32);
    grey.row<float>(0)[1] = 0.25f;
    EXPECT_EQ(ui::pixelText(std::move(grey).finish(), 1, 0), "L 0.250");
    EXPECT_TRUE(ui::pixelText({}, 0, 0).isNull());
}

TEST_F(CanvasViewTest, AnEmptyCanvasTakesEverythingCalmly) {
    ui::BrushTool brush(session, ui::BrushTool::Kind::Brush);
    view->setTool(&brush);
    drag({50, 50}, {100, 100});
    wheel({50, 50}, {}, {0, 120}, Qt::NoScrollPhase);
    QTest::keyClick(view.get(), Qt::Key_X);
    view->fit();
    view->setCompare(CompareMode::Split);
    picture();
    EXPECT_FALSE(document.hasMask());
    view->setTool(nullptr);
}

TEST_F(CanvasViewTest, APhotoOfOnePixelCanBeShownAndPainted) {
    show(makePhoto({1, 1}, 60, 60, 60));
    EXPECT_EQ(shownAt(0.5, 0.5).red(), 60);
    ui::BrushTool brush(session, ui::BrushTool::Kind::Brush);
    brush.press(test::at(0.5, 0.5));
    brush.release(test::at(0.5, 0.5));
    EXPECT_EQ(maskAt(0, 0), 255);
    view->setMaskView(MaskView::Outline);
    picture();
}

}  // namespace
