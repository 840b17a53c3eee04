#include "ui/session/pose_work.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/ui/session/pose_fixture.h"

namespace {

using engine::JointName;
using State = ui::EditSession::State;

class PoseWorkTest : public test::PoseTestBase {};

TEST_F(PoseWorkTest, SaysWhatIsInTheWay) {
    EXPECT_TRUE(pose.obstacle().contains("Looking")) << pose.obstacle().toStdString();
    turnTo(0.2f);
    EXPECT_TRUE(asked().empty()) << "nothing can be asked of a person who has not been found";
    readPerson();
    EXPECT_TRUE(pose.obstacle().isEmpty()) << pose.obstacle().toStdString();
    session.submit("shadows", ui::shadowsRequest(document, {}, {}));
    EXPECT_TRUE(pose.obstacle().contains("Esc")) << "another system runs";
}

TEST_F(PoseWorkTest, WhereNobodyIsItSaysSoAndLooksOnce) {
    pose.look();
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::NoFace, "found no face"});
    test::settle();
    EXPECT_TRUE(pose.obstacle().contains("No face")) << pose.obstacle().toStdString();
    const std::size_t readings = bench.engine.submitted.size();
    pose.look();
    EXPECT_EQ(bench.engine.submitted.size(), readings);
    document.open(test::makePhoto({64, 48}, 1, 2, 3), "other.png");
    EXPECT_FALSE(pose.obstacle().contains("No face")) << "the next photo is another one";
}

TEST_F(PoseWorkTest, TenQuickTicksMakeTwoJobsAndTheLastHoldsTheNewest) {
    readPerson();
    for (int tick = 1; tick <= 10; ++tick) turnTo(0.01f * static_cast<float>(tick));
    ASSERT_EQ(asked().size(), 1u) << "the others wait for its answer";
    answer();
    ASSERT_EQ(asked().size(), 2u);
    EXPECT_FLOAT_EQ(newest().turn->yaw, 0.1f);
    answer();
    EXPECT_EQ(asked().size(), 2u) << "everything has been asked for";
    EXPECT_TRUE(bench.engine.open_jobs.empty());
}

TEST_F(PoseWorkTest, TheNewestPictureTakesThePlaceOfTheOneBefore) {
    readPerson();
    QSignalSpy states(&session, &ui::EditSession::stateChanged);
    turnTo(0.1f);
    answer(0.05f);
    ASSERT_EQ(session.state(), State::ResultWaiting);
    states.clear();
    turnTo(0.2f);
    ASSERT_TRUE(session.pending()) << "the last picture stays while the next is made";
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.05f);
    answer(0.1f);
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.1f);
    EXPECT_EQ(states.count(), 0) << "the bar beside the picture stays where it is";
    EXPECT_TRUE(session.variants().empty());
    EXPECT_EQ(session.run().size(), 1u);
    EXPECT_EQ(bench.work.jobs.rowCount(), 1) << "the reading; moves of the hand do not fill the list";
}

TEST_F(PoseWorkTest, ApplyingIsOneStepAndTheNextChangeTakesItsPlace) {
    readPerson();
    turnTo(0.1f);
    answer();
    turnTo(0.2f);
    answer();
    session.accept();
    ASSERT_EQ(document.undoStack().count(), 1);
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_FLOAT_EQ(std::get<engine::PoseRequest>(document.edits()[0].request).turn->yaw, 0.2f);
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.2f) << "it goes on from what was applied";

    const quint64 id = document.edits()[0].id;
    turnTo(0.3f);
    EXPECT_TRUE(newest().layers.empty()) << "the edit that is replaced is not below it";
    answer();
    EXPECT_EQ(session.pendingReplaces(), id);
    session.accept();
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(document.undoStack().count(), 2);
    document.undoStack().undo();
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.2f);
    document.undoStack().undo();
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0) << "the photo's own pose";
}

TEST_F(PoseWorkTest, ApplyingWaitsForTheNewestPose) {
    readPerson();
    turnTo(0.1f);
    answer();
    turnTo(0.2f);
    turnTo(0.3f);
    session.accept();
    EXPECT_TRUE(document.edits().empty());
    answer();
    EXPECT_TRUE(document.edits().empty()) << "0.2 is not what the hand left";
    answer();
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_FLOAT_EQ(std::get<engine::PoseRequest>(document.edits()[0].request).turn->yaw, 0.3f);
    EXPECT_EQ(document.undoStack().count(), 1);
}

