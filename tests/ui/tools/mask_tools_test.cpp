#include <QKeyEvent>
#include <QSettings>
#include <cmath>

#include "tests/support/workbench.h"
#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/document/commands.h"
#include "ui/tools/gradient/gradient_tool.h"
#include "ui/tools/lasso/lasso_tool.h"
#include "ui/tools/mask_brush/brush_tool.h"
#include "ui/tools/tool_info.h"

namespace {

using test::at;
using ui::BrushOptions;
using ui::BrushTool;

bool press(ui::Tool& tool, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QKeyEvent event(QEvent::KeyPress, key, modifiers);
    return tool.key(&event);
}

class MaskToolsTest : public test::SessionTest {
protected:
    void SetUp() override {
        QSettings().clear();
        open({900, 600});
    }

    static BrushOptions hard(int size) {
        BrushOptions options;
        options.size = size;
        options.hardness = 100;
        return options;
    }
    static void stroke(ui::Tool& tool, const std::vector<ui::PointerEvent>& way) {
        tool.press(way.front());
        for (size_t i = 1; i < way.size(); ++i) tool.drag(way[i]);
        tool.release(way.back());
    }
    void fillMask(int value) {
        QImage mask(900, 600, QImage::Format_Grayscale8);
        mask.fill(value);
        session.apply(replaceMask(document, "fill", mask));
    }
};

class BrushTest : public MaskToolsTest {
protected:
    BrushTool brush{session, BrushTool::Kind::Brush};
    BrushTool eraser{session, BrushTool::Kind::Eraser};
};

TEST_F(BrushTest, PaintsADiscWhereItIsPressed) {
    brush.setOptions(hard(41));
    stroke(brush, {at(300.5, 200.5)});
    for (int y = 170; y < 231; ++y) {
        for (int x = 270; x < 331; ++x) {
            const double distance = std::hypot(x - 300, y - 200);
            if (distance < 19.5) {
                EXPECT_EQ(maskAt(x, y), 255) << x << ' ' << y;
            }
            if (distance > 21.5) {
                EXPECT_EQ(maskAt(x, y), 0) << x << ' ' << y;
            }
        }
    }
}

TEST_F(BrushTest, ASmallDabLiesOnItsFractionOfAPixel) {
    brush.setOptions(hard(4));
    stroke(brush, {at(100.0, 100.0)});  // the corner of four pixels
    EXPECT_EQ(maskAt(99, 99), maskAt(100, 100));
    EXPECT_EQ(maskAt(98, 100), maskAt(101, 100));
    EXPECT_EQ(maskAt(100, 98), maskAt(98, 100));
    EXPECT_EQ(maskAt(99, 99), 255);
}

TEST_F(BrushTest, ASoftBrushFallsOffSmoothly) {
    BrushOptions soft = hard(101);
    soft.hardness = 0;
    brush.setOptions(soft);
    stroke(brush, {at(300.5, 300.5)});
    EXPECT_EQ(maskAt(300, 300), 255);
    for (int x = 301; x < 352; ++x) EXPECT_LE(maskAt(x, 300), maskAt(x - 1, 300)) << x;
    EXPECT_NEAR(maskAt(325, 300), 128, 8);
    EXPECT_EQ(maskAt(352, 300), 0);
}

TEST_F(BrushTest, AStrokeHasNoGaps) {
    brush.setOptions(hard(30));
    stroke(brush, {at(100, 100), at(500, 400)});
    for (double t = 0; t <= 1; t += 0.01) EXPECT_EQ(maskAt(int(100 + 400 * t), int(100 + 300 * t)), 255) << t;
}

TEST_F(BrushTest, UndoRestoresEveryByteAndRedoPaintsAgain) {
    fillMask(90);
    stroke(eraser, {at(200, 200), at(700, 260)});
    const QImage before = document.mask().copy();
    stroke(brush, {at(100, 120), at(600, 420), at(300, 500)});
    const QImage after = document.mask().copy();
    ASSERT_NE(before, after);
    document.undoStack().undo();
    EXPECT_EQ(document.mask(), before);
    document.undoStack().redo();
    EXPECT_EQ(document.mask(), after);
}

TEST_F(BrushTest, AStrokeIsOneStep) {
    stroke(brush, {at(100, 120), at(600, 420), at(300, 500)});
    EXPECT_EQ(document.undoStack().count(), 1);
    document.undoStack().undo();
    EXPECT_FALSE(document.hasMask());
}

TEST_F(BrushTest, OneStrokeNeverExceedsItsOpacityAndTwoDo) {
    BrushOptions options = hard(60);
    options.opacity = 50;
    brush.setOptions(options);
    const std::vector<ui::PointerEvent> back_and_forth = {at(200, 200), at(400, 200), at(200, 200),
                                                          at(400, 200)};
    stroke(brush, back_and_forth);
    EXPECT_NEAR(maskAt(300, 200), 128, 1);
    stroke(brush, back_and_forth);
    EXPECT_NEAR(maskAt(300, 200), 191, 2);
}

TEST_F(BrushTest, FlowBuildsUpTowardsTheCeiling) {
    BrushOptions options = hard(80);
    options.flow = 10;
    options.opacity = 60;
    brush.setOptions(options);
    brush.press(at(300, 300));
    const int one_dab = maskAt(300, 300);
    EXPECT_NEAR(one_dab, 255 * 0.6 * 0.1, 2);
    for (int i = 0; i < 200; ++i) brush.drag(at(i % 2 ? 300 : 320, 300));
    brush.release(at(300, 300));
    EXPECT_NEAR(maskAt(310, 300), 255 * 0.6, 2);
}

TEST_F(BrushTest, PressureCanLimitOpacity) {
    BrushOptions options = hard(60);
    options.pressure_opacity = true;
    brush.setOptions(options);
    stroke(brush, {at(200, 200, Qt::NoModifier, 0.25), at(300, 200, Qt::NoModifier, 0.25)});
    EXPECT_NEAR(maskAt(250, 200), 64, 2);
}

TEST_F(BrushTest, PressureCanSetTheSize) {
    BrushOptions options = hard(100);
    options.pressure_size = true;
    options.pressure_opacity = false;
    brush.setOptions(options);
    stroke(brush, {at(300.5, 300.5, Qt::NoModifier, 0.5)});
    EXPECT_EQ(maskAt(300 + 23, 300), 255);
    EXPECT_EQ(maskAt(300 + 27, 300), 0);
}

TEST_F(BrushTest, ShiftDrawsAStraightLineFromTheLastEnd) {
    brush.setOptions(hard(20));
    stroke(brush, {at(100, 100)});
    stroke(brush, {at(500, 300, Qt::ShiftModifier)});
    for (double t = 0; t <= 1; t += 0.02) EXPECT_EQ(maskAt(int(100 + 400 * t), int(100 + 200 * t)), 255) << t;
    EXPECT_EQ(maskAt(300, 100), 0);
    EXPECT_EQ(document.undoStack().count(), 2);
}

TEST_F(BrushTest, AStraightLineNeverBeginsInAnotherPhoto) {
    brush.setOptions(hard(20));
    stroke(brush, {at(100, 100)});
    open({900, 600});
    stroke(brush, {at(500, 300, Qt::ShiftModifier)});
    EXPECT_EQ(maskAt(300, 200), 0);
    EXPECT_EQ(maskAt(500, 300), 255);
}

TEST_F(BrushTest, CancelLeavesNoTrace) {
    brush.press(at(300, 300));
    brush.drag(at(400, 350));
    EXPECT_TRUE(brush.isBusy());
    brush.cancel();
    EXPECT_FALSE(brush.isBusy());
    EXPECT_FALSE(document.hasMask());
    EXPECT_EQ(document.undoStack().count(), 0);

    stroke(brush, {at(100, 100), at(300, 100)});
    const QImage before = document.mask().copy();
    brush.press(at(200, 100));
    brush.drag(at(600, 500));
    brush.cancel();
    EXPECT_EQ(document.mask(), before);
    EXPECT_EQ(document.undoStack().count(), 1);
}

TEST_F(BrushTest, AStrokeOutsideThePhotoIsNoStep) {
    stroke(brush, {at(-500, -500), at(-400, -500)});
    EXPECT_FALSE(document.hasMask());
    EXPECT_EQ(document.undoStack().count(), 0);
}

TEST_F(BrushTest, TheEraserTakesAwayAndXTurnsBothRound) {
    fillMask(255);
    eraser.setOptions(hard(40));
    stroke(eraser, {at(300, 300)});
    EXPECT_EQ(maskAt(300, 300), 0);
    EXPECT_TRUE(press(eraser, Qt::Key_X));
    stroke(eraser, {at(300, 300)});
    EXPECT_EQ(maskAt(300, 300), 255);
    brush.setOptions(hard(40));
    press(brush, Qt::Key_X);
    stroke(brush, {at(500, 300)});
    EXPECT_EQ(maskAt(500, 300), 0);
}

TEST_F(BrushTest, ThePensOtherEndErases) {
    fillMask(255);
    brush.setOptions(hard(40));
    ui::PointerEvent pen = at(300, 300);
    pen.eraser = true;
    stroke(brush, {pen});
    EXPECT_EQ(maskAt(300, 300), 0);
}

TEST_F(BrushTest, SmoothingTrailsBehindAndCatchesUpAtTheEnd) {
    BrushOptions options = hard(10);
    options.smoothing = 50;  // 40 px at this zoom
    brush.setOptions(options);
    brush.press(at(100, 300));
    brush.drag(at(200, 300));
    EXPECT_EQ(maskAt(155, 300), 255);
    EXPECT_EQ(maskAt(175, 300), 0);
    brush.release(at(200, 300));
    EXPECT_EQ(maskAt(198, 300), 255);
}

TEST_F(BrushTest, KeysSetSizeHardnessAndOpacity) {
    brush.setOptions(hard(100));
    EXPECT_TRUE(press(brush, Qt::Key_BracketRight));
    EXPECT_GT(brush.options().size, 100);
    press(brush, Qt::Key_BracketLeft);
    press(brush, Qt::Key_BracketLeft);
    EXPECT_LT(brush.options().size, 100);
    press(brush, Qt::Key_BraceLeft, Qt::ShiftModifier);
    EXPECT_EQ(brush.options().hardness, 90);
    press(brush, Qt::Key_3);
    EXPECT_EQ(brush.options().opacity, 30);
    press(brush, Qt::Key_0);
    EXPECT_EQ(brush.options().opacity, 100);
    EXPECT_FALSE(press(brush, Qt::Key_Q));
    EXPECT_FALSE(press(brush, Qt::Key_1, Qt::ControlModifier));
}

TEST_F(BrushTest, ItsOptionsAreKept) {
    BrushOptions options = hard(333);
    options.pressure_size = true;
    brush.setOptions(options);
    EXPECT_EQ(BrushTool(session, BrushTool::Kind::Brush).options(), options);
    EXPECT_NE(BrushTool(session, BrushTool::Kind::Eraser).options(), options);
}

TEST_F(BrushTest, DamagedSettingsAreHeldWithinTheirRanges) {
    QSettings().setValue("brush/size", 99999);
    QSettings().setValue("brush/opacity", "much");
    const BrushOptions options = BrushOptions::load("brush");
    EXPECT_EQ(options.size, BrushOptions::kLargestSize);
    EXPECT_EQ(options.opacity, 100);
}

TEST_F(BrushTest, ACommandDuringAStrokeDoesNotMixWithIt) {
    // The canvas cancels the stroke before the mask changes under it.
    QObject::connect(&document, &ui::Document::maskAboutToChange, &document, [&] { brush.cancel(); });
    brush.press(at(300, 300));
    brush.drag(at(400, 300));
    fillMask(10);
    brush.release(at(400, 300));
    QImage expected(900, 600, QImage::Format_Grayscale8);
    expected.fill(10);
    EXPECT_EQ(document.mask(), expected);
    document.undoStack().undo();
    EXPECT_FALSE(document.hasMask());
}

TEST_F(MaskToolsTest, LassoFillsWhatItSurrounds) {
    ui::LassoTool lasso(session);
    stroke(lasso, {at(100, 100), at(300, 100), at(300, 250), at(100, 250)});
    EXPECT_EQ(maskAt(200, 200), 255);
    EXPECT_EQ(maskAt(100, 100), 255);
    EXPECT_EQ(maskAt(299, 249), 255);
    EXPECT_EQ(maskAt(300, 200), 0);
    EXPECT_EQ(maskAt(99, 200), 0);
    EXPECT_EQ(document.undoStack().count(), 1);
    stroke(lasso, {at(150, 150, Qt::AltModifier), at(250, 150, Qt::AltModifier),
                   at(250, 200, Qt::AltModifier), at(150, 200, Qt::AltModifier)});
    EXPECT_EQ(maskAt(200, 170), 0);
    EXPECT_EQ(maskAt(120, 120), 255);
    document.undoStack().undo();
    EXPECT_EQ(maskAt(200, 170), 255);
    document.undoStack().undo();
    EXPECT_FALSE(document.hasMask());
}

TEST_F(MaskToolsTest, ALassoThatSurroundsNothingIsNoStep) {
    ui::LassoTool lasso(session);
    stroke(lasso, {at(100, 100)});
    stroke(lasso, {at(-100, -100), at(-50, -100), at(-50, -50)});
    EXPECT_EQ(document.undoStack().count(), 0);
    EXPECT_FALSE(document.hasMask());
}

TEST_F(MaskToolsTest, LassoCancelLeavesNoTrace) {
    ui::LassoTool lasso(session);
    lasso.press(at(100, 100));
    lasso.drag(at(300, 100));
    lasso.drag(at(300, 300));
    lasso.cancel();
    lasso.release(at(300, 300));
    EXPECT_FALSE(document.hasMask());
}

class PolygonTest : public MaskToolsTest {
protected:
    void click(double x, double y) {
        polygon.press(at(x, y));
        polygon.release(at(x, y));
    }
    ui::PolygonTool polygon{session};
};

TEST_F(PolygonTest, EnterClosesIt) {
    click(100, 100);
    click(200, 100);
    click(200, 200);
    EXPECT_TRUE(polygon.isBusy());
    EXPECT_TRUE(press(polygon, Qt::Key_Return));
    EXPECT_FALSE(polygon.isBusy());
    EXPECT_EQ(maskAt(190, 120), 255);
    EXPECT_EQ(maskAt(110, 190), 0);
    EXPECT_EQ(document.undoStack().count(), 1);
}

TEST_F(PolygonTest, BackspaceTakesTheLastCornerBack) {
    click(100, 100);
    click(200, 100);
    click(200, 200);
    click(700, 500);
    EXPECT_TRUE(press(polygon, Qt::Key_Backspace));
    press(polygon, Qt::Key_Return);
    EXPECT_EQ(maskAt(190, 120), 255);
    EXPECT_EQ(maskAt(400, 320), 0);
}

TEST_F(PolygonTest, AClickOnTheFirstCornerOrADoubleClickClosesIt) {
    click(100, 100);
    click(200, 100);
    click(200, 200);
    click(102, 101);
    EXPECT_EQ(maskAt(190, 120), 255);
    click(400, 100);
    click(500, 100);
    click(500, 200);
    polygon.doubleClick(at(500, 200));
    EXPECT_EQ(maskAt(490, 120), 255);
    EXPECT_EQ(document.undoStack().count(), 2);
}

TEST_F(PolygonTest, XSubtracts) {
    fillMask(255);
    press(polygon, Qt::Key_X);
    click(100, 100);
    click(200, 100);
    click(200, 200);
    press(polygon, Qt::Key_Enter);
    EXPECT_EQ(maskAt(190, 120), 0);
}

TEST_F(PolygonTest, CancelForgetsItsCorners) {
    click(100, 100);
    click(200, 100);
    click(200, 200);
    polygon.cancel();
    EXPECT_FALSE(press(polygon, Qt::Key_Return));
    EXPECT_FALSE(document.hasMask());
}

TEST_F(MaskToolsTest, AGradientFallsFromFullToNone) {
    ui::GradientTool gradient(session);
    stroke(gradient, {at(200, 300), at(600, 300)});
    EXPECT_EQ(maskAt(10, 10), 255);
    EXPECT_EQ(maskAt(899, 590), 0);
    EXPECT_NEAR(maskAt(400, 77), 127, 2);
    EXPECT_EQ(document.undoStack().count(), 1);
    document.undoStack().undo();
    EXPECT_FALSE(document.hasMask());
}

TEST_F(MaskToolsTest, ShiftHoldsAGradientToStepsOf45Degrees) {
    ui::GradientTool gradient(session);
    stroke(gradient, {at(200, 300), at(600, 340, Qt::ShiftModifier)});
    EXPECT_EQ(maskAt(400, 20), maskAt(400, 580));  // exactly level
    EXPECT_NEAR(maskAt(400, 20), 127, 3);
}

TEST_F(MaskToolsTest, AClickWithTheGradientIsNoStep) {
    ui::GradientTool gradient(session);
    stroke(gradient, {at(200, 300)});
    EXPECT_EQ(document.undoStack().count(), 0);
}

TEST(ToolTable, EveryToolCanBeCreated) {
    test::Workbench bench;
    bench.openPhoto();
    for (const ui::ToolInfo& info : ui::allTools()) {
        const std::unique_ptr<ui::Tool> tool = info.create(bench.work);
        ASSERT_TRUE(tool) << info.id;
        const std::unique_ptr<QWidget> options(tool->createOptions(nullptr));
        tool->press(at(10, 10));
        tool->cancel();
        EXPECT_FALSE(bench.work.document.hasMask()) << info.id;
        EXPECT_TRUE(QString(info.icon).startsWith(":/icons/")) << info.id;
    }
}

}  // namespace
