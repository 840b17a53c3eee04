#include "ui/session/pose_studio.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/ui/session/studio_fixture.h"

namespace {

using engine::JointName;
using engine::ModelKind;
using State = ui::EditSession::State;

class PoseStudioTest : public test::StudioPoseTestBase {};

TEST_F(PoseStudioTest, SaysWhatIsInTheWay) {
    const auto why = [this] { return studio.obstacle(); };
    EXPECT_TRUE(why().contains("Looking")) << "nobody has been found yet";
    readPerson();
    EXPECT_TRUE(why().contains("Choose a checkpoint")) << why().toStdString();
    bench.settings.setStudioModel("/models/gone");
    EXPECT_TRUE(why().contains("not there")) << why().toStdString();
    install({test::makeModel("dream", ModelKind::Checkpoint, "SD 1.x"),
             test::makeModel("openpose", ModelKind::ControlNet, "SDXL")});
    bench.settings.setStudioModel("/models/dream");
    EXPECT_TRUE(why().contains("Turn the head")) << why().toStdString();
    turnTo(0.2f);
    EXPECT_TRUE(why().isEmpty()) << why().toStdString();
    chooseControlNet("/models/openpose");
    EXPECT_TRUE(why().contains("made for SDXL")) << why().toStdString();
    chooseControlNet("/models/gone");
    EXPECT_TRUE(why().contains("ControlNet is not there")) << why().toStdString();
    chooseControlNet({});
    EXPECT_TRUE(why().isEmpty());
    session.submit("shadows", ui::shadowsRequest(document, {}, {}));
    EXPECT_TRUE(why().contains("Running"));
}

TEST_F(PoseStudioTest, AsksForThePoseWithAllThatWasChosen) {
    ready();
    turnTo(0.2f);
    answer();
    ui::PoseStudioSetting setting;
    setting.controlnet = "/models/openpose";
    setting.prompt = "  a woman in a red dress ";
    setting.strength = 45;
    setting.guidance = 650;
    setting.steps = 12;
    setting.seed = 77;
    setting.seed_locked = true;
    studio.set(setting);
    bench.settings.setLora("/models/film", {true, 80});
    studio.draw();
    const engine::PoseRequest request = newest();
    EXPECT_EQ(request.model, "/models/dream");
    ASSERT_EQ(request.loras.size(), 1u);
    EXPECT_EQ(request.loras[0].path, "/models/film");
    EXPECT_EQ(request.controlnet, "/models/openpose");
    EXPECT_EQ(request.prompt, "a woman in a red dress");
    EXPECT_FLOAT_EQ(request.strength, 0.45f);
    EXPECT_DOUBLE_EQ(request.guidance, 6.5);
    EXPECT_EQ(request.steps, 12);
    EXPECT_EQ(request.seed, 77u);
    EXPECT_FLOAT_EQ(request.turn->yaw, 0.2f);
    EXPECT_EQ(request.pose.joints[0].at, pose.pose().skeleton.joints[0].at);
}

TEST_F(PoseStudioTest, WithoutLockEveryDrawingHasAnotherSeed) {
    ready();
    turnTo(0.2f);
    answer();
    studio.draw();
    const auto first = newest().seed;
    EXPECT_EQ(static_cast<quint64>(studio.settings().seed), first) << "to be locked when it is liked";
    answer();
    studio.draw();
    EXPECT_NE(newest().seed, first);
    answer();
    EXPECT_EQ(session.run().size(), 3u) << "both, and the moved pixels, to choose from";
}

TEST_F(PoseStudioTest, TheMovedPixelsStayInSightAndComeBackWhenItIsCancelled) {
    ready();
    turnTo(0.2f);
    answer(0.05f);
    studio.draw();
    EXPECT_EQ(session.state(), State::Queued);
    ASSERT_TRUE(session.pending()) << "the photo does not jump back while the model is loaded";
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.05f);
    const engine::JobId job = bench.engine.last();
    bench.engine.start(job);
    bench.engine.progress(job, 3, 15);
    bench.engine.preview(job, 3, test::shifted({100, 100, 400, 300}, 0.07f));
    test::settle();
    EXPECT_EQ(session.state(), State::Running);
    EXPECT_EQ(session.step(), 3);
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.07f);
    turnTo(0.3f);
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.2f) << "nothing moves under a run of minutes";
    session.cancel();
    test::settle();
    EXPECT_EQ(session.state(), State::ResultWaiting);
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.05f);
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.2f);
    EXPECT_TRUE(pose.canUndo()) << "the way there is still known";
}

