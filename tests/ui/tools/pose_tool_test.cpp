#include "ui/tools/pose/pose_tool.h"

#include <gtest/gtest.h>

#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <cmath>

#include "tests/ui/canvas/canvas_fixture.h"
#include "tests/ui/session/pose_fixture.h"
#include "ui/canvas/view_transform.h"
#include "ui/tools/pose/pose_panel.h"

namespace {

using engine::ImagePoint;
using engine::JointName;
using test::at;
using State = ui::EditSession::State;

double length(const engine::Skeleton& skeleton, JointName a, JointName b) {
    return std::hypot(skeleton[a].at.x - skeleton[b].at.x, skeleton[a].at.y - skeleton[b].at.y);
}

class PoseToolTest : public test::PoseTestBase {
protected:
    void SetUp() override {
        PoseTestBase::SetUp();
        readPerson();
    }
    void stroke(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        tool.press(at(from.x(), from.y(), modifiers));
        tool.drag(at((from.x() + to.x()) / 2, (from.y() + to.y()) / 2, modifiers));
        tool.drag(at(to.x(), to.y(), modifiers));
        tool.release(at(to.x(), to.y(), modifiers));
    }
    void click(double x, double y, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        tool.press(at(x, y, modifiers));
        tool.release(at(x, y, modifiers));
    }
    bool press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QKeyEvent event(QEvent::KeyPress, key, modifiers);
        return tool.key(&event);
    }
    ImagePoint placeOf(JointName joint) const { return pose.pose().skeleton[joint].at; }
    std::vector<JointName> selected() const { return {pose.selected().begin(), pose.selected().end()}; }

    ui::PoseTool tool{pose};
};

TEST_F(PoseToolTest, DraggingAJointAsksForThePoseWithTheJointThere) {
    stroke({220, 420}, {240, 400});
    while (!bench.engine.open_jobs.empty()) answer();
    const ImagePoint there = newest().pose[JointName::RightWrist].at;
    EXPECT_NEAR(there.x, 240, 0.5);
    EXPECT_NEAR(there.y, 400, 0.5);
    EXPECT_FALSE(newest().turn) << "the head follows its joints";
    EXPECT_EQ(session.state(), State::ResultWaiting);
}

TEST_F(PoseToolTest, BonesKeepTheirLengthAndAltFreesThem) {
    const engine::Skeleton before = pose.pose().skeleton;
    stroke({220, 420}, {60, 470});
    for (const auto& [a, b] : {std::pair{JointName::RightShoulder, JointName::RightElbow},
                               std::pair{JointName::RightElbow, JointName::RightWrist}}) {
        EXPECT_NEAR(length(pose.pose().skeleton, a, b), length(before, a, b), 0.5);
    }
    EXPECT_GT(placeOf(JointName::RightWrist).x, 70) << "an arm is only so long";
    pose.reset();
    stroke({220, 420}, {60, 470}, Qt::AltModifier);
    EXPECT_EQ(placeOf(JointName::RightWrist), (ImagePoint{60, 470}));
    EXPECT_EQ(placeOf(JointName::RightElbow), (ImagePoint{210, 340}));
    pose.reset();
    pose.setLocksBones(false);
    stroke({220, 420}, {60, 470});
    EXPECT_EQ(placeOf(JointName::RightWrist), (ImagePoint{60, 470})) << "without the lock it needs no Alt";
}

TEST_F(PoseToolTest, ShiftKeepsADragLevelOrUpright) {
    stroke({220, 420}, {250, 430}, Qt::ShiftModifier | Qt::AltModifier);
    EXPECT_EQ(placeOf(JointName::RightWrist), (ImagePoint{250, 420}));
}

TEST_F(PoseToolTest, TheNearestJointWithinReachIsTaken) {
    click(331, 141);
    EXPECT_EQ(selected(), std::vector{JointName::LeftEye});
    click(309, 148);
    EXPECT_EQ(selected(), std::vector{JointName::RightEye}) << "nearer than the nose";
    click(222, 405);  // 15 away
    EXPECT_TRUE(selected().empty());
    ui::PointerEvent far = at(250, 420);
    far.zoom = 0.25;  // 30 pixels of the photo are 7.5 on the screen
    tool.press(far);
    tool.release(far);
    EXPECT_EQ(selected(), std::vector{JointName::RightWrist}) << "the reach is one of the screen";
}

