#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/support/workbench.h"

namespace {

using State = ui::EditSession::State;

class EditSessionTest : public testing::Test {
protected:
    void SetUp() override { bench.openPhoto(); }

    engine::JobId submit() {
        session.submit("shadows", ui::shadowsRequest(document, {}, {}));
        return bench.submittedJob();
    }

    test::Workbench bench;
    ui::EditSession& session = bench.work.session;
    ui::Document& document = bench.work.document;
};

TEST_F(EditSessionTest, GoesFromIdleThroughPreviewsToAResultThatWaits) {
    const engine::JobId job = submit();
    EXPECT_EQ(session.state(), State::Queued);
    bench.engine.start(job);
    test::settle();
    EXPECT_EQ(session.state(), State::Running);
    EXPECT_FALSE(session.pending());
    bench.engine.progress(job, 3, 8);
    bench.engine.preview(job, 3, test::brighter({4, 4, 8, 8}));
    test::settle();
    EXPECT_EQ(session.step(), 3);
    EXPECT_EQ(session.steps(), 8);
    ASSERT_TRUE(session.pending());
    EXPECT_EQ(session.pending()->change.region, (engine::Rect{4, 4, 8, 8}));
    bench.engine.finish(job, test::brighter({4, 4, 9, 9}));
    test::settle();
    EXPECT_EQ(session.state(), State::ResultWaiting);
    EXPECT_EQ(session.pending()->change.region, (engine::Rect{4, 4, 9, 9}));
    EXPECT_TRUE(document.edits().empty()) << "nothing is applied before it is accepted";
}

TEST_F(EditSessionTest, AcceptingIsOneUndoStep) {
    bench.runToResult();
    session.accept();
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(document.edits()[0].system, "shadows");
    EXPECT_EQ(document.undoStack().count(), 1);
    EXPECT_FALSE(session.pending());
    document.undoStack().undo();
    EXPECT_TRUE(document.edits().empty());
    document.undoStack().redo();
    EXPECT_EQ(document.edits().size(), 1u);
}

TEST_F(EditSessionTest, DiscardingLeavesNoTrace) {
    bench.runToResult();
    session.discard();
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_FALSE(session.pending());
    EXPECT_TRUE(document.edits().empty());
    EXPECT_EQ(document.undoStack().count(), 0);
}

TEST_F(EditSessionTest, AcceptingWhatChangesNothingMakesNoEdit) {
    const engine::JobId job = submit();
    engine::Change still = test::brighter({8, 8, 16, 16}, 0);
    still.warp = {{2, 2}, std::make_shared<std::vector<float>>(2 * 2 * 2, 0.0f)};
    still.paint = {{1, 1}, std::make_shared<std::vector<float>>(std::vector<float>{0.5f, 0.5f, 0.5f, 0})};
    bench.engine.finish(job, std::move(still));
    test::settle();
    ASSERT_EQ(session.state(), State::ResultWaiting);
    session.accept();
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_TRUE(document.edits().empty());
    EXPECT_EQ(document.undoStack().count(), 0);
}

TEST_F(EditSessionTest, AcceptingWhatOnlyPaintsMakesAnEdit) {
    const engine::JobId job = submit();
    engine::Change painted = test::brighter({8, 8, 16, 16}, 0);
    painted.paint = {{1, 1}, std::make_shared<std::vector<float>>(std::vector<float>{0.5f, 0.5f, 0.5f, 1})};
    bench.engine.finish(job, std::move(painted));
    test::settle();
    session.accept();
    EXPECT_EQ(document.edits().size(), 1u);
}

TEST_F(EditSessionTest, CancellingTellsTheEngineAndSaysNothingOfAnError) {
    QSignalSpy failed(&session, &ui::EditSession::failed);
    const engine::JobId job = submit();
    bench.engine.start(job);
    bench.engine.preview(job, 1, test::brighter({4, 4, 8, 8}));
    test::settle();
    session.cancel();
    test::settle();
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_FALSE(session.pending());
    EXPECT_EQ(bench.engine.cancelled, std::vector{job});
    EXPECT_EQ(failed.count(), 0);
}

TEST_F(EditSessionTest, TellsOfAFailureAndIsIdleAgain) {
    std::vector<engine::ErrorCode> codes;
    QObject::connect(&session, &ui::EditSession::failed, &session,
                     [&](const QString&, const engine::Error& error) { codes.push_back(error.code); });
    const engine::JobId job = submit();
    bench.engine.start(job);
    bench.engine.fail(job, {engine::ErrorCode::NoFace, "no face"});
    test::settle();
    EXPECT_EQ(codes, std::vector{engine::ErrorCode::NoFace});
    EXPECT_EQ(session.state(), State::Idle);
}

TEST_F(EditSessionTest, KeepsAWaitingResultAsAVariantWhenAnotherStarts) {
    bench.runToResult({8, 8, 16, 16});
    const engine::JobId first = bench.engine.last();
    const engine::JobId second = submit();
    EXPECT_FALSE(session.pending());
    ASSERT_EQ(session.variants().size(), 1u);
    bench.engine.start(second);
    bench.engine.finish(second, test::brighter({1, 1, 4, 4}));
    test::settle();
    session.show(first);
    EXPECT_EQ(session.state(), State::ResultWaiting);
    EXPECT_EQ(session.pending()->change.region, (engine::Rect{8, 8, 16, 16}));
    ASSERT_EQ(session.variants().size(), 1u) << "the result that was shown is a variant now";
    EXPECT_EQ(session.variants()[0].job, second);
}

TEST_F(EditSessionTest, AJobThatWasSetAsideWhileItRanEndsAsAVariant) {
    const engine::JobId first = submit();
    bench.engine.start(first);
    test::settle();
    const engine::JobId second = submit();
    bench.engine.finish(first, test::brighter({8, 8, 16, 16}));
    test::settle();
    EXPECT_EQ(session.state(), State::Queued) << "the second job is the one that is shown";
    ASSERT_EQ(session.variants().size(), 1u);
    EXPECT_EQ(session.variants()[0].job, first);
    EXPECT_TRUE(bench.engine.isOpen(second));
}

TEST_F(EditSessionTest, ShowsTheEngineThePhotoItselfAndTheEditsOverIt) {
    bench.runToResult({0, 0, 64, 48});
    session.accept();
    submit();
    const auto& request = std::get<engine::ShadowsRequest>(bench.engine.submitted.back().request);
    EXPECT_TRUE(request.photo.image().sharesPixelsWith(document.photo().image()))
        << "not a rendering, which would have been rounded";
    ASSERT_EQ(request.layers.size(), 1u);
    EXPECT_EQ(request.layers[0].change.region, (engine::Rect{0, 0, 64, 48}));
    EXPECT_EQ(bench.darkroom.renders, 0) << "nothing is rendered to ask the engine";
}

TEST_F(EditSessionTest, AnEditKeepsItsRequestWithoutTheEditsBelowIt) {
    for (int i = 0; i < 2; ++i) {
        bench.runToResult();
        session.accept();
    }
    const auto& request = std::get<engine::ShadowsRequest>(document.edits()[1].request);
    EXPECT_TRUE(request.layers.empty()) << "they may have changed by the time it runs again";
}

TEST_F(EditSessionTest, RunningAnEditAgainReplacesItUnderTheSameName) {
    bench.runToResult({8, 8, 16, 16});
    session.accept();
    const quint64 id = document.edits()[0].id;
    session.rerun(id);
    const engine::JobId job = bench.submittedJob();
    const auto& request = std::get<engine::ShadowsRequest>(bench.engine.submitted.back().request);
    EXPECT_TRUE(request.layers.empty()) << "an edit sees what lies below it, not itself";
    bench.engine.start(job);
    bench.engine.finish(job, test::brighter({2, 2, 4, 4}));
    test::settle();
    EXPECT_EQ(session.pendingReplaces(), id);
    session.accept();
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(document.edits()[0].id, id);
    EXPECT_EQ(document.edits()[0].change.region, (engine::Rect{2, 2, 4, 4}));
}

TEST_F(EditSessionTest, ReadsAPhotoOnce) {
    QSignalSpy ready(&session, &ui::EditSession::readingReady);
    session.read();
    session.read();
    ASSERT_EQ(bench.engine.submitted.size(), 1u);
    bench.engine.finish(bench.engine.last(), test::faceReading());
    test::settle();
    ASSERT_TRUE(session.reading());
    EXPECT_EQ(session.reading()->faces.size(), 1u);
    EXPECT_EQ(ready.count(), 1);
    session.read();
    EXPECT_EQ(bench.engine.submitted.size(), 1u);
}

TEST_F(EditSessionTest, AnotherPhotoCancelsEverythingOfTheOldOne) {
    session.read();
    const engine::JobId job = submit();
    bench.openPhoto();
    test::settle();
    EXPECT_FALSE(bench.engine.isOpen(job));
    EXPECT_TRUE(bench.engine.open_jobs.empty());
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_FALSE(session.reading());
    session.read();
    EXPECT_EQ(bench.engine.open_jobs.size(), 1u) << "the new photo is read anew";
}

}  // namespace
