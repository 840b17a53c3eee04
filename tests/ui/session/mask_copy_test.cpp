#include "ui/session/mask_copy.h"

#include <gtest/gtest.h>

#include <QtTest>

#include "tests/support/fake_darkroom.h"
#include "ui/document/document.h"

namespace {

class MaskCopyTest : public testing::Test {
protected:
    void open(engine::Size size) { document.open(test::makePhoto(size, 1, 2, 3), "portrait.png"); }
    void paint(int x, int y, uint value = 255) {
        document.mutableMask().scanLine(y)[x] = uchar(value);
        document.maskPainted({x, y, 1, 1});
    }
    bool rests() {
        QSignalSpy rested(&copy, &ui::MaskCopy::rested);
        return rested.wait();
    }
    /// Until painting counts as rested, while no event is heard of.
    static void restAsleep() { QThread::msleep(300); }
    int valueAt(int x, int y) const {
        return copy.mask().isNull() ? -1 : copy.mask().row<std::uint8_t>(y)[x];
    }

    ui::Document document;
    ui::MaskCopy copy{document};
    std::vector<engine::Image> handed;
    ui::MaskCopy::Use keep = [this](const engine::Image& mask) { handed.push_back(mask); };
};

TEST_F(MaskCopyTest, IsTheMaskAsItWasWhenPaintingRestedLast) {
    open({101, 40});
    EXPECT_TRUE(copy.mask().isNull());
    paint(100, 39);
    EXPECT_TRUE(copy.mask().isNull()) << "painting may go on";
    ASSERT_TRUE(rests());
    EXPECT_EQ(copy.mask().size(), (engine::Size{101, 40}));
    EXPECT_EQ(valueAt(100, 39), 255);
    EXPECT_EQ(valueAt(99, 39), 0);
    const engine::Image before = copy.mask();
    paint(5, 5, 77);
    EXPECT_TRUE(copy.mask().sharesPixelsWith(before));
    ASSERT_TRUE(rests());
    EXPECT_EQ(valueAt(5, 5), 77);
    EXPECT_EQ(before.row<std::uint8_t>(5)[5], 0) << "who has the old one keeps it";
}

TEST_F(MaskCopyTest, NothingPaintedIsNoMask) {
    open({64, 48});
    paint(3, 3);
    ASSERT_TRUE(rests());
    paint(3, 3, 0);
    ASSERT_TRUE(rests());
    EXPECT_TRUE(copy.mask().isNull()) << "all black";
    paint(3, 3);
    ASSERT_TRUE(rests());
    document.clearMaskPixels();
    ASSERT_TRUE(rests());
    EXPECT_TRUE(copy.mask().isNull());
}

TEST_F(MaskCopyTest, ALargeMaskIsCopiedInManyTurnsAndAnewWhenPaintingGoesOn) {
    open({6000, 4000});
    QSignalSpy rested(&copy, &ui::MaskCopy::rested);
    paint(1, 1);
    restAsleep();
    int turns = 0;
    for (; rested.isEmpty() && turns < 1000; ++turns) QCoreApplication::processEvents();
    EXPECT_GE(turns, 15) << "the window lives meanwhile";
    EXPECT_EQ(valueAt(1, 1), 255);

    paint(2, 1);
    restAsleep();
    for (int i = 0; i < 3; ++i) QCoreApplication::processEvents();
    paint(3, 1);  // some rows of the copy have been made
    ASSERT_TRUE(rests());
    EXPECT_EQ(rested.size(), 2) << "nothing half old is given";
    EXPECT_EQ(valueAt(2, 1), 255);
    EXPECT_EQ(valueAt(3, 1), 255);
}

TEST_F(MaskCopyTest, ASmallMaskIsHandedOutAtOnceThoughPaintingHasNotRested) {
    open({640, 480});
    paint(5, 5, 77);
    copy.withMask(&copy, keep);
    ASSERT_EQ(handed.size(), 1u);
    EXPECT_EQ(handed[0].row<std::uint8_t>(5)[5], 77);
    copy.withMask(&copy, keep);
    ASSERT_EQ(handed.size(), 2u);
    EXPECT_TRUE(handed[1].sharesPixelsWith(handed[0])) << "nothing has been painted since";
}

TEST_F(MaskCopyTest, ALargeMaskIsHandedOutOnceItHasBeenCopied) {
    open({6000, 4000});
    paint(1, 1);
    copy.withMask(&copy, keep);
    EXPECT_TRUE(handed.empty());
    paint(5999, 3999);
    copy.withMask(&copy, keep);
    EXPECT_TRUE(handed.empty());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !handed.empty(); }));
    EXPECT_EQ(handed[0].row<std::uint8_t>(1)[1], 255);
    EXPECT_EQ(handed[0].row<std::uint8_t>(3999)[5999], 255);
    EXPECT_FALSE(QTest::qWaitFor([&] { return handed.size() > 1; }, 300)) << "the later wish alone";
}

TEST_F(MaskCopyTest, NoMaskIsHandedOutToWhoHasGoneOrForAnotherPhoto) {
    open({6000, 4000});
    paint(1, 1);
    {
        QObject user;
        copy.withMask(&user, keep);
    }
    ASSERT_TRUE(rests());
    EXPECT_TRUE(handed.empty());
    paint(2, 2);
    copy.withMask(&copy, keep);
    open({32, 32});
    paint(3, 3);
    ASSERT_TRUE(rests());
    EXPECT_TRUE(handed.empty());
}

TEST_F(MaskCopyTest, AnotherPhotoHasNone) {
    open({64, 48});
    paint(3, 3);
    ASSERT_TRUE(rests());
    paint(4, 4);
    open({32, 32});
    EXPECT_TRUE(copy.mask().isNull());
    QSignalSpy rested(&copy, &ui::MaskCopy::rested);
    EXPECT_FALSE(rested.wait(300));
}

}  // namespace
