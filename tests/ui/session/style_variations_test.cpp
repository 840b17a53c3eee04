#include "ui/session/style_variations.h"

#include <gtest/gtest.h>

#include "tests/ui/session/style_fixture.h"

namespace {

using engine::Part;
using engine::RegionStyle;
using engine::StyleFrom;

class StyleVariationsTest : public test::StyleTestBase {
protected:
    std::vector<test::FakeEngine::Submitted> pictures() const { return asked(true); }
    bool waitForPictures(std::size_t count) {
        return QTest::qWaitFor([&] { return pictures().size() >= count; });
    }
    engine::StyleRequest lastPicture() const {
        return std::get<engine::StyleRequest>(pictures().back().request);
    }
    void answerPicture() {
        bench.engine.finish(pictures().back().job, test::brighter({200, 80, 240, 240}, 0.2f));
        test::settle();
    }

    ui::StyleVariations& variations = bench.work.style_variations;
};

TEST_F(StyleVariationsTest, AreMadeOneAfterTheOtherAndWaitForTheHand) {
    findRegions();
    ASSERT_TRUE(waitForPictures(1));
    EXPECT_TRUE(QTest::qWaitFor([&] { return !variations.picture(0).isNull(); }))
        << "the region as it is needs no network";
    EXPECT_EQ(pictures().size(), 1u) << "one at a time";
    EXPECT_LT(pictures()[0].options.priority, 0);
    for (std::size_t made = 1; made <= 8; ++made) {
        ASSERT_TRUE(waitForPictures(made));
        EXPECT_EQ(lastPicture().regions[0].variation, made);
        EXPECT_EQ(lastPicture().regions[0].from, StyleFrom::Variation);
        answerPicture();
        EXPECT_TRUE(QTest::qWaitFor([&] { return !variations.picture(static_cast<int>(made)).isNull(); }));
    }
    test::settle();
    EXPECT_EQ(pictures().size(), 8u);
    EXPECT_NE(variations.picture(0), variations.picture(1));
}

TEST_F(StyleVariationsTest, AnotherRegionSupersedesThem) {
    findRegions();
    ASSERT_TRUE(waitForPictures(1));
    const engine::JobId old = pictures()[0].job;
    style.choosePart(Part::Lips);
    EXPECT_FALSE(bench.engine.isOpen(old));
    ASSERT_TRUE(waitForPictures(2));
    EXPECT_EQ(lastPicture().regions[0].part, Part::Lips);
    EXPECT_TRUE(variations.picture(1).isNull());
}

TEST_F(StyleVariationsTest, TheHandComesFirst) {
    findRegions();
    ASSERT_TRUE(waitForPictures(1));
    const engine::JobId small = pictures()[0].job;
    setAxis(Part::Hair, engine::StyleAxis::Warmth, 0.5f);
    EXPECT_FALSE(bench.engine.isOpen(small)) << "the engine is the hand's";
    answer();
    ASSERT_TRUE(waitForPictures(2)) << "it goes on when the hand rests";
    EXPECT_EQ(lastPicture().regions[0].variation, 1u);
    EXPECT_FLOAT_EQ(lastPicture().regions[0].axes[1], 0) << "what is added by hand is not for this choice";
}

TEST_F(StyleVariationsTest, MoreAreOtherOnesAndTheSpreadIsTheRegions) {
    findRegions();
    ASSERT_TRUE(waitForPictures(1));
    variations.showMore();
    EXPECT_EQ(variations.first(), 9u);
    ASSERT_TRUE(waitForPictures(2));
    EXPECT_EQ(lastPicture().regions[0].variation, 9u);
    RegionStyle region = style.now().of(Part::Hair);
    region.from = StyleFrom::Variation;
    region.variation = 12;
    region.spread = 0.9f;
    style.setRegion(region, style.newGesture());
    answer();
    ASSERT_TRUE(waitForPictures(3));
    EXPECT_EQ(lastPicture().regions[0].variation, 9u) << "the same ones, further away";
    EXPECT_FLOAT_EQ(lastPicture().regions[0].spread, 0.9f);
    style.choosePart(Part::Skin);
    EXPECT_EQ(variations.first(), 1u);
    style.choosePart(Part::Hair);
    EXPECT_EQ(variations.first(), 9u) << "the chosen one is among those that are shown";
}

TEST_F(StyleVariationsTest, AFailureIsNotRepeatedForEachOfThem) {
    findRegions();
    ASSERT_TRUE(waitForPictures(1));
    bench.engine.fail(pictures()[0].job, {engine::ErrorCode::Internal, "no"});
    test::settle();
    QTest::qWait(350);
    EXPECT_EQ(pictures().size(), 1u);
}

TEST_F(StyleVariationsTest, AnotherPhotoLeavesNonePictured) {
    findRegions();
    ASSERT_TRUE(waitForPictures(1));
    answerPicture();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !variations.picture(1).isNull(); }));
    document.open(test::makePhoto({64, 48}, 1, 2, 3), "other.png");
    test::settle();
    EXPECT_TRUE(variations.picture(0).isNull());
    EXPECT_TRUE(variations.picture(1).isNull());
}

}  // namespace
