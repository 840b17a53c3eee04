#include "ui/session/file_session.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QSignalSpy>
#include <atomic>
#include <condition_variable>
#include <mutex>

#include "tests/support/workbench.h"

namespace {

class FileSessionTest : public testing::Test {
protected:
    bool waitForEnd() {
        return QTest::qWaitFor([this] { return files.task() == ui::FileSession::Task::None; });
    }

    test::Workbench bench;
    ui::FileSession& files = bench.work.files;
    ui::Document& document = bench.work.document;
};

TEST_F(FileSessionTest, OpensAPhotoOffTheGuiThread) {
    QSignalSpy opened(&files, &ui::FileSession::opened);
    ASSERT_TRUE(files.open("portrait.png"));
    EXPECT_TRUE(document.isEmpty());
    EXPECT_EQ(files.task(), ui::FileSession::Task::Opening);
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(opened.count(), 1);
    EXPECT_EQ(document.path(), "portrait.png");
}

TEST_F(FileSessionTest, AFileThatCannotBeReadLeavesTheDocumentAsItWas) {
    bench.openPhoto();
    bench.runToResult();
    bench.work.session.accept();
    std::vector<engine::ErrorCode> codes;
    QObject::connect(
        &files, &ui::FileSession::failed, &files,
        [&](const QString&, const QString&, const engine::Error& e) { codes.push_back(e.code); });
    files.open("missing.png");
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(codes, std::vector{engine::ErrorCode::FileUnreadable});
    EXPECT_EQ(document.edits().size(), 1u);
    EXPECT_EQ(document.path(), "portrait.png");
}

TEST_F(FileSessionTest, TheNewerOfTwoFilesWins) {
    files.open("portrait.png");
    files.open("other.png");
    ASSERT_TRUE(waitForEnd());
    QTest::qWait(20);
    EXPECT_EQ(document.path(), "other.png");
}

TEST_F(FileSessionTest, ReadingStopsWhenNobodyWaitsForItAnyMore) {
    std::atomic<int> stopped = 0;
    bench.darkroom.before_open = [&stopped](const std::stop_token& stop) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any never;
        never.wait(lock, stop, [] { return false; });
        ++stopped;
    };
    files.open("portrait.png");
    files.cancel();
    EXPECT_TRUE(QTest::qWaitFor([&] { return stopped == 1; })) << "cancelled";
    files.open("portrait.png");
    files.open("other.png");
    EXPECT_TRUE(QTest::qWaitFor([&] { return stopped == 2; })) << "another one was asked for";
    files.cancel();
    ASSERT_TRUE(QTest::qWaitFor([&] { return stopped == 3; }));
    EXPECT_TRUE(document.isEmpty());
}

TEST_F(FileSessionTest, ExportsTheEditsAndCountsThemAsSaved) {
    bench.openPhoto();
    bench.runToResult({0, 0, 64, 48});
    bench.work.session.accept();
    EXPECT_FALSE(document.undoStack().isClean());
    QSignalSpy exported(&files, &ui::FileSession::exported);
    ASSERT_TRUE(files.exportTo("out.png", {}));
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(exported.count(), 1);
    EXPECT_TRUE(document.undoStack().isClean());
    ASSERT_TRUE(bench.darkroom.saved.contains("out.png"));
    EXPECT_NEAR(bench.darkroom.saved["out.png"].row<std::uint8_t>(0)[0], 100 * std::exp(0.3), 1.5);
}

TEST_F(FileSessionTest, AFailedExportIsToldAndTheEditsStayUnsaved) {
    bench.openPhoto();
    bench.runToResult();
    bench.work.session.accept();
    bench.darkroom.saved["out.png"] = document.photo().image();
    QSignalSpy failed(&files, &ui::FileSession::failed);
    files.exportTo("out.png", {});
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(failed.count(), 1);
    EXPECT_FALSE(document.undoStack().isClean());
}

TEST_F(FileSessionTest, ACancelledExportSaysNothing) {
    bench.openPhoto();
    QSignalSpy failed(&files, &ui::FileSession::failed);
    QSignalSpy exported(&files, &ui::FileSession::exported);
    files.exportTo("out.png", {});
    files.cancel();
    EXPECT_EQ(files.task(), ui::FileSession::Task::None);
    QTest::qWait(20);
    EXPECT_EQ(failed.count() + exported.count(), 0);
}

TEST_F(FileSessionTest, SuggestsANameBesideTheOriginalNeverTheOriginal) {
    EXPECT_EQ(ui::FileSession::suggestedPath("/photos/anna.b.jpg", "jpeg"), "/photos/anna.b-edited.jpg");
    EXPECT_EQ(ui::FileSession::suggestedPath("/photos/anna.nef", "raw"), "/photos/anna-edited.tif");
}

TEST_F(FileSessionTest, KnowsTheSameFileUnderAnotherSpelling) {
    const QString path = bench.folder.filePath("a.png");
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    EXPECT_TRUE(ui::FileSession::sameFile(path, bench.folder.path() + "/./a.png"));
    EXPECT_FALSE(ui::FileSession::sameFile(path, bench.folder.filePath("b.png")));
    EXPECT_FALSE(ui::FileSession::sameFile("nowhere", "nowhere"));
}

}  // namespace
