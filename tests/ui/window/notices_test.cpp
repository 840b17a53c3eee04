#include <gtest/gtest.h>

#include <QDockWidget>
#include <QFile>
#include <QPushButton>
#include <atomic>
#include <thread>

#include "tests/support/workbench.h"
#include "ui/main_window.h"
#include "ui/session/language.h"
#include "ui/widgets/notice_bar.h"

namespace {

/// What the window says when something goes wrong, and for how long.
class NoticesTest : public testing::Test {
protected:
    NoticesTest() { bench.settings.setLanguage("en"); }

    void SetUp() override {
        window = std::make_unique<ui::MainWindow>(bench.work, language, QString());
        window->show();
        window->open("portrait.png");
        ASSERT_TRUE(QTest::qWaitFor([this] { return !bench.work.document.isEmpty(); }));
        bar = window->findChild<QDockWidget*>("tool")->findChild<ui::NoticeBar*>();
        ASSERT_TRUE(bar);
    }
    bool waitForBar() {
        return QTest::qWaitFor([this] { return bar->isVisible(); });
    }

    test::Workbench bench;
    ui::Language language;
    std::unique_ptr<ui::MainWindow> window;
    ui::NoticeBar* bar = nullptr;
};

TEST_F(NoticesTest, AreSeenThoughThePanelsAreHidden) {
    window->findChild<QAction*>("panels")->trigger();
    ASSERT_FALSE(bar->parentWidget()->isVisible());
    window->open("missing.png");
    EXPECT_TRUE(waitForBar());
}

TEST_F(NoticesTest, NameTheFileAndWhatIsWrongWithIt) {
    const QString path = bench.folder.filePath("empty.jpg");
    ASSERT_TRUE(QFile(path).open(QIODevice::WriteOnly));
    window->open(path);
    ASSERT_TRUE(waitForBar());
    EXPECT_TRUE(bar->sentence().contains("“empty.jpg” is empty")) << bar->sentence().toStdString();
    EXPECT_EQ(bench.work.document.path(), "portrait.png");
}

TEST_F(NoticesTest, OfAMaskGoWhenAnotherOneFits) {
    bench.work.mask_work.load("missing.png");
    ASSERT_TRUE(waitForBar());
    engine::ImageBuilder mask({64, 48}, 1, engine::PixelType::U8);
    std::fill_n(mask.row<std::uint8_t>(0), 64 * 48, std::uint8_t(255));
    bench.darkroom.masks["mask.png"] = std::move(mask).finish();
    bench.work.mask_work.load("mask.png");
    ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.document.hasMask(); }));
    EXPECT_FALSE(bar->isVisible());
}

TEST_F(NoticesTest, SayThatAnExportComesFirst) {
    std::atomic<bool> go_on = false;
    bench.darkroom.before_save = [&](const std::stop_token& stop) {
        while (!go_on && !stop.stop_requested()) std::this_thread::yield();
    };
    bench.work.files.exportTo("out.png", {});
    window->open("other.png");
    EXPECT_TRUE(bar->isVisible());
    EXPECT_TRUE(bar->sentence().contains("still being written")) << bar->sentence().toStdString();
    EXPECT_EQ(bench.work.document.path(), "portrait.png");
    go_on = true;
    EXPECT_TRUE(QTest::qWaitFor([this] { return bench.darkroom.saved.contains("out.png"); }));
}

TEST_F(NoticesTest, OfAPersonWhoCouldNotBeLookedForStandInOnePlace) {
    const auto offers = [this] {
        int count = 0;
        for (const auto* button : window->findChildren<QPushButton*>())
            count += button->isVisible() && button->text() == "Try again";
        return count;
    };
    const auto take = [this](const char* tool) { window->findChild<QAction*>(tool)->trigger(); };
    const auto failToRead = [this] {
        ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.session.isReading(); }));
        bench.engine.fail(bench.engine.last(), {engine::ErrorCode::Internal, "no"});
        test::settle();
    };
    failToRead();
    EXPECT_TRUE(bar->isVisible()) << "the panel of shadows does not speak of it";
    EXPECT_EQ(offers(), 1);
    for (const char* tool : {"pose", "style"}) {
        take(tool);
        EXPECT_FALSE(bar->isVisible()) << tool;
        EXPECT_EQ(offers(), 1) << tool;
        bench.work.session.read();
        failToRead();
        EXPECT_FALSE(bar->isVisible()) << tool;
        EXPECT_EQ(offers(), 1) << tool;
        take("navigate");
        EXPECT_EQ(offers(), 1) << tool << "'s panel is still in sight";
    }
}

}  // namespace