TEST_F(PoseToolTest, ShiftClickAndAFrameSelectSeveralThatMoveTogether) {
    click(220, 420);
    click(210, 340, Qt::ShiftModifier);
    EXPECT_EQ(selected(), (std::vector{JointName::RightWrist, JointName::RightElbow}));
    click(210, 340, Qt::ShiftModifier);
    EXPECT_EQ(selected(), std::vector{JointName::RightWrist});
    stroke({150, 300}, {260, 460});
    ASSERT_EQ(selected().size(), 2u);
    EXPECT_TRUE(asked().empty()) << "selecting changes nothing";
    stroke({210, 340}, {220, 345});
    EXPECT_EQ(placeOf(JointName::RightElbow), (ImagePoint{220, 345}));
    EXPECT_EQ(placeOf(JointName::RightWrist), (ImagePoint{230, 425}));
    EXPECT_EQ(selected().size(), 2u);
}

TEST_F(PoseToolTest, TheRingTiltsAndItsInsideTurnsAndNods) {
    const ui::HeadCircle head = pose.head();
    stroke({300, 185}, {300 + 0.2 * head.radius, 185 + 0.1 * head.radius});
    EXPECT_NEAR(pose.pose().turn.yaw, -0.2, 1e-3) << "to the right";
    EXPECT_NEAR(pose.pose().turn.pitch, 0.1, 1e-3) << "down";
    const double angle = 0.3;
    stroke({320, 150 - head.radius},
           {320 + head.radius * std::sin(angle), 150 - head.radius * std::cos(angle)});
    EXPECT_NEAR(pose.pose().turn.roll, angle, 1e-3) << "clockwise";
    EXPECT_TRUE(pose.pose().skeleton[JointName::Nose].at == (ImagePoint{320, 160}));
}

TEST_F(PoseToolTest, EscapeInADragLeavesNoTrace) {
    stroke({430, 340}, {440, 350});
    const ui::Pose before = pose.pose();
    tool.press(at(220, 420));
    tool.drag(at(250, 400));
    EXPECT_TRUE(tool.isBusy());
    EXPECT_FALSE(pose.pose().isLike(before));
    tool.cancel();
    EXPECT_FALSE(tool.isBusy());
    EXPECT_TRUE(pose.pose().isLike(before));
    EXPECT_FALSE(pose.canRedo());
    pose.undo();
    EXPECT_FALSE(pose.isPosed()) << "the gesture before is still one step";
}

TEST_F(PoseToolTest, TabWalksTheJointsThatAreThereAndArrowsMoveThem) {
    EXPECT_TRUE(press(Qt::Key_Tab));
    EXPECT_EQ(selected(), std::vector{JointName::Nose});
    press(Qt::Key_Tab);
    EXPECT_EQ(selected(), std::vector{JointName::Neck});
    press(Qt::Key_Backtab, Qt::ShiftModifier);
    press(Qt::Key_Backtab, Qt::ShiftModifier);
    EXPECT_EQ(selected(), std::vector{JointName::LeftEye}) << "round and round, and not to missing ones";
    for (int i = 0; i < 6; ++i) press(Qt::Key_Tab);
    EXPECT_EQ(selected(), std::vector{JointName::LeftShoulder});
    press(Qt::Key_Tab);
    press(Qt::Key_Tab);
    EXPECT_EQ(selected(), std::vector{JointName::RightEye}) << "there is no left wrist";

    click(220, 420);
    EXPECT_TRUE(press(Qt::Key_Right, Qt::AltModifier));
    EXPECT_EQ(placeOf(JointName::RightWrist), (ImagePoint{221, 420}));
    press(Qt::Key_Down, Qt::ShiftModifier | Qt::AltModifier);
    EXPECT_EQ(placeOf(JointName::RightWrist), (ImagePoint{221, 430}));
    pose.undo();
    EXPECT_FALSE(pose.isPosed()) << "the way of the arrow keys is one step";
    EXPECT_TRUE(press(Qt::Key_Delete));
    EXPECT_FALSE(pose.pose().skeleton.has(JointName::RightWrist));
    EXPECT_FALSE(press(Qt::Key_Right)) << "nothing is selected: the arrows move the photo";
    EXPECT_FALSE(press(Qt::Key_Return));
    EXPECT_FALSE(press(Qt::Key_Escape));
}