TEST_F(PoseWorkTest, DiscardingGoesBackToThePhoto) {
    readPerson();
    turnTo(0.1f);
    answer();
    turnTo(0.2f);
    const engine::JobId late = asked().back().job;
    session.discard();
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0);
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_FALSE(bench.engine.isOpen(late)) << "what was on its way is not wanted any more";
    test::settle();
    EXPECT_FALSE(session.pending());
    EXPECT_TRUE(document.edits().empty());
    EXPECT_TRUE(session.variants().empty());
}

TEST_F(PoseWorkTest, BackToTheBeginningNeedsNoEdit) {
    readPerson();
    turnTo(0.1f);
    answer();
    turnTo(0);
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_FALSE(session.pending());
    EXPECT_EQ(asked().size(), 1u);
}

TEST_F(PoseWorkTest, AFailureLeavesTheLastGoodPictureAndTheNextTickTriesAgain) {
    readPerson();
    turnTo(0.1f);
    answer(0.05f);
    QSignalSpy failures(&session, &ui::EditSession::failed);
    turnTo(0.2f);
    bench.engine.fail(asked().back().job, {engine::ErrorCode::Internal, "no"});
    test::settle();
    EXPECT_EQ(failures.count(), 1);
    ASSERT_TRUE(session.pending());
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.05f);
    turnTo(0.3f);
    answer(0.2f);
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.2f);
}

TEST_F(PoseWorkTest, AnotherSystemKeepsThePoseAsAVariantThatCanBeWorkedOnAgain) {
    readPerson();
    turnTo(0.2f);
    answer();
    const engine::JobId posed = session.shown()->job;
    session.submit("shadows", ui::shadowsRequest(document, {}, {}));
    ASSERT_EQ(session.variants().size(), 1u);
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0) << "the shown photo is not posed";
    session.cancel();
    test::settle();
    session.show(posed);
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.2f);
    turnTo(0.25f);
    answer();
    EXPECT_TRUE(session.variants().empty()) << "it was refined, not made once more";
}

TEST_F(PoseWorkTest, StepsBackThroughGesturesAndForthAgain) {
    readPerson();
    const quint64 one = pose.newGesture();
    for (const float yaw : {0.1f, 0.2f, 0.3f}) {
        ui::Pose next = pose.pose();
        next.turn.yaw = yaw;
        pose.set(next, one);
    }
    turnTo(0.34f);
    pose.undo();
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.3f);
    pose.undo();
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0) << "one gesture is one step";
    EXPECT_FALSE(pose.canUndo());
    pose.redo();
    pose.redo();
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.34f);
    EXPECT_FALSE(pose.canRedo());
    while (!bench.engine.open_jobs.empty()) answer();
    EXPECT_FLOAT_EQ(newest().turn->yaw, 0.34f);
    session.accept();
    EXPECT_FALSE(pose.canUndo()) << "from now on it is a step of the document";
}

TEST_F(PoseWorkTest, TurnsAreHeldWithinTheirLimits) {
    readPerson();
    ui::Pose wild = pose.pose();
    wild.turn = {3, -3, 3};
    pose.set(wild, pose.newGesture());
    ASSERT_TRUE(newest().turn);
    EXPECT_NEAR(newest().turn->yaw, 20 * 0.0174533, 1e-4);
    EXPECT_NEAR(newest().turn->pitch, -15 * 0.0174533, 1e-4);
    EXPECT_NEAR(newest().turn->roll, 25 * 0.0174533, 1e-4);
}

TEST_F(PoseWorkTest, MirrorTurnsTheHeadToTheOtherSideAndBack) {
    engine::Reading reading = test::personReading();
    reading.head = {0.15f, 0.05f, -0.1f};
    readPerson(reading);
    pose.mirror();
    EXPECT_NEAR(pose.pose().turn.yaw, -0.3f, 1e-5);
    EXPECT_NEAR(pose.pose().turn.pitch, 0, 1e-5);
    EXPECT_NEAR(pose.pose().turn.roll, 0.2f, 1e-5);
    pose.mirror();
    EXPECT_NEAR(pose.pose().turn.yaw, 0, 1e-5);
    EXPECT_NEAR(pose.pose().turn.roll, 0, 1e-5);
}

