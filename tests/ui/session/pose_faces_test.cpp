#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>

#include "tests/ui/session/pose_fixture.h"
#include "ui/tools/pose/pose_panel.h"
#include "ui/widgets/face_choice.h"

namespace {

using engine::ImagePoint;
using engine::JointName;
using State = ui::EditSession::State;

/// Two people of about one size in a photo, the larger one read.
class PoseFacesTest : public test::PoseTestBase {
protected:
    void SetUp() override {
        PoseTestBase::SetUp();
        readPerson(both());
    }
    static engine::Reading both() {
        engine::Reading reading = test::personReading();
        reading.faces.push_back({{470, 90, 90, 110}, 0.8f});
        return reading;
    }
    /// The second person stands 200 pixels further to the right.
    static engine::Reading second() {
        engine::Reading reading = both();
        for (engine::Joint& joint : reading.joints) joint.at.x += 200;
        for (ImagePoint& point : reading.mesh) point.x += 200;
        return reading;
    }
    std::vector<engine::ReadRequest> readings() const {
        std::vector<engine::ReadRequest> asked;
        for (const auto& job : bench.engine.submitted) {
            if (const auto* read = std::get_if<engine::ReadRequest>(&job.request)) asked.push_back(*read);
        }
        return asked;
    }
    void readSecond() {
        pose.chooseFace(1);
        bench.engine.finish(bench.engine.last(), second());
        test::settle();
    }
    ImagePoint noseOf() const { return pose.pose().skeleton[JointName::Nose].at; }
};

TEST_F(PoseFacesTest, AnotherFaceIsReadOnceAndItsPersonIsPosed) {
    EXPECT_EQ(pose.faces(), 2);
    EXPECT_EQ(readings().size(), 1u) << "nobody has asked for the second one yet";
    pose.chooseFace(1);
    ASSERT_EQ(readings().size(), 2u);
    EXPECT_EQ(readings()[1].face, 1);
    EXPECT_TRUE(pose.obstacle().contains("Looking")) << pose.obstacle().toStdString();
    EXPECT_EQ(bench.work.jobs.rowCount(), 1) << "the panel tells of it";
    bench.engine.finish(bench.engine.last(), second());
    test::settle();
    EXPECT_TRUE(pose.obstacle().isEmpty()) << pose.obstacle().toStdString();
    EXPECT_EQ(noseOf(), (ImagePoint{520, 160}));
    EXPECT_EQ(pose.head().middle, (ImagePoint{520, 150}));
    turnTo(0.2f);
    EXPECT_EQ(newest().face, 1);
    answer();
    session.discard();
    pose.chooseFace(0);
    EXPECT_EQ(noseOf(), (ImagePoint{320, 160}));
    pose.chooseFace(1);
    EXPECT_EQ(readings().size(), 2u) << "both are known";
}

TEST_F(PoseFacesTest, WhatWasChangedOnTheFaceBeforeIsAppliedAndEachHasItsOwnEdit) {
    turnTo(0.2f);
    answer();
    turnTo(0.3f);
    pose.chooseFace(1);
    EXPECT_TRUE(document.edits().empty()) << "what the hand left is still being made";
    EXPECT_EQ(pose.face(), 0);
    answer();
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_FLOAT_EQ(std::get<engine::PoseRequest>(document.edits()[0].request).turn->yaw, 0.3f);
    EXPECT_EQ(pose.face(), 1);
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0) << "the second person has not been turned";
    bench.engine.finish(bench.engine.last(), second());
    test::settle();
    turnTo(-0.1f);
    EXPECT_EQ(newest().layers.size(), 1u) << "over the first one's edit";
    answer();
    session.accept();
    ASSERT_EQ(document.edits().size(), 2u);
    pose.chooseFace(0);
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.3f);
    turnTo(0.1f);
    EXPECT_TRUE(newest().layers.empty());
    EXPECT_EQ(session.pendingReplaces(), document.edits()[0].id);
}

TEST_F(PoseFacesTest, WhereTheLastChangeCannotBeMadeTheFaceStays) {
    turnTo(0.2f);
    answer();
    turnTo(0.3f);
    pose.chooseFace(1);
    bench.engine.fail(asked().back().job, {engine::ErrorCode::Internal, "no"});
    test::settle();
    EXPECT_EQ(pose.face(), 0);
    session.discard();
    EXPECT_EQ(pose.face(), 0) << "what was chosen long ago does not happen now";
}

TEST_F(PoseFacesTest, AResultOfTheOtherFaceThatIsBroughtBackBringsItsFace) {
    readSecond();
    turnTo(0.2f);
    answer();
    const engine::JobId posed = session.shown()->job;
    session.submit("shadows", ui::shadowsRequest(document, {}, {}));
    session.cancel();
    test::settle();
    pose.chooseFace(0);
    EXPECT_EQ(pose.face(), 0);
    session.show(posed);
    EXPECT_EQ(pose.face(), 1);
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.2f);
}

TEST_F(PoseFacesTest, AnotherPhotoBeginsWithItsLargestFace) {
    readSecond();
    document.open(test::makePhoto({640, 480}, 1, 2, 3), "other.png");
    EXPECT_EQ(pose.face(), 0);
    EXPECT_EQ(pose.faces(), 0);
    readPerson(both());
    pose.chooseFace(1);
    EXPECT_TRUE(pose.obstacle().contains("Looking")) << "that was another photo's second face";
}

TEST_F(PoseFacesTest, ThePanelOffersTheFacesAndATryAfterAFailure) {
    ui::PosePanel panel(bench.work);
    panel.show();
    auto* choice = panel.findChild<ui::FaceChoice*>();
    ASSERT_TRUE(choice->isVisible());
    EXPECT_EQ(choice->currentText(), "Face 1 of 2");
    choice->setCurrentIndex(1);
    Q_EMIT choice->activated(1);
    EXPECT_EQ(pose.face(), 1);
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::OutOfMemory, "no memory"});
    test::settle();
    QPushButton* again = nullptr;
    for (auto* button : panel.findChildren<QPushButton*>()) {
        if (button->text() == "Try again") again = button;
    }
    ASSERT_TRUE(again && again->isVisible());
    EXPECT_TRUE(choice->isEnabled()) << "the other one can be posed";
    again->click();
    EXPECT_FALSE(again->isVisible());
    bench.engine.finish(bench.engine.last(), second());
    test::settle();
    EXPECT_TRUE(pose.obstacle().isEmpty());
    EXPECT_EQ(choice->currentIndex(), 1);
    document.open(test::makePhoto({640, 480}, 1, 2, 3), "other.png");
    readPerson();
    EXPECT_FALSE(choice->isVisible()) << "one person, no choice";
}

}  // namespace