TEST_F(PoseToolTest, EverythingItPaintsLiesWithinItsBounds) {
    for (const double zoom : {0.3, 1.0}) {
        const ui::ViewTransform view(zoom, {20, 10});
        tool.hover(at(400, 250));
        pose.select({JointName::Neck, JointName::RightWrist});
        QImage picture(800, 600, QImage::Format_ARGB32_Premultiplied);
        picture.fill(0);
        {
            QPainter painter(&picture);
            tool.paintOverlay(painter, view);
        }
        const QRect bounds = tool.overlayBounds(view)->toAlignedRect();
        int inked = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (qAlpha(picture.pixel(x, y)) == 0) continue;
                ++inked;
                ASSERT_TRUE(bounds.contains(x, y)) << zoom << ": " << x << ' ' << y;
            }
        }
        EXPECT_GT(inked, 500);
    }
}

TEST_F(PoseToolTest, HandlesAreOfOneSizeAtEveryZoomAndUnsureJointsAreHollow) {
    engine::Reading reading = test::personReading();
    reading.joints[static_cast<std::size_t>(JointName::RightWrist)].confidence = 0.3f;
    document.open(test::makePhoto({640, 480}, 1, 2, 3), "other.png");
    readPerson(reading);
    for (const double zoom : {0.5, 1.0}) {
        QImage picture(700, 500, QImage::Format_ARGB32_Premultiplied);
        picture.fill(0);
        const ui::ViewTransform view(zoom, {});
        {
            QPainter painter(&picture);
            tool.paintOverlay(painter, view);
        }
        const auto inkLeftOf = [&](ImagePoint joint) {
            const QPointF middle = view.toView(joint);
            int ink = 0;
            for (int x = 0; x < 12; ++x) {
                ink += qAlpha(picture.pixel(int(middle.x()) - x, int(middle.y()) + 2)) > 128;
            }
            return ink;
        };
        EXPECT_NEAR(inkLeftOf({430, 340}), 5, 2) << zoom;
        const QPointF wrist = view.toView(ImagePoint{220, 420});
        const QRgb inside = picture.pixel(int(wrist.x()) + 1, int(wrist.y()) + 2);
        EXPECT_LT(qAlpha(inside), 255) << zoom;
    }
}

class PosePanelTest : public test::PoseTestBase {
protected:
    void SetUp() override {
        PoseTestBase::SetUp();
        panel.show();
        test::settle();
    }
    bool says(const QString& words) {
        const auto labels = panel.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return !label->isHidden() && label->text().contains(words);
        });
    }
    QPushButton* button(const QString& text) {
        for (auto* one : panel.findChildren<QPushButton*>()) {
            if (one->text() == text) return one;
        }
        return nullptr;
    }
    QSlider* slider(int i) { return panel.findChildren<QSlider*>()[i]; }

    ui::PosePanel panel{bench.work};
};

TEST_F(PosePanelTest, WithoutAReadingItSaysWhyNothingCanBeDone) {
    EXPECT_TRUE(session.isReading()) << "showing the panel looks for the person";
    EXPECT_TRUE(says("Looking for the person"));
    EXPECT_FALSE(button("Mirror")->isEnabled());
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::NoFace, "found no face"});
    test::settle();
    EXPECT_TRUE(says("No face was found"));
    EXPECT_FALSE(button("Mirror")->isEnabled());
    EXPECT_TRUE(button("Mirror")->accessibleDescription().contains("No face"));
    EXPECT_FALSE(slider(0)->isEnabled());
}

