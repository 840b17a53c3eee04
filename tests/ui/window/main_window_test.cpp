#include "ui/main_window.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QTimer>
#include <atomic>
#include <thread>

#include "tests/support/workbench.h"
#include "ui/canvas/canvas_view.h"
#include "ui/panels/activity.h"
#include "ui/panels/export_dialog.h"
#include "ui/panels/result_bar.h"
#include "ui/session/language.h"
#include "ui/widgets/notice_bar.h"

namespace {

using State = ui::EditSession::State;

class MainWindowTest : public testing::Test {
protected:
    MainWindowTest() { bench.settings.setLanguage("en"); }

    void SetUp() override {
        window = std::make_unique<ui::MainWindow>(bench.work, language, QString());
        window->show();
        test::settle();
    }
    void openPortrait() {
        window->open("portrait.png");
        ASSERT_TRUE(QTest::qWaitFor([this] { return !bench.work.document.isEmpty(); }));
    }
    void trigger(const char* action) { window->findChild<QAction*>(action)->trigger(); }
    bool isEnabled(const char* action) { return window->findChild<QAction*>(action)->isEnabled(); }
    template <typename T>
    T* the() {
        return window->findChild<T*>();
    }
    /// Answers the question that is about to be asked.
    void answer(QMessageBox::ButtonRole role) {
        QTimer::singleShot(0, [this, role] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            ASSERT_TRUE(box);
            ++questions;
            for (QAbstractButton* button : box->buttons()) {
                if (box->buttonRole(button) == role) return button->click();
            }
        });
    }

    test::Workbench bench;
    ui::Language language;
    std::unique_ptr<ui::MainWindow> window;
    int questions = 0;
};

TEST_F(MainWindowTest, TheWholeWayFromOpeningToExport) {
    EXPECT_FALSE(isEnabled("export"));
    openPortrait();
    trigger("run");
    const engine::JobId job = bench.submittedJob();
    bench.engine.start(job);
    bench.engine.progress(job, 1, 8);
    bench.engine.preview(job, 1, test::brighter({16, 8, 32, 32}));
    test::settle();
    ASSERT_TRUE(bench.work.session.pending()) << "the preview is on the canvas";
    EXPECT_TRUE(the<ui::Activity>()->isVisible());
    bench.engine.finish(job, test::brighter({16, 8, 32, 32}));
    test::settle();
    EXPECT_TRUE(the<ui::ResultBar>()->isVisible());
    EXPECT_FALSE(the<ui::Activity>()->isVisible());

    trigger("run");  // Enter again applies
    EXPECT_FALSE(the<ui::ResultBar>()->isVisible());
    ASSERT_EQ(bench.work.document.edits().size(), 1u);
    trigger("undo");
    EXPECT_TRUE(bench.work.document.edits().empty());
    trigger("redo");
    EXPECT_EQ(bench.work.document.edits().size(), 1u);

    trigger("export");
    auto* dialog = the<ui::ExportDialog>();
    ASSERT_TRUE(dialog && dialog->isVisible());
    EXPECT_FALSE(dialog->isModal());
    EXPECT_TRUE(dialog->path().endsWith("portrait-edited.png"));
    const std::string path = dialog->path().toStdString();
    Q_EMIT dialog->chosen();
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.work.files.task() == ui::FileSession::Task::None; }));
    EXPECT_TRUE(bench.darkroom.saved.contains(path));
    EXPECT_FALSE(window->isWindowModified());
}

TEST_F(MainWindowTest, EscapeCancelsWhatRunsAndThenDiscardsWhatWaits) {
    openPortrait();
    trigger("run");
    const engine::JobId job = bench.submittedJob();
    bench.engine.start(job);
    test::settle();
    trigger("stop");
    test::settle();
    EXPECT_EQ(bench.work.session.state(), State::Idle);
    EXPECT_FALSE(bench.engine.isOpen(job));

    bench.runToResult();
    trigger("stop");
    EXPECT_EQ(bench.work.session.state(), State::Idle);
    EXPECT_TRUE(bench.work.document.edits().empty());
}

TEST_F(MainWindowTest, AFailureIsABarWithTheWayOut) {
    openPortrait();
    trigger("run");
    bench.engine.fail(bench.submittedJob(), {engine::ErrorCode::NoFace, "looked for a face, found none"});
    test::settle();
    auto* bar = the<ui::NoticeBar>();
    ASSERT_TRUE(bar->isVisible());
    EXPECT_TRUE(bar->sentence().contains("No face"));
    Q_EMIT bar->acted();
    EXPECT_TRUE(window->findChild<QAction*>("brush")->isChecked()) << "the way out is drawing the region";
    EXPECT_FALSE(QApplication::activeModalWidget());
}

