#include "ui/session/pose_photo.h"

#include <gtest/gtest.h>

#include <QFileDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include "tests/ui/session/pose_fixture.h"
#include "ui/tools/pose/pose_panel.h"
#include "ui/tools/pose/pose_photo_field.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/notice_bar.h"

namespace {

using engine::ImagePoint;
using engine::JointName;
using State = ui::EditSession::State;

constexpr double kDegree = 0.017453292;

class PosePhotoTest : public test::PoseTestBase {
protected:
    void SetUp() override {
        PoseTestBase::SetUp();
        readPerson();
    }
    /// The same person at half the size in the other photo, the right wrist 20 pixels further out, looking up
    /// to the left.
    static engine::Reading other() {
        engine::Reading reading = test::personReading();
        for (engine::Joint& joint : reading.joints) joint.at = {joint.at.x / 2, joint.at.y / 2};
        reading.joints[std::size_t(JointName::RightWrist)].at.x -= 20;
        reading.joints[std::size_t(JointName::Nose)].at.x += 8;  // as a turned head has it
        reading.head = {0.2f, -0.1f, 0.05f};
        return reading;
    }
    std::size_t readings() const {
        std::size_t count = 0;
        for (const auto& job : bench.engine.submitted)
            count += std::holds_alternative<engine::ReadRequest>(job.request);
        return count;
    }
    /// The photo has been opened and the engine is asked for the person in it.
    void openOther(const QString& path = "other.png") {
        const std::size_t before = readings();
        photo.take(path);
        ASSERT_TRUE(QTest::qWaitFor([&] { return readings() > before; }));
    }
    void answerReading(engine::Outcome reading) {
        bench.engine.finish(bench.engine.last(), std::move(reading));
        test::settle();
    }

    ui::PosePhoto& photo = bench.work.pose_photo;
};

TEST_F(PosePhotoTest, ThePersonStandsLikeTheOtherAndLooksThereInOneStep) {
    openOther();
    EXPECT_TRUE(photo.isBusy());
    EXPECT_EQ(bench.work.jobs.rowCount(), 1) << "the field tells of it";
    answerReading(other());
    EXPECT_FALSE(photo.isBusy());
    EXPECT_NEAR(pose.pose().skeleton[JointName::RightWrist].at.x, 180, 0.5)
        << "twice as far in a photo twice as large";
    EXPECT_NEAR(pose.pose().skeleton[JointName::RightWrist].at.y, 420, 0.5);
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0.2f);
    EXPECT_FLOAT_EQ(pose.pose().turn.pitch, -0.1f);
    EXPECT_FLOAT_EQ(pose.pose().turn.roll, 0.05f);
    EXPECT_FLOAT_EQ(newest().turn->yaw, 0.2f);
    pose.undo();
    EXPECT_FALSE(pose.isPosed()) << "one step";
    EXPECT_FALSE(pose.canUndo());
}

TEST_F(PosePhotoTest, TheHeadTurnsFromWhereItLooksAsFarAsItMayAndKeepsItsShape) {
    engine::Reading own = test::personReading();
    own.head = {-0.1f, 0, 0};
    document.open(test::makePhoto({640, 480}, 1, 2, 3), "portrait.png");
    readPerson(own);
    openOther();
    engine::Reading profile = other();
    profile.head = {-1.2f, 0.05f, 0};
    answerReading(profile);
    EXPECT_NEAR(pose.pose().turn.yaw, -20 * kDegree, 1e-4);
    EXPECT_NEAR(pose.pose().turn.pitch, 0.05f, 1e-5);
    const engine::Skeleton& posed = pose.pose().skeleton;
    EXPECT_NEAR(posed[JointName::Nose].at.x - posed[JointName::LeftEye].at.x, -20, 1e-6)
        << "the joints of the head as if it did not turn";
}

TEST_F(PosePhotoTest, WhereNobodyIsNothingChangesAndItSaysSo) {
    QSignalSpy failures(&photo, &ui::PosePhoto::failed);
    openOther();
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::NoFace, "found no face"});
    test::settle();
    EXPECT_EQ(failures.count(), 1);
    EXPECT_FALSE(pose.isPosed());
    EXPECT_FALSE(photo.isBusy());
    EXPECT_TRUE(pose.obstacle().isEmpty())
        << "there is somebody in this photo: " << pose.obstacle().toStdString();
    openOther();
    engine::Reading handOnly;
    handOnly.faces = {{{0, 0, 10, 10}, 0.9f}};
    handOnly.joints[std::size_t(JointName::RightWrist)] = {{10, 10}, 0.9f};
    answerReading(handOnly);
    EXPECT_EQ(failures.count(), 2) << "one joint says no size";
    EXPECT_FALSE(pose.isPosed());
}