TEST_F(PosePanelTest, ASliderToTheRightTurnsTheHeadToTheRight) {
    readPerson();
    EXPECT_FALSE(says("Looking"));
    slider(0)->setValue(12);
    slider(1)->setValue(5);
    slider(2)->setValue(-7);
    while (!bench.engine.open_jobs.empty()) answer();
    ASSERT_TRUE(newest().turn);
    constexpr double kDegree = 0.017453292;
    EXPECT_NEAR(newest().turn->yaw, -12 * kDegree, 1e-5);
    EXPECT_NEAR(newest().turn->pitch, 5 * kDegree, 1e-5);
    EXPECT_NEAR(newest().turn->roll, -7 * kDegree, 1e-5);
    pose.undo();
    EXPECT_EQ(slider(2)->value(), 0);
    EXPECT_EQ(slider(0)->value(), 12);
    session.discard();
    EXPECT_EQ(slider(0)->value(), 0) << "Esc puts the sliders back";
    EXPECT_FALSE(button("Reset pose")->isEnabled());
}

TEST_F(PosePanelTest, OneSlidersWayIsOneStep) {
    readPerson();
    for (int degrees = 1; degrees <= 9; ++degrees) slider(0)->setValue(degrees);
    pose.undo();
    EXPECT_EQ(slider(0)->value(), 0);
    EXPECT_FALSE(pose.canUndo());
}

TEST_F(PosePanelTest, TheNumbersMoveTheJoint) {
    readPerson();
    pose.setLocksBones(false);
    pose.select({JointName::RightWrist});
    std::vector<QSpinBox*> at;
    for (auto* box : panel.findChildren<QSpinBox*>()) {
        if (box->accessibleName().startsWith("Joint")) at.push_back(box);
    }
    ASSERT_EQ(at.size(), 2u);
    EXPECT_EQ(at[0]->value(), 220);
    EXPECT_EQ(at[1]->value(), 420);
    at[0]->setValue(250);
    EXPECT_EQ(pose.pose().skeleton[JointName::RightWrist].at, (ImagePoint{250, 420}));
    pose.select({});
    at[1]->setValue(400);
    EXPECT_EQ(pose.pose().skeleton[JointName::RightWrist].at, (ImagePoint{250, 400}))
        << "the joint that is shown, selected or not";
    button("Hide")->click();
    EXPECT_FALSE(pose.pose().skeleton.has(JointName::RightWrist));
    EXPECT_TRUE(says("moves along"));
    button("Bring back")->click();
    EXPECT_EQ(at[0]->value(), 220);
}

TEST_F(PosePanelTest, TheButtonsAskForAFileAndExchangeThePoseWithIt) {
    EXPECT_FALSE(button("Import pose…")->isEnabled());
    EXPECT_FALSE(button("Export pose…")->isEnabled());
    readPerson();
    bench.poses.files["other.json"][JointName::RightWrist] = {{230, 400}, 1};
    button("Import pose…")->click();
    auto* dialog = panel.findChild<QFileDialog*>();
    ASSERT_TRUE(dialog);
    Q_EMIT dialog->fileSelected("other.json");
    EXPECT_TRUE(QTest::qWaitFor([this] { return pose.isPosed(); }));
    dialog->close();
    test::settle();
    button("Export pose…")->click();
    dialog = panel.findChild<QFileDialog*>();
    ASSERT_TRUE(dialog);
    ASSERT_EQ(dialog->selectedFiles().size(), 1);
    EXPECT_TRUE(dialog->selectedFiles()[0].endsWith("portrait.pose.json"));
    Q_EMIT dialog->fileSelected("mine.json");
    EXPECT_TRUE(QTest::qWaitFor([this] { return bench.poses.has("mine.json"); }));
    EXPECT_EQ(bench.poses.files["mine.json"][JointName::RightWrist].at, (ImagePoint{230, 400}));
}

}  // namespace
