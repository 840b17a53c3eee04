#include "ui/session/style_work.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/ui/session/style_fixture.h"
#include "ui/session/edit_text.h"

namespace {

using engine::Part;
using engine::RegionStyle;
using engine::StyleAxis;
using engine::StyleFrom;
using State = ui::EditSession::State;

class StyleWorkTest : public test::StyleTestBase {};

TEST_F(StyleWorkTest, LooksForTheRegionsOncePerPhotoAndOnlyInTheHand) {
    session.read();
    bench.engine.finish(bench.engine.last(), test::faceReading());
    test::settle();
    EXPECT_EQ(test::StyleTestBase::newestOf<engine::StyleRegionsRequest>().value, 0u);
    style.setInHand(true);
    const engine::JobId job = newestOf<engine::StyleRegionsRequest>();
    ASSERT_NE(job.value, 0u);
    EXPECT_TRUE(style.obstacle().contains("Looking")) << style.obstacle().toStdString();
    answerRegions();
    EXPECT_TRUE(style.obstacle().isEmpty()) << style.obstacle().toStdString();
    EXPECT_EQ(style.parts(), (std::vector{Part::Hair, Part::Skin, Part::Lips}));
    EXPECT_EQ(style.part(), Part::Hair);
    style.setInHand(false);
    style.setInHand(true);
    EXPECT_EQ(newestOf<engine::StyleRegionsRequest>(), job);
    EXPECT_EQ(bench.work.jobs.rowCount(), 1) << "the reading; looking for regions is not told of";
}

TEST_F(StyleWorkTest, LooksAgainWhereAnEditHasMovedTheRegions) {
    findRegions();
    const engine::JobId first = newestOf<engine::StyleRegionsRequest>();
    session.submit("pose", ui::poseRequest(document, 0, {}, {0.1f, 0, 0}));
    engine::Change moved = test::brighter({200, 80, 240, 240}, 0);
    moved.warp = {{4, 4}, std::make_shared<std::vector<float>>(4 * 4 * 2, 0.1f)};
    bench.engine.finish(bench.engine.last(), std::move(moved));
    test::settle();
    session.accept();
    const engine::JobId second = newestOf<engine::StyleRegionsRequest>();
    ASSERT_NE(first, second);
    for (const auto& job : bench.engine.submitted) {
        if (job.job != second) continue;
        EXPECT_EQ(std::get<engine::StyleRegionsRequest>(job.request).layers.size(), 1u);
    }
    answerRegions();
    EXPECT_TRUE(style.obstacle().isEmpty());
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    answer();
    session.accept();
    EXPECT_EQ(newestOf<engine::StyleRegionsRequest>(), second) << "colours move nothing";
}

TEST_F(StyleWorkTest, WhereNobodyIsItSaysSo) {
    style.setInHand(true);
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::NoFace, "found no face"});
    test::settle();
    EXPECT_TRUE(style.obstacle().contains("No face")) << style.obstacle().toStdString();
    EXPECT_FALSE(style.canLookAgain());
    EXPECT_EQ(newestOf<engine::StyleRegionsRequest>().value, 0u);
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    EXPECT_TRUE(asked().empty());
    document.open(test::makePhoto({64, 48}, 1, 2, 3), "other.png");
    EXPECT_FALSE(style.obstacle().contains("No face")) << "the next photo is another one";
}

TEST_F(StyleWorkTest, AReadingWithoutFacesAsksForNoRegions) {
    style.setInHand(true);
    engine::Reading nobody = test::faceReading();
    nobody.faces.clear();
    bench.engine.finish(bench.engine.last(), std::move(nobody));
    test::settle();
    EXPECT_TRUE(style.obstacle().contains("No face"));
    EXPECT_EQ(newestOf<engine::StyleRegionsRequest>().value, 0u);
}

TEST_F(StyleWorkTest, WhatFailedCanBeTriedAgain) {
    style.setInHand(true);
    bench.engine.finish(bench.engine.last(), test::faceReading());
    test::settle();
    const engine::JobId first = newestOf<engine::StyleRegionsRequest>();
    bench.engine.fail(first, {engine::ErrorCode::ModelMissing, "no structure_style"});
    test::settle();
    EXPECT_TRUE(style.obstacle().contains("missing")) << style.obstacle().toStdString();
    ASSERT_TRUE(style.canLookAgain());
    style.lookAgain();
    EXPECT_NE(newestOf<engine::StyleRegionsRequest>(), first);
    answerRegions();
    EXPECT_TRUE(style.obstacle().isEmpty());
}

