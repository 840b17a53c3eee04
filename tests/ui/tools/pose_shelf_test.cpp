#include "ui/tools/pose/pose_shelf.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

#include "engine/files/local_pose_files.h"
#include "tests/ui/session/pose_fixture.h"
#include "ui/session/pose_library.h"
#include "ui/tools/pose/pose_thumbnail.h"

namespace {

using engine::ImagePoint;
using engine::JointName;

class PoseShelfTest : public test::PoseTestBase {
protected:
    void SetUp() override {
        PoseTestBase::SetUp();
        readPerson();
        QObject::connect(&pose, &ui::PoseWork::changed, &shelf, &ui::PoseShelf::refresh);
        shelf.show();
        shelf.refresh();
        ASSERT_TRUE(QTest::qWaitFor([this] { return library.isRead(); }));
    }
    QPushButton* button(const QString& text) {
        for (auto* one : shelf.findChildren<QPushButton*>()) {
            if (one->text() == text && one->isVisible()) return one;
        }
        return nullptr;
    }
    void saveAs(const QString& text) {
        button("Save pose…")->click();
        QTest::keyClicks(name, text);  // over the one that was suggested
        const int before = changed.count();
        QTest::keyClick(name, Qt::Key_Return);
        ASSERT_TRUE(QTest::qWaitFor([&] { return changed.count() > before; }));
    }
    void click(int row, Qt::MouseButton mouse = Qt::LeftButton) {
        QTest::mouseClick(list->viewport(), mouse, {}, list->visualItemRect(list->item(row)).center());
    }
    void moveWrist(ImagePoint to) {
        ui::Pose next = pose.pose();
        next.skeleton[JointName::RightWrist].at = to;
        pose.set(next, pose.newGesture());
    }
    ImagePoint wrist() const { return pose.pose().skeleton[JointName::RightWrist].at; }
    bool says(const QString& words) {
        const auto labels = shelf.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(words);
        });
    }

    const engine::LocalPoseFiles files;
    ui::PoseLibrary library{pose, document, files, bench.folder.filePath("poses")};
    QSignalSpy changed{&library, &ui::PoseLibrary::changed};
    ui::PoseShelf shelf{pose, library};
    QListWidget* list = shelf.findChild<QListWidget*>();
    QLineEdit* name = shelf.findChild<QLineEdit*>();
};

TEST_F(PoseShelfTest, AnEmptyLibraryIsASentence) {
    EXPECT_FALSE(list->isVisible());
    EXPECT_TRUE(says("No pose has been saved yet"));
    EXPECT_FALSE(button("Remove"));
    EXPECT_TRUE(button("Save pose…")->isEnabled());
    EXPECT_FALSE(name->isVisible());
}

TEST_F(PoseShelfTest, SavingAsksForANameAndChoosesThePose) {
    moveWrist({260, 300});
    button("Save pose…")->click();
    EXPECT_TRUE(name->isVisible());
    EXPECT_EQ(name->text(), "Pose 1");
    EXPECT_EQ(name->selectedText(), "Pose 1");
    QTest::keyClicks(name, "arm up");
    button("Save")->click();
    ASSERT_TRUE(QTest::qWaitFor([this] { return list->count() == 1; }));
    EXPECT_EQ(list->item(0)->text(), "arm up");
    EXPECT_TRUE(list->item(0)->isSelected());
    EXPECT_TRUE(list->isVisible());
    EXPECT_FALSE(name->isVisible());
    EXPECT_FALSE(says("No pose"));
    EXPECT_TRUE(button("Remove"));
}

TEST_F(PoseShelfTest, TheFieldOfTheNameKnowsEnterEscapeAndWhatIsReplaced) {
    button("Save pose…")->click();
    QTest::keyClick(name, Qt::Key_Escape);
    EXPECT_FALSE(name->isVisible());
    EXPECT_TRUE(button("Save pose…"));
    saveAs("mine");
    ASSERT_EQ(list->count(), 1);
    button("Save pose…")->click();
    QTest::keyClicks(name, "  ");
    EXPECT_FALSE(button("Save")->isEnabled());
    QTest::keyClick(name, Qt::Key_Return);
    EXPECT_TRUE(name->isVisible()) << "a pose needs a name";
    name->clear();
    QTest::keyClicks(name, "mine");
    EXPECT_TRUE(button("Replace"));
    QTest::keyClicks(name, "2");
    EXPECT_TRUE(button("Save"));
    for (const int key : {Qt::Key_Return, Qt::Key_Escape}) {
        QKeyEvent asked(QEvent::ShortcutOverride, key, Qt::NoModifier);
        asked.ignore();
        QCoreApplication::sendEvent(name, &asked);
        EXPECT_TRUE(asked.isAccepted()) << "not a command of the window here";
    }
}

