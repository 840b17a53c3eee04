#include "ui/panels/variants/variants_strip.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QListView>
#include <QToolButton>

#include "tests/support/workbench.h"
#include "ui/session/variant_list_model.h"

namespace {

using State = ui::EditSession::State;

class VariantsStripTest : public testing::Test {
protected:
    VariantsStripTest() { bench.settings.setLanguage("en"); }

    void SetUp() override {
        bench.openPhoto();
        strip.resize(700, 120);
        QWidget& widget = strip;
        widget.hide();
    }
    void run(int count) {
        std::vector<engine::Request> requests;
        for (int i = 0; i < count; ++i) {
            ui::DescribeSettings settings;
            settings.prompt = "blond hair";
            settings.seed = 100 + quint64(i);
            requests.emplace_back(ui::describeRequest(bench.work.document, settings, {}));
        }
        session.submitAll("describe", std::move(requests));
        jobs.clear();
        for (int i = 0; i < count; ++i) jobs.push_back(bench.submittedJob());
    }
    void finish(std::size_t i) {
        bench.engine.start(jobs[i]);
        bench.engine.finish(jobs[i], test::brighter({16, 8, 16, 16}, 0.2f + 0.2f * float(i)));
        test::settle();
    }
    QListView* list() { return strip.findChild<QListView*>(); }
    QImage picture(int row) {
        return list()->model()->index(row, 0).data(Qt::DecorationRole).value<QImage>();
    }
    bool waitForPictures() {
        return QTest::qWaitFor([this] {
            for (int row = 0; row < list()->model()->rowCount(); ++row) {
                if (picture(row).isNull()) return false;
            }
            return true;
        });
    }

    test::Workbench bench;
    ui::EditSession& session = bench.work.session;
    ui::VariantsStrip strip{bench.work.session};
    std::vector<engine::JobId> jobs;
};

TEST_F(VariantsStripTest, IsThereOnlyWhileThereIsSomethingToChoose) {
    run(1);
    EXPECT_TRUE(strip.isHidden());
    session.cancel();
    run(4);
    EXPECT_FALSE(strip.isHidden());
    EXPECT_EQ(list()->model()->rowCount(), 4);
    session.cancel();
    EXPECT_TRUE(strip.isHidden());
}

TEST_F(VariantsStripTest, EveryCellShowsItsOwnPictureFromTheFirstPreviewOn) {
    run(3);
    ASSERT_TRUE(waitForPictures()) << "the photo itself while nothing is known";
    const QRgb photo = picture(1).pixel(48, 48);
    bench.engine.start(jobs[0]);
    bench.engine.preview(jobs[0], 1, test::brighter({16, 8, 16, 16}, 0.5f));
    test::settle();
    ASSERT_TRUE(QTest::qWaitFor([&] { return qRed(picture(0).pixel(48, 48)) > qRed(photo) + 20; }));
    EXPECT_EQ(picture(2).pixel(48, 48), photo);
}

TEST_F(VariantsStripTest, TellsSeedAndStateOfEachCell) {
    run(2);
    bench.engine.start(jobs[0]);
    bench.engine.progress(jobs[0], 3, 8);
    test::settle();
    const auto tip = [this](int row) {
        return list()->model()->index(row, 0).data(Qt::ToolTipRole).toString().toStdString();
    };
    EXPECT_EQ(tip(0), "Seed 100 · step 3 of 8");
    EXPECT_EQ(tip(1), "Seed 101 · waiting");
    finish(0);
    EXPECT_EQ(tip(0), "Seed 100 · ready");
    EXPECT_TRUE(strip.findChild<QLabel*>()->text().contains("1 of 2 ready"));
}

TEST_F(VariantsStripTest, ArrowKeysAndClicksShowOneInPlace) {
    run(3);
    for (std::size_t i = 0; i < 3; ++i) finish(i);
    EXPECT_EQ(list()->currentIndex().row(), 0);
    QTest::keyClick(list(), Qt::Key_Right);
    EXPECT_EQ(session.shown()->job, jobs[1]);
    QTest::keyClick(list(), Qt::Key_Right);
    EXPECT_EQ(session.shown()->job, jobs[2]);
    QTest::keyClick(list(), Qt::Key_Left);
    EXPECT_EQ(session.shown()->job, jobs[1]);
    const QRect first = list()->visualRect(list()->model()->index(0, 0));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, first.center());
    EXPECT_EQ(session.shown()->job, jobs[0]);
    EXPECT_EQ(list()->model()->rowCount(), 3);
}

TEST_F(VariantsStripTest, FollowsWhatIsShown) {
    run(3);
    for (std::size_t i = 0; i < 3; ++i) finish(i);
    session.show(jobs[2]);
    EXPECT_EQ(list()->currentIndex().row(), 2);
    session.accept();
    test::settle();
    EXPECT_TRUE(strip.isHidden());
}

TEST_F(VariantsStripTest, DropsAllAtOnce) {
    run(3);
    finish(0);
    strip.findChild<QToolButton*>()->click();
    test::settle();
    EXPECT_EQ(session.state(), State::Idle);
    EXPECT_TRUE(bench.engine.open_jobs.empty());
    EXPECT_TRUE(session.variants().empty());
    EXPECT_TRUE(strip.isHidden());
}

}  // namespace
