#include "ui/session/pose_library.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QLocale>
#include <QSignalSpy>

#include "engine/files/local_pose_files.h"
#include "tests/ui/session/pose_fixture.h"

namespace {

using engine::ImagePoint;
using engine::JointName;

/// A library with real files.
class PoseLibraryTest : public test::PoseTestBase {
protected:
    void SetUp() override {
        PoseTestBase::SetUp();
        readPerson();
    }
    /// Until what was begun is done.
    void wait() {
        ASSERT_TRUE(changed.wait() || !changed.isEmpty());
        test::settle();
        changed.clear();
    }
    void save(const QString& name) {
        library.save(name);
        wait();
    }
    void write(const QString& file, const QByteArray& text) {
        ASSERT_TRUE(QDir().mkpath(folder));
        QFile out(QDir(folder).filePath(file));
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(text);
    }
    QStringList names() const {
        QStringList names;
        for (const ui::NamedPose& one : library.poses()) names << one.name;
        return names;
    }
    QStringList files() const { return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name); }
    ImagePoint placeOf(JointName joint) const { return pose.pose().skeleton[joint].at; }
    void move(JointName joint, ImagePoint to) {
        ui::Pose next = pose.pose();
        next.skeleton[joint].at = to;
        pose.set(next, pose.newGesture());
    }

    const QString folder = bench.folder.filePath("poses");
    const engine::LocalPoseFiles pose_files;
    ui::PoseLibrary library{pose, document, pose_files, folder};
    QSignalSpy changed{&library, &ui::PoseLibrary::changed};
};

TEST_F(PoseLibraryTest, WithoutAFolderItIsEmptyAndNothingIsWrong) {
    EXPECT_FALSE(library.isRead());
    library.load();
    wait();
    EXPECT_TRUE(library.isRead());
    EXPECT_TRUE(library.poses().empty());
    EXPECT_EQ(library.problem(), "");
    EXPECT_FALSE(QDir(folder).exists()) << "looking leaves nothing behind";
}

TEST_F(PoseLibraryTest, WhatWasSavedIsThereForTheNextPhotoAndIsUndoneInOneStep) {
    move(JointName::RightWrist, {260, 300});
    save("arm up");
    EXPECT_EQ(names(), QStringList{"arm up"});
    EXPECT_EQ(files(), QStringList{"arm up.json"});

    // The same person, twice as large.
    engine::Reading larger = test::personReading();
    for (engine::Joint& joint : larger.joints) joint.at = {joint.at.x * 2 + 30, joint.at.y * 2 - 50};
    larger.joints[static_cast<std::size_t>(JointName::LeftElbow)].confidence = 0;
    document.open(test::makePhoto({1400, 1000}, 1, 2, 3), "other.png");
    readPerson(larger);
    library.take(library.pathOf("arm up"));
    EXPECT_NEAR(placeOf(JointName::RightWrist).x, 260 * 2 + 30, 0.01);
    EXPECT_NEAR(placeOf(JointName::RightWrist).y, 300 * 2 - 50, 0.01);
    EXPECT_FALSE(pose.pose().skeleton.has(JointName::LeftElbow)) << "this photo does not show it";
    EXPECT_NEAR(newest().pose[JointName::RightWrist].at.x, 550, 0.01) << "asked for at once";
    EXPECT_EQ(library.problem(), "");
    pose.undo();
    EXPECT_FALSE(pose.isPosed());
    EXPECT_FALSE(pose.canUndo());
}

TEST_F(PoseLibraryTest, AnotherLibraryOfTheFolderFindsThemSortedAsPeopleSort) {
    const QLocale before;
    QLocale::setDefault(QLocale("en"));  // as the program does with its own language
    for (const char* name : {"pose 10", "Pose 2", "座る", "a"}) save(name);
    ui::PoseLibrary other(pose, document, pose_files, folder);
    QSignalSpy read(&other, &ui::PoseLibrary::changed);
    other.load();
    EXPECT_TRUE(read.wait());
    QLocale::setDefault(before);
    QStringList found;
    for (const ui::NamedPose& one : other.poses()) found << one.name;
    EXPECT_EQ(found, (QStringList{"a", "Pose 2", "pose 10", "座る"}));
}

TEST_F(PoseLibraryTest, ANameIsMadeSafeAndComesBackAsItWas) {
    const QStringList odd = {"../../etc/passwd", ".hidden",    "50 % : a/b\\c?",   "%2F",
                             "  café   もの  ",  "🕺 dance", QString(500, u'x'), "a\nb",
                             "con<>|\"*"};
    for (const QString& name : odd) {
        const QString clean = ui::PoseLibrary::cleanName(name);
        EXPECT_LE(clean.size(), ui::PoseLibrary::kLongestName);
        save(clean);
        EXPECT_EQ(library.problem(), "") << name.toStdString();
        EXPECT_TRUE(names().contains(clean)) << clean.toStdString();
        EXPECT_TRUE(library.has(clean));
    }
    EXPECT_EQ(files().size(), odd.size());
    EXPECT_EQ(QDir(bench.folder.path()).entryList(QDir::Files | QDir::Hidden).filter("json"), QStringList());
    for (const QString& file : files()) EXPECT_FALSE(file.startsWith('.')) << file.toStdString();
    EXPECT_EQ(ui::PoseLibrary::cleanName("  café   もの  "), "café もの");
    EXPECT_EQ(ui::PoseLibrary::cleanName(QString(QChar(0xD83D)) + "a"), "?a");
    EXPECT_EQ(ui::PoseLibrary::cleanName(" \n\t\u202e "), "");
}