TEST_F(StyleWorkTest, OnlyRegionsThatChangeAreAskedFor) {
    findRegions();
    setAxis(Part::Lips, StyleAxis::Gloss, 0.5f);
    ASSERT_EQ(newest().regions.size(), 1u);
    EXPECT_EQ(newest().regions[0].part, Part::Lips);
    EXPECT_TRUE(newest().mask.isNull());
    answer();
    style.setRegion(test::varied(Part::Hair, 5), style.newGesture());
    ASSERT_EQ(newest().regions.size(), 2u) << "several regions in one edit";
    answer();
    EXPECT_EQ(session.run().size(), 1u);
    EXPECT_TRUE(session.variants().empty());
    EXPECT_EQ(bench.work.jobs.rowCount(), 1) << "moves of the hand do not fill the list";
}

TEST_F(StyleWorkTest, ADragIsOneStepOfUndo) {
    findRegions();
    const quint64 drag = style.newGesture();
    for (int tick = 1; tick <= 10; ++tick)
        setAxis(Part::Hair, StyleAxis::Warmth, 0.05f * static_cast<float>(tick), drag);
    EXPECT_EQ(asked().size(), 1u) << "the others wait for its answer";
    answer();
    answer();
    EXPECT_EQ(asked().size(), 2u);
    EXPECT_FLOAT_EQ(newest().regions[0].axes[std::size_t(StyleAxis::Warmth)], 0.5f);
    setAxis(Part::Hair, StyleAxis::Lightness, 0.3f);
    answer();
    style.undo();
    EXPECT_FLOAT_EQ(axis(Part::Hair, StyleAxis::Lightness), 0);
    EXPECT_FLOAT_EQ(axis(Part::Hair, StyleAxis::Warmth), 0.5f);
    answer();
    style.undo();
    EXPECT_FALSE(style.now().changes(Part::Hair));
    EXPECT_EQ(session.state(), State::Idle) << "back where it began";
    EXPECT_FALSE(style.canUndo());
    style.redo();
    EXPECT_FLOAT_EQ(axis(Part::Hair, StyleAxis::Warmth), 0.5f);
}

TEST_F(StyleWorkTest, NothingChangedLeavesNothingWaiting) {
    findRegions();
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    answer();
    setAxis(Part::Skin, StyleAxis::Warmth, 0.5f);
    answer();
    style.reset(Part::Hair);
    ASSERT_EQ(newest().regions.size(), 1u);
    EXPECT_EQ(newest().regions[0].part, Part::Skin);
    answer();
    style.resetAll();
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_FALSE(session.pending());
}

TEST_F(StyleWorkTest, AVariationByNothingIsNoChange) {
    findRegions();
    RegionStyle region = test::varied(Part::Hair, 3);
    region.amount = 0;
    style.setRegion(region, style.newGesture());
    EXPECT_TRUE(asked().empty());
    EXPECT_EQ(style.now().of(Part::Hair).from, StyleFrom::Variation) << "its slider stays where it is";
}

TEST_F(StyleWorkTest, ApplyingIsOneStepAndTheNextChangeTakesItsPlace) {
    findRegions();
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    answer();
    session.accept();
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(document.undoStack().count(), 1);
    EXPECT_EQ(ui::editTitle(document.edits()[0]), "Style: Hair");
    EXPECT_FLOAT_EQ(axis(Part::Hair, StyleAxis::Warmth), 0.5f) << "it goes on from what was applied";
    setAxis(Part::Lips, StyleAxis::Gloss, 0.5f);
    EXPECT_TRUE(newest().layers.empty()) << "the edit that is replaced is not below it";
    EXPECT_EQ(newest().regions.size(), 2u);
    answer();
    session.accept();
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(ui::editTitle(document.edits()[0]), "Style: Hair, Lips");
    document.undoStack().undo();
    EXPECT_FLOAT_EQ(axis(Part::Lips, StyleAxis::Gloss), 0);
    document.undoStack().undo();
    EXPECT_FALSE(style.now().changes(Part::Hair));
}