TEST_F(MainWindowTest, AFileThatCannotBeOpenedIsABarToo) {
    window->open("missing.png");
    ASSERT_TRUE(QTest::qWaitFor([this] { return the<ui::NoticeBar>()->isVisible(); }));
    EXPECT_TRUE(bench.work.document.isEmpty());
}

TEST_F(MainWindowTest, TabBringsThePanelsBackAsTheyWere) {
    const auto heights = [this] {
        std::vector<int> all;
        for (const QDockWidget* dock : window->findChildren<QDockWidget*>()) all.push_back(dock->height());
        return all;
    };
    openPortrait();
    // The reading begins a little later, and with it a row among the jobs.
    ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.session.isReading(); }));
    test::settle();
    const std::vector<int> before = heights();
    for (int times = 0; times < 3; ++times) {
        window->findChild<QAction*>("panels")->trigger();
        test::settle();
        window->findChild<QAction*>("panels")->trigger();
        test::settle();
    }
    EXPECT_EQ(heights(), before);
}

TEST_F(MainWindowTest, AsksBeforeEditsAreLost) {
    openPortrait();
    bench.runToResult();
    bench.work.session.accept();
    EXPECT_TRUE(window->isWindowModified());

    answer(QMessageBox::RejectRole);
    window->close();
    EXPECT_EQ(questions, 1);
    EXPECT_TRUE(window->isVisible());

    answer(QMessageBox::RejectRole);
    window->open("other.png");
    EXPECT_EQ(questions, 2);
    EXPECT_EQ(bench.work.document.edits().size(), 1u);

    answer(QMessageBox::DestructiveRole);
    window->open("other.png");
    ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.document.path() == "other.png"; }));
    EXPECT_TRUE(window->close()) << "nothing is lost any more, nothing is asked";
}

TEST_F(MainWindowTest, AsksBeforeARunningExportIsStopped) {
    openPortrait();
    bench.runToResult();
    bench.work.session.accept();
    std::atomic<bool> go_on = false;
    bench.darkroom.before_save = [&](const std::stop_token& stop) {
        while (!go_on && !stop.stop_requested()) std::this_thread::yield();
    };
    bench.work.files.exportTo("out.png", {});

    answer(QMessageBox::RejectRole);
    EXPECT_FALSE(window->close());
    EXPECT_EQ(bench.work.files.task(), ui::FileSession::Task::Exporting) << "back: nothing has happened";

    answer(QMessageBox::AcceptRole);
    EXPECT_FALSE(window->close());
    EXPECT_TRUE(window->isVisible()) << "it stays until the file is there";
    go_on = true;
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window->isVisible(); }));
    EXPECT_TRUE(bench.darkroom.saved.contains("out.png"));
    EXPECT_EQ(questions, 2) << "the edits are in the file: no other question";
}

TEST_F(MainWindowTest, AStoppedExportLeavesNoFileAndTheWindowCloses) {
    openPortrait();
    bench.runToResult();
    bench.work.session.accept();
    bench.darkroom.before_save = [](const std::stop_token& stop) {
        while (!stop.stop_requested()) std::this_thread::yield();
    };
    bench.work.files.exportTo("out.png", {});
    answer(QMessageBox::DestructiveRole);
    EXPECT_TRUE(window->close());
    EXPECT_EQ(questions, 1);
    EXPECT_TRUE(QTest::qWaitFor([&] { return bench.work.files.task() == ui::FileSession::Task::None; }));
    EXPECT_FALSE(bench.darkroom.saved.contains("out.png"));
}

TEST_F(MainWindowTest, ToolBarAndJobsListNameTheSameSecondsLeft) {
    openPortrait();
    trigger("run");
    const engine::JobId job = bench.submittedJob();
    bench.engine.start(job);
    bench.engine.progress(job, 1, 100);
    test::settle();
    QTest::qWait(20);
    bench.engine.progress(job, 2, 100);
    test::settle();
    QTest::qWait(60);  // a clock of one's own would have gone on
    const auto seconds = [](const QString& text) {
        return QRegularExpression("(\\d+) s left").match(text).captured(1);
    };
    const QString status = bench.work.jobs.index(0).data(ui::JobListModel::StatusRole).toString();
    const QString shown = the<ui::Activity>()->findChild<QLabel*>()->text();
    EXPECT_FALSE(seconds(status).isEmpty()) << status.toStdString();
    EXPECT_EQ(seconds(status), seconds(shown));
}

