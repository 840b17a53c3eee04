#include <gtest/gtest.h>

#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <cmath>
#include <numbers>

#include "tests/ui/canvas/canvas_fixture.h"
#include "tests/ui/session/pose_fixture.h"
#include "ui/canvas/view_transform.h"
#include "ui/tools/pose/joint_fields.h"
#include "ui/tools/pose/pose_tool.h"

namespace {

using engine::ImagePoint;
using engine::JointName;
using test::at;
using Kind = ui::PoseGrip::Kind;

// Where the handles of a frame are, in view pixels from the box of its joints.
constexpr double kTurnAbove = 40, kScaleBeside = 16;

/// Elbow (210, 340) and wrist (220, 420) of the right arm are selected: a box about (215, 380).
class PoseSelectionTest : public test::PoseTestBase {
protected:
    void SetUp() override {
        PoseTestBase::SetUp();
        readPerson();
        pose.select({JointName::RightElbow, JointName::RightWrist});
    }
    void stroke(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        hold(from, to, modifiers);
        tool.release(at(to.x(), to.y(), modifiers));
    }
    void hold(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        tool.press(at(from.x(), from.y(), modifiers));
        tool.drag(at((from.x() + to.x()) / 2, (from.y() + to.y()) / 2, modifiers));
        tool.drag(at(to.x(), to.y(), modifiers));
    }
    ImagePoint placeOf(JointName joint) const { return pose.pose().skeleton[joint].at; }
    void expectAt(JointName joint, double x, double y) {
        EXPECT_NEAR(placeOf(joint).x, x, 1e-6);
        EXPECT_NEAR(placeOf(joint).y, y, 1e-6);
    }

    const QPointF middle{215, 380};
    const QPointF turn_handle{215, 340 - kTurnAbove};
    const QPointF scale_handle{220 + kScaleBeside, 420 + kScaleBeside};
    ui::PoseTool tool{pose};
};

TEST_F(PoseSelectionTest, TheHandleAboveTurnsTheSelectionAboutItsMiddleInOneGesture) {
    stroke(turn_handle, {215 + 80, 380});  // a quarter, clockwise
    expectAt(JointName::RightElbow, 255, 375);
    expectAt(JointName::RightWrist, 175, 385);
    EXPECT_EQ(placeOf(JointName::RightShoulder), (ImagePoint{240, 250})) << "what is not selected stays";
    EXPECT_EQ(pose.selected().size(), 2u);
    while (!bench.engine.open_jobs.empty()) answer();
    EXPECT_EQ(newest().pose[JointName::RightElbow].at, placeOf(JointName::RightElbow));
    pose.undo();
    EXPECT_FALSE(pose.isPosed());
    EXPECT_FALSE(pose.canUndo());
}

TEST_F(PoseSelectionTest, ShiftTurnsInStepsOfFifteenDegrees) {
    const double angle = 0.49;  // 28 degrees
    stroke(turn_handle, middle + 100 * QPointF(std::sin(angle), -std::cos(angle)), Qt::ShiftModifier);
    const double was = std::atan2(80, 10);
    const ImagePoint elbow = placeOf(JointName::RightElbow), wrist = placeOf(JointName::RightWrist);
    EXPECT_NEAR(std::atan2(wrist.y - elbow.y, wrist.x - elbow.x) - was, std::numbers::pi / 6, 1e-9);
    EXPECT_EQ(pose.selected().size(), 2u) << "Shift took hold of the handle, not of a joint";
}

TEST_F(PoseSelectionTest, TheHandleAtTheCornerScalesAboutTheMiddle) {
    stroke(scale_handle, middle + 1.5 * (scale_handle - middle));
    expectAt(JointName::RightElbow, 215 - 7.5, 380 - 60);
    expectAt(JointName::RightWrist, 215 + 7.5, 380 + 60);
    pose.undo();
    stroke(scale_handle, middle - 3 * (scale_handle - middle));
    expectAt(JointName::RightWrist, 215.5, 384);
    pose.undo();
    EXPECT_FALSE(pose.canUndo());
}

TEST_F(PoseSelectionTest, EscapeGivesTheSelectionBack) {
    for (const QPointF handle : {turn_handle, scale_handle}) {
        hold(handle, {400, 400});
        EXPECT_TRUE(tool.isBusy());
        EXPECT_TRUE(pose.isPosed());
        tool.cancel();
        EXPECT_FALSE(tool.isBusy());
        EXPECT_FALSE(pose.isPosed());
        EXPECT_FALSE(pose.canUndo());
        EXPECT_FALSE(pose.canRedo());
        EXPECT_EQ(pose.selected().size(), 2u);
    }
}

TEST_F(PoseSelectionTest, AClickOnAHandleChangesNothing) {
    tool.press(at(turn_handle.x(), turn_handle.y()));
    tool.release(at(turn_handle.x(), turn_handle.y()));
    EXPECT_FALSE(pose.canUndo());
    EXPECT_EQ(pose.selected().size(), 2u);
}

TEST_F(PoseSelectionTest, TheNearerOfJointAndHandleIsTaken) {
    engine::Reading reading = test::personReading();
    reading.joints[static_cast<std::size_t>(JointName::RightShoulder)].at = {215, 290};
    document.open(test::makePhoto({640, 480}, 1, 2, 3), "other.png");
    readPerson(reading);
    pose.select({JointName::RightElbow, JointName::RightWrist});
    tool.press(at(215, 294));
    tool.release(at(215, 294));
    EXPECT_TRUE(pose.isSelected(JointName::RightShoulder));
    pose.select({JointName::RightElbow, JointName::RightWrist});
    tool.press(at(215, 297));
    tool.release(at(215, 297));
    EXPECT_FALSE(pose.isSelected(JointName::RightShoulder));
    EXPECT_EQ(pose.selected().size(), 2u);
}

TEST_F(PoseSelectionTest, ASingleJointHasNoFrame) {
    ui::PoseDrawing drawing;
    drawing.skeleton = pose.shownSkeleton();
    EXPECT_EQ(drawing.gripAt({215, 300}, 1).kind, Kind::None);
    pose.select({JointName::RightWrist});
    stroke({220, 380}, {300, 380});
    EXPECT_FALSE(pose.isPosed());
}

TEST_F(PoseSelectionTest, HandlesKeepTheirDistanceOnTheScreenAtEveryZoom) {
    const ui::SelectionFrame frame{{210, 340, 10, 80}, 0, {}};
    for (const double zoom : {0.25, 1.0, 4.0}) {
        const ImagePoint turn{215, 340 - kTurnAbove / zoom};
        const ImagePoint scale{220 + kScaleBeside / zoom, 420 + kScaleBeside / zoom};
        EXPECT_EQ(frame.gripAt(turn, zoom, 1 / zoom), Kind::TurnJoints) << zoom;
        EXPECT_EQ(frame.gripAt(scale, zoom, 1 / zoom), Kind::ScaleJoints) << zoom;
        EXPECT_EQ(frame.gripAt({215, 380}, zoom, 1 / zoom), Kind::None) << zoom;
        const QRectF ink = frame.bounds(ui::ViewTransform(zoom, {}), Kind::None);
        EXPECT_NEAR(ink.width(), 10 * zoom + 2 * kScaleBeside, 21) << zoom;
    }
}

TEST_F(PoseSelectionTest, WhatItPaintsInTheHandLiesWithinItsBounds) {
    for (const QPointF handle : {turn_handle, scale_handle}) {
        hold(handle, handle + QPointF(60, 30));
        const ui::ViewTransform view(1, {20, 10});
        QImage picture(800, 600, QImage::Format_ARGB32_Premultiplied);
        picture.fill(0);
        {
            QPainter painter(&picture);
            tool.paintOverlay(painter, view);
        }
        const QRect bounds = tool.overlayBounds(view)->toAlignedRect();
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (qAlpha(picture.pixel(x, y)) == 0) continue;
                ASSERT_TRUE(bounds.contains(x, y)) << x << ' ' << y;
            }
        }
        tool.cancel();
    }
}