TEST_F(PoseWorkTest, AHiddenJointIsNotAskedForAndComesBackAsThePhotoHasIt) {
    readPerson();
    const JointName joints[] = {JointName::RightWrist};
    pose.select({JointName::RightWrist});
    pose.hide(joints);
    EXPECT_FALSE(newest().pose.has(JointName::RightWrist));
    EXPECT_TRUE(pose.selected().empty());
    pose.bringBack(JointName::RightWrist);
    EXPECT_EQ(pose.pose().skeleton[JointName::RightWrist].at, (engine::ImagePoint{220, 420}));
    pose.bringBack(JointName::LeftWrist);
    EXPECT_FALSE(pose.pose().skeleton.has(JointName::LeftWrist)) << "nobody has ever seen it";
}

TEST_F(PoseWorkTest, AJointWherePeopleHaveNoneSnapsBackInOneStep) {
    readPerson();
    bench.pose_field.expected[JointName::LeftElbow] = {430, 340};
    EXPECT_FALSE(pose.canSnap()) << "it is where it belongs";
    ui::Pose odd = pose.pose();
    odd.skeleton[JointName::LeftElbow].at = {480, 300};
    pose.set(odd, pose.newGesture());
    EXPECT_NEAR(pose.oddness().of_joint[static_cast<std::size_t>(JointName::LeftElbow)], 0.64, 0.01);
    ASSERT_TRUE(pose.canSnap());
    pose.snap();
    EXPECT_EQ(pose.pose().skeleton[JointName::LeftElbow].at, (engine::ImagePoint{430, 340}));
    EXPECT_FALSE(pose.canSnap());
    pose.undo();
    EXPECT_EQ(pose.pose().skeleton[JointName::LeftElbow].at, (engine::ImagePoint{480, 300}));
}

TEST_F(PoseWorkTest, TheJointsOfATurnedHeadLieWhereThePictureShowsThem) {
    readPerson();
    turnTo(0.2f);
    answer(-0.1f);  // 40 pixels to the right and 30 down
    const engine::Skeleton shown = pose.shownSkeleton();
    EXPECT_NEAR(shown[JointName::Nose].at.x, 360, 0.01);
    EXPECT_NEAR(shown[JointName::Nose].at.y, 190, 0.01);
    EXPECT_EQ(shown[JointName::LeftElbow].at, (engine::ImagePoint{430, 340})) << "no part of the head";
    EXPECT_NEAR(pose.head().middle.x, 360, 0.01);
    session.accept();
    EXPECT_NEAR(pose.shownSkeleton()[JointName::Nose].at.x, 360, 0.01) << "applied, it looks the same";
    document.undoStack().undo();
    EXPECT_EQ(pose.shownSkeleton()[JointName::Nose].at, (engine::ImagePoint{320, 160}));
    EXPECT_EQ(pose.head().middle, (engine::ImagePoint{320, 150}));
}

TEST(Carried, FindsWhatTheFieldTookFromAPlace) {
    // A field that widens about the middle of a region of 200 × 100: what was at 150 is seen at 175.
    engine::Change change = test::brighter({0, 0, 200, 100}, 0);
    auto offset = std::make_shared<std::vector<float>>();
    for (int y = 0; y < 50; ++y) {
        for (int x = 0; x < 100; ++x) {
            const double at = (x + 0.5) * 2;
            offset->push_back(static_cast<float>((100 - at) / 3 / 200));
            offset->push_back(0);
        }
    }
    change.warp = {{100, 50}, offset};
    const engine::ImagePoint seen = ui::carried(change, {150, 40});
    EXPECT_NEAR(seen.x, 175, 0.05);
    EXPECT_NEAR(seen.y, 40, 1e-6);
    change.warp.size = {99, 50};
    EXPECT_EQ(ui::carried(change, {150, 40}), (engine::ImagePoint{150, 40})) << "not as many as it says";
}

}  // namespace