TEST_F(StyleWorkTest, DiscardingGoesBackToThePhoto) {
    findRegions();
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    answer();
    session.discard();
    EXPECT_FALSE(style.now().changes(Part::Hair));
    EXPECT_FALSE(style.canUndo());
}

TEST_F(StyleWorkTest, TryingOutShowsAndLeavesNoTrace) {
    findRegions();
    style.tryOut(test::varied(Part::Hair, 3));
    ASSERT_EQ(asked().size(), 1u);
    EXPECT_EQ(newest().regions[0].variation, 3u);
    answer();
    ASSERT_TRUE(session.pending());
    style.tryOut(std::nullopt);
    EXPECT_FALSE(session.pending());
    EXPECT_FALSE(style.canUndo());
    EXPECT_FALSE(style.now().changes(Part::Hair));

    style.tryOut(test::varied(Part::Hair, 4));
    style.setRegion(test::varied(Part::Hair, 4), style.newGesture());
    answer();
    style.tryOut(std::nullopt);
    EXPECT_TRUE(session.pending()) << "what was chosen stays";
}

TEST_F(StyleWorkTest, TryingOutDoesNotPutAsideWhatAnotherToolMade) {
    findRegions();
    session.submit("shadows", ui::shadowsRequest(document, {}, {}));
    bench.engine.finish(bench.engine.last(), test::brighter({8, 8, 16, 16}));
    test::settle();
    ASSERT_EQ(session.state(), State::ResultWaiting);
    style.tryOut(test::varied(Part::Hair, 3));
    EXPECT_TRUE(asked().empty());
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    EXPECT_EQ(asked().size(), 1u);
    EXPECT_EQ(session.variants().size(), 1u) << "kept, not lost";
}

TEST_F(StyleWorkTest, TryingTheOwnStyleOutLeavesTheResultWaiting) {
    findRegions();
    style.setRegion(test::varied(Part::Hair, 3), style.newGesture());
    answer();
    QSignalSpy states(&session, &ui::EditSession::stateChanged);
    RegionStyle own;
    own.part = Part::Hair;
    style.tryOut(own);
    EXPECT_TRUE(newest().regions.empty());
    answer();
    style.tryOut(std::nullopt);
    answer();
    EXPECT_EQ(states.count(), 0) << "the bar over the picture would go and come";
    EXPECT_EQ(newest().regions[0].variation, 3u);
}

TEST_F(StyleWorkTest, ApplyingTheOwnStyleThatIsTriedOutMakesNoEdit) {
    findRegions();
    style.setRegion(test::varied(Part::Hair, 3), style.newGesture());
    answer();
    RegionStyle own;
    own.part = Part::Hair;
    style.tryOut(own);
    session.accept();  // before the engine has answered
    answerWithNothing();
    EXPECT_TRUE(document.edits().empty());
    EXPECT_EQ(document.undoStack().count(), 0);
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_FALSE(style.now().changes(Part::Hair));
}

TEST_F(StyleWorkTest, ApplyingNothingOverAnAppliedLookTakesItAwayInOneStep) {
    findRegions();
    style.setRegion(test::varied(Part::Hair, 3), style.newGesture());
    answer();
    session.accept();
    ASSERT_EQ(document.edits().size(), 1u);
    style.reset(Part::Hair);
    answerWithNothing();
    ASSERT_EQ(session.state(), State::ResultWaiting);
    session.accept();
    EXPECT_TRUE(document.edits().empty());
    EXPECT_EQ(session.state(), State::Idle);
    document.undoStack().undo();
    ASSERT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(style.now().of(Part::Hair).variation, 3u);
}

TEST_F(StyleWorkTest, ThePaintedMaskGoesAlongAndFollowsTheBrush) {
    findRegions();
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    answer();
    const std::size_t before = asked().size();
    paintMask();
    ASSERT_TRUE(QTest::qWaitFor([&] { return asked().size() > before; }));
    ASSERT_EQ(newest().mask.size(), document.size());
    EXPECT_EQ(newest().mask.row<std::uint8_t>(3)[3], 255);
    const engine::Image mask = newest().mask;
    answer();
    setAxis(Part::Hair, StyleAxis::Warmth, 0.6f);
    EXPECT_TRUE(newest().mask.sharesPixelsWith(mask)) << "a copy for each move of the hand would be slow";
}