TEST_F(PoseShelfTest, AClickOrSpaceTakesThePoseOverAndArrowsOnlyGoThere) {
    moveWrist({260, 300});
    saveAs("a");
    moveWrist({180, 380});
    saveAs("b");
    pose.reset();
    ASSERT_EQ(list->count(), 2);
    click(0);
    EXPECT_NEAR(wrist().x, 260, 0.01);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Right);
    EXPECT_NEAR(wrist().x, 260, 0.01);
    QTest::keyClick(list, Qt::Key_Space);
    EXPECT_NEAR(wrist().x, 180, 0.01);
    pose.undo();
    EXPECT_NEAR(wrist().x, 260, 0.01) << "one step for each";
    click(1);
    EXPECT_NEAR(wrist().x, 180, 0.01) << "chosen already, and taken again";
}

TEST_F(PoseShelfTest, ARemovedPoseCanBeBroughtBack) {
    saveAs("a");
    saveAs("b");
    click(0);
    button("Remove")->click();
    ASSERT_TRUE(QTest::qWaitFor([this] { return list->count() == 1; }));
    ASSERT_TRUE(button("Bring back"));
    EXPECT_TRUE(button("Bring back")->toolTip().contains("“a”"));
    click(0);
    EXPECT_TRUE(button("Remove")) << "another one is chosen";
    list->clearSelection();
    button("Bring back")->click();
    ASSERT_TRUE(QTest::qWaitFor([this] { return list->count() == 2; }));
    EXPECT_FALSE(button("Bring back"));
}

TEST_F(PoseShelfTest, ADamagedFileIsToldHere) {
    saveAs("a");
    QFile file(bench.folder.filePath("poses/bad.json"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.close();
    shelf.hide();
    shelf.show();
    ASSERT_TRUE(QTest::qWaitFor([this] { return says("“bad.json” is damaged"); }));
    EXPECT_EQ(list->count(), 1);
}

TEST_F(PoseShelfTest, NobodyIsNoPoseToSave) {
    std::vector<JointName> all;
    for (int i = 0; i < engine::kJointCount; ++i) all.push_back(static_cast<JointName>(i));
    pose.hide(all);
    EXPECT_FALSE(button("Save pose…")->isEnabled());
    pose.undo();
    EXPECT_TRUE(button("Save pose…")->isEnabled());
}

TEST(PoseThumbnail, ShowsTheWholeSkeletonInItsColoursOnGrey) {
    engine::Skeleton skeleton;
    skeleton.joints = test::personReading().joints;
    for (const double ratio : {1.0, 2.0}) {
        const QImage picture = ui::poseThumbnail(skeleton, 48, ratio).toImage();
        ASSERT_EQ(picture.size(), QSize(48, 48) * ratio);
        QRect ink;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (picture.pixelColor(x, y).hsvSaturation() > 60) ink |= QRect(x, y, 1, 1);
            }
        }
        EXPECT_NEAR(ink.height() / ratio, 40, 3) << "280 pixels of the photo, the longer side";
        EXPECT_NEAR(ink.center().x() / ratio, 24, 1.5);
        EXPECT_NEAR(ink.center().y() / ratio, 24, 1.5);
        EXPECT_EQ(picture.pixelColor(int(24 * ratio), int(3 * ratio)).hsvSaturation(), 0) << "grey around it";
    }
}

TEST(PoseThumbnail, OneJointOrNoneIsNoTrouble) {
    EXPECT_EQ(ui::poseThumbnail({}, 48, 1).size(), QSize(48, 48));
    engine::Skeleton one;
    one[JointName::Nose] = {{1e9, -1e9}, 1};
    const QImage picture = ui::poseThumbnail(one, 48, 1).toImage();
    EXPECT_GT(picture.pixelColor(24, 24).hsvSaturation(), 200);
}

}  // namespace