TEST_F(MainWindowTest, LooksForTheFaceBeforeAnyoneAsks) {
    openPortrait();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !bench.engine.submitted.empty(); }));
    EXPECT_TRUE(std::holds_alternative<engine::ReadRequest>(bench.engine.submitted[0].request));
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::NoFace, "none"});
    test::settle();
    EXPECT_FALSE(the<ui::NoticeBar>()->isVisible()) << "nobody asked";
}

TEST_F(MainWindowTest, AWaitingResultIsNotLostSilently) {
    openPortrait();
    bench.runToResult();
    answer(QMessageBox::RejectRole);
    window->close();
    EXPECT_EQ(questions, 1);
    EXPECT_TRUE(bench.work.session.pending());
}

TEST_F(MainWindowTest, AnExistingFileIsWrittenOverOnlyAfterAsking) {
    openPortrait();
    trigger("export");
    auto* dialog = the<ui::ExportDialog>();
    const QString path = bench.folder.filePath("there.png");
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    dialog->ask(bench.work.document, path);
    answer(QMessageBox::RejectRole);
    Q_EMIT dialog->chosen();
    EXPECT_EQ(questions, 1);
    EXPECT_EQ(bench.work.files.task(), ui::FileSession::Task::None);
    answer(QMessageBox::DestructiveRole);
    Q_EMIT dialog->chosen();
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.darkroom.saved.contains(path.toStdString()); }));
}

TEST_F(MainWindowTest, WhatNeedsAPhotoOrAMaskIsOffWithoutOne) {
    for (const char* id :
         {"export", "fit", "undo", "mask_invert", "mask_clear", "mask_feather", "mask_save"}) {
        EXPECT_FALSE(isEnabled(id)) << id;
    }
    openPortrait();
    EXPECT_TRUE(isEnabled("mask_invert"));
    EXPECT_FALSE(isEnabled("mask_clear"));
    bench.work.mask_work.invert();
    ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.document.hasMask(); }));
    EXPECT_TRUE(isEnabled("mask_clear"));
    trigger("mask_clear");
    EXPECT_FALSE(bench.work.document.hasMask());
    EXPECT_FALSE(isEnabled("mask_clear"));
}

TEST_F(MainWindowTest, HoldingTheKeyComparesAndLettingGoEnds) {
    openPortrait();
    auto* canvas = the<ui::CanvasView>();
    trigger("compare");
    EXPECT_EQ(canvas->compare(), ui::CompareMode::Before);
    QTest::keyRelease(window.get(), Qt::Key_C);
    EXPECT_EQ(canvas->compare(), ui::CompareMode::Off);
}

TEST_F(MainWindowTest, TheResultBarKeepsOffTheFaceOnceItIsKnown) {
    openPortrait();
    bench.runToResult({0, 0, 64, 48});
    const engine::JobId reading = bench.engine.last();
    ASSERT_TRUE(bench.engine.isOpen(reading)) << "the face is looked for when the result waits";
    bench.engine.finish(reading, test::faceReading());
    test::settle();
    const QRect face = the<ui::CanvasView>()->view().toView(engine::Rect{24, 16, 16, 16}).toAlignedRect();
    EXPECT_FALSE(the<ui::ResultBar>()->geometry().intersects(face));
}

TEST_F(MainWindowTest, PanelsHideAndComeBackTogether) {
    const auto docks = window->findChildren<QDockWidget*>();
    docks[1]->hide();
    trigger("panels");
    for (const QDockWidget* dock : docks) EXPECT_FALSE(dock->isVisible());
    trigger("panels");
    EXPECT_TRUE(docks[0]->isVisible());
    EXPECT_FALSE(docks[1]->isVisible()) << "what was closed before stays closed";
}

TEST_F(MainWindowTest, ComesBackAsItWasLeft) {
    trigger("lasso");
    window->findChildren<QDockWidget*>()[2]->hide();
    window->resize(1000, 700);
    ASSERT_TRUE(window->close());
    window = std::make_unique<ui::MainWindow>(bench.work, language, QString());
    window->show();
    EXPECT_EQ(window->size(), QSize(1000, 700));
    EXPECT_TRUE(window->findChildren<QDockWidget*>()[2]->isHidden());
    EXPECT_TRUE(window->findChild<QAction*>("lasso")->isChecked());
}

TEST_F(MainWindowTest, NoTwoCommandsShareAShortcut) {
    QHash<QString, QString> taken;
    for (const QAction* action : window->actions()) {
        for (const QKeySequence& keys : action->shortcuts()) {
            const QString text = keys.toString();
            EXPECT_FALSE(taken.contains(text)) << text.toStdString() << ": " << taken[text].toStdString()
                                               << " and " << action->objectName().toStdString();
            taken[text] = action->objectName();
        }
    }
}

}  // namespace