class SelectionFieldsTest : public PoseSelectionTest {
protected:
    void SetUp() override {
        PoseSelectionTest::SetUp();
        connection = QObject::connect(&pose, &ui::PoseWork::changed, &fields, &ui::JointFields::refresh);
        fields.show();
        fields.refresh();
        test::settle();
    }
    QSpinBox* field(const QString& name) {
        for (auto* box : fields.findChildren<QSpinBox*>()) {
            if (box->accessibleName() == name) return box;
        }
        return nullptr;
    }
    void type(QSpinBox* box, const QString& text) {
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, text);
        QTest::keyClick(box, Qt::Key_Return);
    }

    ui::JointFields fields{pose};
    QMetaObject::Connection connection;
};

TEST_F(SelectionFieldsTest, SeveralJointsHaveATurnAndAScaleInsteadOfAPlace) {
    QSpinBox* turn = field("Turn the selected joints");
    QSpinBox* x = field("Joint, from the left");
    ASSERT_TRUE(turn && x);
    EXPECT_TRUE(turn->isVisible());
    EXPECT_FALSE(x->isVisible());
    pose.select({JointName::RightWrist});
    EXPECT_FALSE(turn->isVisible());
    EXPECT_TRUE(x->isVisible());
}

TEST_F(SelectionFieldsTest, ANumberTurnsOrScalesOnceAndTheFieldGoesBack) {
    QSpinBox* turn = field("Turn the selected joints");
    QSpinBox* scale = field("Scale the selected joints");
    type(turn, "90");
    expectAt(JointName::RightElbow, 255, 375);
    EXPECT_EQ(turn->value(), 0);
    EXPECT_EQ(turn->text(), "0°");
    type(scale, "50");
    expectAt(JointName::RightElbow, 235, 377.5);
    EXPECT_EQ(scale->value(), 100);
    pose.undo();
    expectAt(JointName::RightElbow, 255, 375);
    pose.undo();
    EXPECT_FALSE(pose.isPosed());
    EXPECT_FALSE(pose.canUndo()) << "one step for each number";
}

TEST_F(SelectionFieldsTest, ArrowKeysTurnByOneDegreeAndWithShiftByTen) {
    QSpinBox* turn = field("Turn the selected joints");
    turn->setFocus();
    const auto direction = [this] {
        const ImagePoint elbow = placeOf(JointName::RightElbow), wrist = placeOf(JointName::RightWrist);
        return std::atan2(wrist.y - elbow.y, wrist.x - elbow.x) * 180 / std::numbers::pi;
    };
    const double was = direction();
    QTest::keyClick(turn, Qt::Key_Up);
    EXPECT_NEAR(direction() - was, 1, 1e-9);
    QTest::keyClick(turn, Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_NEAR(direction() - was, -9, 1e-9);
}

TEST_F(SelectionFieldsTest, HideHidesAllThatAreSelected) {
    fields.findChild<QPushButton*>()->click();
    EXPECT_FALSE(pose.pose().skeleton.has(JointName::RightElbow));
    EXPECT_FALSE(pose.pose().skeleton.has(JointName::RightWrist));
    pose.undo();
    EXPECT_FALSE(pose.isPosed());
}

}  // namespace