TEST_F(PosePhotoTest, AnotherPhotoInTheDocumentEndsIt) {
    openOther();
    const engine::JobId job = bench.engine.last();
    document.open(test::makePhoto({640, 480}, 1, 2, 3), "portrait.png");
    EXPECT_FALSE(photo.isBusy());
    EXPECT_FALSE(bench.engine.isOpen(job));
    readPerson();
    EXPECT_FALSE(pose.isPosed());
}

TEST_F(PosePhotoTest, TheNewestPhotoCounts) {
    bench.darkroom.files["third.png"] = test::makePhoto({32, 32}, 50, 50, 50);
    openOther();
    const engine::JobId first = bench.engine.last();
    openOther("third.png");
    EXPECT_FALSE(bench.engine.isOpen(first));
    engine::Reading straight = other();
    straight.head = {};
    answerReading(straight);
    EXPECT_FLOAT_EQ(pose.pose().turn.yaw, 0);
    EXPECT_TRUE(pose.isPosed());
}

TEST_F(PosePhotoTest, WhereTheEngineGotBusyMeanwhileItSaysThatNothingWasChanged) {
    QSignalSpy failures(&photo, &ui::PosePhoto::failed);
    openOther();
    const engine::JobId question = bench.engine.last();
    session.submit("shadows", ui::shadowsRequest(document, {}, {}));
    bench.engine.finish(question, other());
    test::settle();
    EXPECT_EQ(failures.count(), 1);
    session.cancel();
    EXPECT_FALSE(pose.isPosed());
}

class PosePhotoFieldTest : public PosePhotoTest {
protected:
    void SetUp() override {
        PosePhotoTest::SetUp();
        panel.show();
        field = panel.findChild<ui::PosePhotoField*>();
    }
    bool drag(const QString& path) {
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QCoreApplication::sendEvent(&panel, &enter);
        return enter.isAccepted();
    }
    void drop(const QString& path) {
        ASSERT_TRUE(drag(path));
        QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&panel, &event);
    }
    ui::NoticeBar& notice() { return *field->findChild<ui::NoticeBar*>(); }
    QString status() { return field->findChild<ui::ElidedLabel*>()->fullText(); }

    QMimeData mime;
    ui::PosePanel panel{bench.work};
    ui::PosePhotoField* field = nullptr;
};

TEST_F(PosePhotoFieldTest, AFileIsAskedForAndWhatIsDoneIsTold) {
    EXPECT_EQ(status(), "or drop a photo here");
    field->findChild<QPushButton*>("donorChoose")->click();
    auto* dialog = field->findChild<QFileDialog*>();
    ASSERT_TRUE(dialog);
    Q_EMIT dialog->fileSelected("other.png");
    EXPECT_EQ(status(), "Looking at other.png…");
    dialog->close();
    auto* cancel = field->findChild<QToolButton*>("donorCross");
    EXPECT_TRUE(cancel->isVisible());
    cancel->click();
    EXPECT_EQ(status(), "or drop a photo here");
    EXPECT_FALSE(cancel->isVisible());
    test::settle();
    EXPECT_FALSE(pose.isPosed());
}

TEST_F(PosePhotoFieldTest, APhotoDroppedOnThePanelGivesItsPose) {
    const std::size_t before = readings();
    drop("other.png");
    ASSERT_TRUE(QTest::qWaitFor([&] { return readings() > before; }));
    answerReading(other());
    EXPECT_TRUE(pose.isPosed());
    EXPECT_TRUE(notice().isHidden());
}

TEST_F(PosePhotoFieldTest, APoseFileDroppedOnThePanelIsImportedAndAModelIsTheWindows) {
    bench.poses.files["/poses/a.json"][JointName::LeftElbow] = {{450, 300}, 1};
    drop("/poses/a.json");
    EXPECT_TRUE(QTest::qWaitFor([this] { return pose.isPosed(); }));
    EXPECT_FALSE(drag("/models/one.safetensors"));
    document.open(test::makePhoto({640, 480}, 1, 2, 3), "portrait.png");
    EXPECT_FALSE(drag("other.png")) << "nobody to pose yet";
}

TEST_F(PosePhotoFieldTest, WhatWentWrongIsASentenceWithAWayOut) {
    drop("broken.png");
    ASSERT_TRUE(QTest::qWaitFor([this] { return notice().isVisible(); }));
    EXPECT_TRUE(notice().sentence().contains("cannot be read")) << notice().sentence().toStdString();
    const std::size_t before = readings();
    drop("other.png");
    EXPECT_TRUE(notice().isHidden()) << "it was about the photo before";
    ASSERT_TRUE(QTest::qWaitFor([&] { return readings() > before; }));
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::NoFace, "found no face"});
    test::settle();
    ASSERT_TRUE(notice().isVisible());
    EXPECT_TRUE(notice().sentence().contains("No face was found in the photo that the pose is taken from"))
        << notice().sentence().toStdString();
    notice().findChild<QPushButton*>()->click();
    EXPECT_TRUE(field->findChild<QFileDialog*>()) << "the way to another one";
}

}  // namespace
