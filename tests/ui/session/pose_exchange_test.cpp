#include "ui/session/pose_exchange.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/ui/session/pose_fixture.h"

namespace {

using engine::ImagePoint;
using engine::JointName;

class PoseExchangeTest : public test::PoseTestBase {
protected:
    void SetUp() override {
        PoseTestBase::SetUp();
        readPerson();
        other[JointName::RightWrist] = {{900.5, -30}, 0.2f};
        other[JointName::Nose] = {{330, 170}, 1};
        other[JointName::LeftKnee] = {{400, 700}, 1};
        bench.poses.files["other.json"] = other;
    }
    /// Until the file has been read and what it says has arrived.
    void import(const char* path) {
        exchange.importFrom(path);
        settleFiles();
    }
    void settleFiles() {
        EXPECT_TRUE(QTest::qWaitFor([this] { return pose.canUndo() || failed.count() > 0; }));
        test::settle();
    }
    ImagePoint placeOf(JointName joint) const { return pose.pose().skeleton[joint].at; }

    engine::Skeleton other;
    ui::PoseExchange& exchange = bench.work.pose_exchange;
    QSignalSpy failed{&exchange, &ui::PoseExchange::failed};
};

TEST_F(PoseExchangeTest, ImportingMovesTheJointsThatBothHaveInOneGesture) {
    import("other.json");
    EXPECT_EQ(failed.count(), 0);
    EXPECT_EQ(placeOf(JointName::RightWrist), (ImagePoint{900.5, -30})) << "in pixels, whatever the canvas";
    EXPECT_EQ(placeOf(JointName::Nose), (ImagePoint{330, 170}));
    EXPECT_EQ(placeOf(JointName::LeftElbow), (ImagePoint{430, 340})) << "the file says nothing of it";
    EXPECT_FALSE(pose.pose().skeleton.has(JointName::LeftKnee)) << "the photo does not show it";
    EXPECT_EQ(newest().pose[JointName::RightWrist].at, (ImagePoint{900.5, -30})) << "asked for at once";
    pose.undo();
    EXPECT_FALSE(pose.isPosed());
    EXPECT_FALSE(pose.canUndo());
    pose.redo();
    EXPECT_EQ(placeOf(JointName::Nose), (ImagePoint{330, 170}));
}

TEST_F(PoseExchangeTest, AnImportedPoseTurnsTheHeadBackAndBringsHiddenJointsBack) {
    turnTo(0.2f);
    const JointName wrist[] = {JointName::RightWrist};
    pose.hide(wrist);
    exchange.importFrom("other.json");
    ASSERT_TRUE(QTest::qWaitFor([this] { return pose.pose().skeleton.has(JointName::RightWrist); }));
    EXPECT_EQ(pose.pose().turn.yaw, 0);
    EXPECT_EQ(placeOf(JointName::RightWrist), (ImagePoint{900.5, -30}));
    pose.undo();
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.2f);
    EXPECT_FALSE(pose.pose().skeleton.has(JointName::RightWrist));
}

TEST_F(PoseExchangeTest, ABrokenFileOrAPoseOfOtherJointsChangesNothing) {
    engine::Skeleton legs;
    legs[JointName::LeftKnee] = {{400, 700}, 1};
    bench.poses.files["legs.json"] = legs;
    for (const char* path : {"broken.json", "legs.json"}) {
        failed.clear();
        import(path);
        ASSERT_EQ(failed.count(), 1) << path;
        const auto error = failed[0][1].value<engine::Error>();
        EXPECT_EQ(error.code, engine::ErrorCode::InvalidRequest);
        EXPECT_NE(error.message.find(path), std::string::npos) << error.message;
        EXPECT_FALSE(pose.isPosed());
        EXPECT_FALSE(pose.canUndo());
    }
    EXPECT_TRUE(asked().empty());
}

TEST_F(PoseExchangeTest, WhatIsExportedImportsAsTheSamePose) {
    import("other.json");
    const ui::Pose before = pose.pose();
    exchange.exportTo("mine.json");
    ASSERT_TRUE(QTest::qWaitFor([this] { return bench.poses.has("mine.json"); }));
    EXPECT_EQ(bench.poses.canvas, (engine::Size{640, 480}));
    EXPECT_FALSE(bench.poses.files["mine.json"].has(JointName::LeftKnee));
    pose.reset();
    exchange.importFrom("mine.json");
    EXPECT_TRUE(QTest::qWaitFor([&] { return pose.pose().isLike(before); }));
    EXPECT_EQ(failed.count(), 0);
}

TEST_F(PoseExchangeTest, AFileThatCannotBeWrittenIsTold) {
    bench.poses.write_error = engine::Error{engine::ErrorCode::FileUnwritable, "the disk is full"};
    exchange.exportTo("mine.json");
    ASSERT_TRUE(QTest::qWaitFor([this] { return failed.count() == 1; }));
    EXPECT_EQ(failed[0][0].toString(), "mine.json");
}

TEST_F(PoseExchangeTest, APoseReadForAnotherPhotoIsDropped) {
    exchange.importFrom("other.json");
    document.open(test::makePhoto({640, 480}, 1, 2, 3), "other.png");
    readPerson();
    // The pool has one thread: what comes after the dropped one has been read after it.
    exchange.exportTo("later.json");
    ASSERT_TRUE(QTest::qWaitFor([this] { return bench.poses.has("later.json"); }));
    test::settle();
    EXPECT_FALSE(pose.isPosed());
    EXPECT_EQ(failed.count(), 0);
}

TEST_F(PoseExchangeTest, TheFolderOfTheLastPoseIsKept) {
    ASSERT_TRUE(QDir(bench.folder.path()).mkdir("poses"));
    const QString folder = bench.folder.filePath("poses");
    EXPECT_NE(exchange.folder(), folder);
    exchange.exportTo(folder + "/mine.json");
    EXPECT_EQ(exchange.folder(), folder);
    EXPECT_EQ(exchange.suggestedPath(), folder + "/portrait.pose.json");
    ASSERT_TRUE(QDir(folder).removeRecursively());
    EXPECT_NE(exchange.folder(), folder) << "it has gone";
}

}  // namespace