TEST_F(StyleWorkTest, WhereSomethingElseIsPaintedAnotherEditBegins) {
    findRegions();
    paintMask();
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    answer();
    session.accept();
    EXPECT_FLOAT_EQ(axis(Part::Hair, StyleAxis::Warmth), 0.5f);
    document.mutableMask().setPixel(9, 9, 0xffffffff);
    document.maskPainted({9, 9, 1, 1});
    ASSERT_TRUE(QTest::qWaitFor([&] { return !style.now().changes(Part::Hair); }));
    setAxis(Part::Hair, StyleAxis::Warmth, -0.5f);
    EXPECT_EQ(newest().layers.size(), 1u);
    answer();
    session.accept();
    EXPECT_EQ(document.edits().size(), 2u);
}

TEST_F(StyleWorkTest, AnotherFaceHasItsOwnRegionsAndItsOwnEdit) {
    findRegions(2);
    EXPECT_EQ(style.faces(), 2);
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    answer();
    style.chooseFace(1);
    EXPECT_EQ(document.edits().size(), 1u) << "what was changed on the first face is applied";
    EXPECT_EQ(style.face(), 1);
    EXPECT_FALSE(style.obstacle().isEmpty());
    EXPECT_FALSE(style.now().changes(Part::Hair));
    engine::StyleRegions other = test::threeRegions();
    other.mattes.erase(other.mattes.begin() + 1);
    answerRegions(other);
    EXPECT_EQ(style.parts(), (std::vector{Part::Skin, Part::Lips}));
    EXPECT_EQ(style.part(), Part::Skin) << "this face has no hair";
    setAxis(Part::Skin, StyleAxis::Warmth, 0.5f);
    EXPECT_EQ(newest().face, 1);
    answer();
    session.accept();
    EXPECT_EQ(document.edits().size(), 2u);
    const auto questions = bench.engine.submitted.size();
    style.chooseFace(0);
    EXPECT_EQ(bench.engine.submitted.size(), questions) << "its regions are known";
    EXPECT_FLOAT_EQ(axis(Part::Hair, StyleAxis::Warmth), 0.5f);
}

TEST_F(StyleWorkTest, WhereTheLastChangeCannotBeMadeTheFaceStays) {
    findRegions(2);
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    answer();
    setAxis(Part::Hair, StyleAxis::Warmth, 0.6f);
    style.chooseFace(1);
    EXPECT_EQ(style.face(), 0) << "what the hand left is still being made";
    refuse(engine::ErrorCode::Internal);
    EXPECT_EQ(style.face(), 0);
    session.discard();
    EXPECT_EQ(style.face(), 0) << "what was chosen long ago does not happen now";
}

TEST_F(StyleWorkTest, TheMatteIsThatOfTheCurrentRegionOrOfAllThatChange) {
    findRegions();
    EXPECT_TRUE(overlay.marked().isNull());
    overlay.showMatte(true);
    EXPECT_TRUE(overlay.marked().sharesPixelsWith(style.matteOf(Part::Hair)));
    setAxis(Part::Skin, StyleAxis::Warmth, 0.5f);
    setAxis(Part::Lips, StyleAxis::Gloss, 0.5f);
    const engine::Image both = overlay.marked();
    EXPECT_EQ(both.row<std::uint8_t>(0)[3], 255);
    EXPECT_EQ(both.row<std::uint8_t>(0)[10], 0) << "hair does not change";
    EXPECT_EQ(both.row<std::uint8_t>(0)[15], 255);
    EXPECT_TRUE(overlay.marked().sharesPixelsWith(both)) << "repaints do not make it again";
    setAxis(Part::Skin, StyleAxis::Warmth, 0.6f);
    EXPECT_TRUE(overlay.marked().sharesPixelsWith(both)) << "nor do sliders";
    QSignalSpy changes(&overlay, &ui::StyleOverlay::changed);
    overlay.light(Part::Hair);
    EXPECT_EQ(changes.count(), 1);
    EXPECT_TRUE(overlay.marked().sharesPixelsWith(style.matteOf(Part::Hair)));
}

}  // namespace