TEST_F(PoseStudioTest, AMovementShowsTheMovedPixelsAndTheDrawingIsKeptBesideThem) {
    ready();
    turnTo(0.2f);
    answer(0.05f);
    studio.draw();
    answer(0.06f);
    ASSERT_EQ(session.state(), State::ResultWaiting);
    const engine::JobId drawn = session.shown()->job;
    for (const float yaw : {0.21f, 0.22f, 0.23f}) turnTo(yaw);
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.05f) << "at once";
    while (!bench.engine.open_jobs.empty()) {
        EXPECT_TRUE(newest().model.empty()) << "no checkpoint runs while the hand moves";
        answer(0.08f);
    }
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.08f);
    EXPECT_FLOAT_EQ(newest().turn->yaw, 0.23f);
    EXPECT_TRUE(studio.obstacle().isEmpty()) << "it can be drawn again";
    ASSERT_EQ(session.run().size(), 2u);
    session.show(drawn);
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.2f) << "the pose that was drawn";
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.06f);
}

TEST_F(PoseStudioTest, BackToTheBeginningThrowsNoDrawingAway) {
    ready();
    turnTo(0.2f);
    answer();
    studio.draw();
    answer();
    pose.reset();
    answer();
    EXPECT_EQ(session.run().size(), 2u);
    EXPECT_TRUE(newest().model.empty());
    session.discard();
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_TRUE(session.variants().empty()) << "discarding is what throws away";
}

TEST_F(PoseStudioTest, WhatIsAppliedKeepsItsSettingsAndTheNextChangeTakesItsPlace) {
    ready();
    turnTo(0.2f);
    answer();
    studio.draw();
    answer();
    session.accept();
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(document.undoStack().count(), 1);
    const quint64 id = document.edits()[0].id;
    EXPECT_EQ(std::get<engine::PoseRequest>(document.edits()[0].request).model, "/models/dream");
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.2f);
    turnTo(0.3f);
    EXPECT_TRUE(newest().model.empty());
    EXPECT_TRUE(newest().layers.empty());
    answer();
    EXPECT_EQ(session.pendingReplaces(), id);
    session.discard();
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.2f);
    studio.draw();
    EXPECT_EQ(newest().model, "/models/dream") << "once more, as it was applied";
    session.cancel();
    test::settle();
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_EQ(document.edits().size(), 1u);
}

TEST_F(PoseStudioTest, ItWaitsForTheMovedPixelsOfTheNewestPose) {
    ready();
    turnTo(0.1f);
    answer();
    turnTo(0.2f);
    turnTo(0.3f);
    studio.draw();
    EXPECT_TRUE(newest().model.empty());
    answer();
    EXPECT_TRUE(newest().model.empty()) << "0.2 was on its way";
    answer(0.09f);
    EXPECT_FALSE(newest().model.empty());
    EXPECT_FLOAT_EQ(newest().turn->yaw, 0.3f);
    session.cancel();
    test::settle();
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.3f);
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.09f);
}

TEST_F(PoseStudioTest, WhatIsDiscardedMeanwhileIsNotDrawn) {
    ready();
    turnTo(0.1f);
    answer();
    turnTo(0.2f);
    studio.draw();
    session.discard();
    test::settle();
    EXPECT_TRUE(newest().model.empty());
    EXPECT_EQ(session.state(), State::Idle);
}

TEST_F(PoseStudioTest, AFailureComesBackToTheMovedPixelsAndCanBeTriedAgain) {
    ready();
    turnTo(0.2f);
    answer(0.05f);
    studio.draw();
    const engine::PoseRequest first = newest();
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::OutOfMemory, "no memory"});
    test::settle();
    EXPECT_EQ(session.state(), State::ResultWaiting);
    EXPECT_FLOAT_EQ(session.pending()->change.warp.offset->front(), 0.05f);
    pose.tryAgain();
    EXPECT_EQ(newest().model, first.model);
    EXPECT_EQ(newest().seed, first.seed);
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::OutOfMemory, "no memory"});
    test::settle();
    turnTo(0.3f);
    answer();
    pose.tryAgain();
    EXPECT_TRUE(newest().model.empty()) << "that was about another pose";
}

TEST_F(PoseStudioTest, ADrawingIsListedAmongTheJobsAndMovesOfTheHandAreNot) {
    ready();
    const int before = bench.work.jobs.rowCount();
    turnTo(0.2f);
    answer();
    EXPECT_EQ(bench.work.jobs.rowCount(), before);
    studio.draw();
    ASSERT_EQ(bench.work.jobs.rowCount(), before + 1);
    bench.engine.start(bench.engine.last());
    bench.engine.progress(bench.engine.last(), 3, 15);
    test::settle();
    const QModelIndex row = bench.work.jobs.index(0);
    EXPECT_EQ(row.data(ui::JobListModel::StepRole).toInt(), 3);
    bench.work.jobs.cancel(0);
    test::settle();
    EXPECT_EQ(session.state(), State::ResultWaiting) << "the moved pixels";
    ASSERT_TRUE(bench.work.jobs.canRetry(0));
    bench.work.jobs.retry(0);
    EXPECT_EQ(newest().model, "/models/dream");
}

}  // namespace