TEST_F(PoseLibraryTest, DamagedFilesAreLeftOutAndLeftAsTheyAreAndToldInOneSentence) {
    save("good");
    write("bad.json", "{\"people\": [");
    library.load();
    wait();
    EXPECT_EQ(names(), QStringList{"good"});
    EXPECT_TRUE(library.problem().contains("“bad.json”")) << library.problem().toStdString();
    write("two.json", R"({"people": [{}, {}]})");
    write("empty.json", "");
    write("notes.txt", "no pose, and no business of ours");
    ASSERT_TRUE(QDir(folder).mkdir("folder.json"));
    library.load();
    wait();
    EXPECT_EQ(names(), QStringList{"good"});
    EXPECT_TRUE(library.problem().contains("3 files")) << library.problem().toStdString();
    QFile bad(QDir(folder).filePath("bad.json"));
    ASSERT_TRUE(bad.open(QIODevice::ReadOnly));
    EXPECT_EQ(bad.readAll(), "{\"people\": [");
}

TEST_F(PoseLibraryTest, APoseOfTheSameNameIsReplaced) {
    save("mine");
    move(JointName::RightWrist, {260, 300});
    save("mine");
    ASSERT_EQ(library.poses().size(), 1u);
    EXPECT_NEAR(library.poses()[0].skeleton[JointName::RightWrist].at.x, 260, 0.01);
}

TEST_F(PoseLibraryTest, WhatWasRemovedCanBeBroughtBackAsItWas) {
    save("one");
    save("two");
    QFile file(library.pathOf("one"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    file.close();
    library.remove(library.pathOf("one"));
    wait();
    EXPECT_EQ(names(), QStringList{"two"});
    EXPECT_EQ(library.removedName(), "one");
    library.bringBack();
    wait();
    EXPECT_EQ(names(), (QStringList{"one", "two"}));
    EXPECT_EQ(library.removedName(), "");
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), before);
    library.bringBack();
    EXPECT_EQ(names().size(), 2);
}

TEST_F(PoseLibraryTest, NothingOfARemovedPoseOutlivesTheProgram) {
    {
        ui::PoseLibrary other(pose, document, pose_files, folder);
        QSignalSpy done(&other, &ui::PoseLibrary::changed);
        other.save("gone");
        ASSERT_TRUE(done.wait());
        other.remove(other.pathOf("gone"));
        ASSERT_TRUE(done.wait());
    }
    EXPECT_EQ(files(), QStringList());
}

TEST_F(PoseLibraryTest, WhereNothingCanBeWrittenItIsToldAndNothingIsLost) {
    QFile in_the_way(folder);  // a file where the folder should be
    ASSERT_TRUE(in_the_way.open(QIODevice::WriteOnly));
    save("mine");
    EXPECT_TRUE(library.problem().contains("“mine” could not be saved")) << library.problem().toStdString();
    EXPECT_TRUE(library.poses().empty());
    ASSERT_TRUE(in_the_way.remove());
    save("mine");
    EXPECT_EQ(library.problem(), "") << "that is over";
    ASSERT_TRUE(QFile::remove(library.pathOf("mine")));  // somebody else was faster
    library.remove(library.pathOf("mine"));
    wait();
    EXPECT_TRUE(library.problem().contains("“mine” could not be removed"));
    EXPECT_EQ(library.removedName(), "") << "there is nothing to bring back";
}

TEST_F(PoseLibraryTest, APoseThatCannotBeFittedIsToldAndChangesNothing) {
    write("knee.json", R"({"people": [{"pose_keypoints_2d": [)"
                       "0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 5,5,1, "
                       "0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0]}]}");
    library.load();
    wait();
    ASSERT_EQ(names(), QStringList{"knee"});
    library.take(library.pathOf("knee"));
    EXPECT_TRUE(library.problem().contains("“knee” shows too little")) << library.problem().toStdString();
    EXPECT_FALSE(pose.isPosed());
    EXPECT_FALSE(pose.canUndo());
    EXPECT_TRUE(asked().empty());
}

TEST_F(PoseLibraryTest, WithoutAPersonNothingIsSavedOrTaken) {
    save("mine");
    document.open(test::makePhoto({640, 480}, 1, 2, 3), "other.png");
    ASSERT_FALSE(pose.obstacle().isEmpty());
    library.take(library.pathOf("mine"));
    library.save("nobody");
    library.load();
    wait();
    EXPECT_EQ(names(), QStringList{"mine"});
    EXPECT_TRUE(asked().empty());
}

}  // namespace
