#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/source_tree.h"
#include "tests/support/workbench.h"
#include "ui/main_window.h"
#include "ui/panels/edit_row.h"
#include "ui/panels/prompt/prompt_box.h"
#include "ui/panels/result_bar.h"
#include "ui/panels/variants/variants_strip.h"
#include "ui/session/language.h"
#include "ui/tools/describe/describe_panel.h"
#include "ui/tools/describe/scheduler_list.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/slider_field.h"

namespace {

using State = ui::EditSession::State;

class DescribeToolTest : public testing::Test {
protected:
    DescribeToolTest() { bench.settings.setLanguage("en"); }

    void SetUp() override {
        window = std::make_unique<ui::MainWindow>(bench.work, language, QString());
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
        window->activateWindow();
        bench.openPhoto();
        test::settle();
    }
    void trigger(const char* action) {
        window->findChild<QAction*>(action)->trigger();
        test::settle();
    }
    template <typename T>
    T* the() {
        return window->findChild<T*>();
    }
    ui::PromptEdit* words() { return the<ui::PromptEdit>(); }
    template <typename Control>
    Control* named(const QString& name) {
        for (Control* control : the<ui::DescribePanel>()->findChildren<Control*>()) {
            if (control->accessibleName() == name && !control->isHidden()) return control;
        }
        return nullptr;
    }
    void install(const std::string& name) {
        bench.library.shelf.push_back(test::makeModel(name, engine::ModelKind::Checkpoint));
        bench.work.models.refresh();
        ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.models.models().size() == 1; }));
        test::settle();
    }
    /// The newest run; readings and questions for a place may have been asked since.
    const engine::DescribeRequest& lastRun() {
        static const engine::DescribeRequest kNone;
        const auto& all = bench.engine.submitted;
        for (auto asked = all.rbegin(); asked != all.rend(); ++asked) {
            if (const auto* run = std::get_if<engine::DescribeRequest>(&asked->request)) return *run;
        }
        ADD_FAILURE() << "nothing was run";
        return kNone;
    }

    test::Workbench bench;
    ui::Language language;
    std::unique_ptr<ui::MainWindow> window;
};

TEST_F(DescribeToolTest, TheKeyOpensTheToolAndTheWordsHaveTheFocus) {
    EXPECT_FALSE(the<ui::PromptBox>()->isVisible());
    QTest::keyClick(window.get(), Qt::Key_D);
    test::settle();
    EXPECT_TRUE(the<ui::PromptBox>()->isVisible());
    EXPECT_TRUE(words()->hasFocus());
    EXPECT_EQ(the<QDockWidget>()->windowTitle(), "Describe");
    QTest::keyClicks(words(), "red dress");
    EXPECT_EQ(words()->words(), "red dress") << "letters are letters there, not commands";
    QTest::keyClick(words(), Qt::Key_Escape);
    EXPECT_FALSE(words()->hasFocus()) << "and commands again";
}

TEST_F(DescribeToolTest, TheWholeWayFromWordsToAnEdit) {
    trigger("describe");
    QTest::keyClicks(words(), "blond hair");
    QTest::keyClick(words(), Qt::Key_Return);
    const engine::JobId job = bench.submittedJob();
    EXPECT_EQ(lastRun().prompt, "blond hair");
    bench.engine.start(job);
    bench.engine.progress(job, 1, 8);
    bench.engine.preview(job, 1, test::brighter({16, 8, 32, 32}));
    test::settle();
    EXPECT_TRUE(bench.work.session.pending()) << "the preview is on the canvas";
    bench.engine.finish(job, test::brighter({16, 8, 32, 32}));
    test::settle();
    EXPECT_TRUE(the<ui::ResultBar>()->isVisible());
    EXPECT_FALSE(the<ui::VariantsStrip>()->isVisible()) << "one result needs no choosing";
    QTest::keyClick(words(), Qt::Key_Return);  // the words are the same: Enter applies
    test::settle();
    ASSERT_EQ(bench.work.document.edits().size(), 1u);
    QStringList titles;
    for (const auto* row : window->findChildren<ui::EditRow*>()) {
        titles << row->findChild<ui::ElidedLabel*>()->fullText();
    }
    EXPECT_TRUE(titles.contains("blond hair")) << titles.join(", ").toStdString();
    trigger("undo");
    EXPECT_TRUE(bench.work.document.edits().empty());
}

TEST_F(DescribeToolTest, EnterRunsNewWordsEvenWhileAResultWaits) {
    trigger("describe");
    words()->setWords("blond hair");
    QTest::keyClick(words(), Qt::Key_Return);
    const engine::JobId job = bench.submittedJob();
    bench.engine.start(job);
    bench.engine.finish(job, test::brighter({16, 8, 32, 32}));
    test::settle();
    words()->setWords("red lips");
    QTest::keyClick(words(), Qt::Key_Return);
    bench.submittedJob();
    EXPECT_EQ(lastRun().prompt, "red lips");
    EXPECT_TRUE(bench.work.document.edits().empty());
    EXPECT_EQ(bench.work.session.variants().size(), 1u) << "the first result is not lost";
}

TEST_F(DescribeToolTest, VariantsAreChosenWithArrowsEnterAndEsc) {
    trigger("describe");
    bench.work.describe.setVariants(3);
    words()->setWords("blond hair");
    QTest::keyClick(words(), Qt::Key_Return);
    std::vector<engine::JobId> jobs;
    for (int i = 0; i < 3; ++i) jobs.push_back(bench.submittedJob());
    EXPECT_TRUE(the<ui::VariantsStrip>()->isVisible());
    for (const engine::JobId job : jobs) {
        bench.engine.start(job);
        bench.engine.finish(job, test::brighter({int(job.value), 8, 16, 16}));
    }
    test::settle();
    auto* list = the<ui::VariantsStrip>()->findChild<QListView*>();
    EXPECT_TRUE(list->hasFocus()) << "ready for the arrow keys";
    QTest::keyClick(list, Qt::Key_Right);
    QTest::keyClick(list, Qt::Key_Return);
    test::settle();
    ASSERT_EQ(bench.work.document.edits().size(), 1u);
    EXPECT_EQ(bench.work.document.edits()[0].change.region.x, int(jobs[1].value));
    EXPECT_FALSE(the<ui::VariantsStrip>()->isVisible());

    trigger("run_variants");
    for (int i = 0; i < 4; ++i) bench.submittedJob();
    EXPECT_EQ(bench.work.session.run().size(), 4u) << "four where one run would make fewer";
    trigger("stop");
    EXPECT_EQ(bench.work.session.state(), State::Idle);
    EXPECT_FALSE(the<ui::VariantsStrip>()->isVisible());
}

TEST_F(DescribeToolTest, TheWordsStayWhileTheMaskForThemIsPainted) {
    trigger("describe");
    words()->setWords("blond hair");
    trigger("brush");
    EXPECT_TRUE(the<ui::PromptBox>()->isVisible());
    trigger("run");
    bench.submittedJob();
    EXPECT_EQ(lastRun().prompt, "blond hair") << "Enter runs the system in hand last";
    trigger("stop");
    trigger("shadows");
    EXPECT_FALSE(the<ui::PromptBox>()->isVisible());
    trigger("run");
    bench.submittedJob();
    EXPECT_TRUE(std::holds_alternative<engine::ShadowsRequest>(bench.engine.submitted.back().request));
}

TEST_F(DescribeToolTest, AFailureIsABarWithTheWayOut) {
    trigger("describe");
    words()->setWords("blond hair");
    QTest::keyClick(words(), Qt::Key_Return);
    bench.engine.fail(bench.submittedJob(), {engine::ErrorCode::ModelCorrupt, "details"});
    test::settle();
    ui::NoticeBar* bar = nullptr;
    for (auto* one : window->findChildren<ui::NoticeBar*>()) {
        if (one->isVisible()) bar = one;
    }
    ASSERT_TRUE(bar);
    EXPECT_TRUE(bar->sentence().contains("Choose another one"));
    Q_EMIT bar->acted();
    EXPECT_TRUE(window->findChild<QDockWidget*>("models")->isVisible()) << "there is none yet to choose";
    EXPECT_TRUE(bench.work.document.edits().empty());
}

TEST_F(DescribeToolTest, TheModelIsChosenInThePanelAndItsDefaultsFollow) {
    trigger("describe");
    install("dream");
    auto* model = named<QComboBox>("Model");
    ASSERT_TRUE(model);
    EXPECT_EQ(model->itemText(0), "Starter");
    EXPECT_FALSE(named<QComboBox>("Scheduler")) << "the starter has its own way";
    EXPECT_EQ(named<QSpinBox>("Steps")->value(), engine::DescribeRequest::kStarterSteps);
    model->setCurrentIndex(1);
    Q_EMIT model->activated(1);
    test::settle();
    EXPECT_EQ(named<QSpinBox>("Steps")->value(), engine::DescribeRequest::kStudioSteps);
    EXPECT_EQ(named<QSpinBox>("Guidance")->text(), "7.50");
    ASSERT_TRUE(named<QComboBox>("Scheduler"));
    auto* scheduler = named<QComboBox>("Scheduler");
    scheduler->setCurrentIndex(scheduler->findData("euler_a"));
    Q_EMIT scheduler->activated(scheduler->currentIndex());
    words()->setWords("anything at all");
    QTest::keyClick(words(), Qt::Key_Return);
    bench.submittedJob();
    EXPECT_EQ(lastRun().model, "/models/dream");
    EXPECT_EQ(lastRun().scheduler, "euler_a");
    EXPECT_EQ(lastRun().steps, engine::DescribeRequest::kStudioSteps);
}

TEST_F(DescribeToolTest, ANumberThatIsBeingTypedIsNotTakenAway) {
    trigger("describe");
    the<ui::DescribePanel>()->findChild<ui::Fold*>()->setOpen(true);
    auto* steps = named<QSpinBox>("Steps");
    steps->setFocus();
    steps->selectAll();
    QTest::keyClicks(steps, "12");
    bench.work.describe.setPrompt("blond hair");  // the panel hears of everything
    EXPECT_EQ(steps->text(), "12");
    trigger("run");
    bench.submittedJob();
    EXPECT_EQ(lastRun().steps, 12);
}

TEST_F(DescribeToolTest, TheWayOutOfUnknownWordsLeadsToTheModels) {
    trigger("describe");
    Q_EMIT bench.work.describe.modelWanted();
    test::settle();
    EXPECT_TRUE(window->findChild<QDockWidget*>("models")->isVisible());
    window->findChild<QDockWidget*>("models")->hide();
    install("dream");
    trigger("brush");
    Q_EMIT bench.work.describe.modelWanted();
    test::settle();
    EXPECT_TRUE(the<ui::DescribePanel>()->isVisible());
    EXPECT_TRUE(named<QComboBox>("Model")->isVisible());
    EXPECT_FALSE(window->findChild<QDockWidget*>("models")->isVisible());
    named<QComboBox>("Model")->hidePopup();
}

TEST_F(DescribeToolTest, ADamagedTemplateFileIsABarWithAWayOut) {
    const QString path = bench.settings.templatesPath();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{ damaged");
    file.close();
    bench.work.templates = ui::PromptTemplates(":/describe_templates.json", path);
    ui::DescribePanel panel(bench.work);
    panel.show();
    auto* notice = panel.findChild<ui::NoticeBar*>();
    ASSERT_TRUE(notice->isVisible());
    EXPECT_TRUE(notice->sentence().contains("describe_templates.json"));
    notice->findChild<QPushButton*>()->click();
    EXPECT_FALSE(notice->isVisible());
    EXPECT_TRUE(QFile::exists(path + ".damaged"));
    EXPECT_EQ(bench.work.templates.add("Evening", "warmer light"), "");
}

TEST_F(DescribeToolTest, QuestionsForThePlaceAreNoJobsOfTheList) {
    trigger("describe");
    words()->setWords("blond hair");
    const auto asked = [this] {
        const auto& all = bench.engine.submitted;
        return std::any_of(all.begin(), all.end(), [](const auto& one) {
            return std::holds_alternative<engine::DescribeMaskRequest>(one.request);
        });
    };
    ASSERT_TRUE(QTest::qWaitFor(asked));
    test::settle();
    for (int row = 0; row < bench.work.jobs.rowCount(); ++row) {
        EXPECT_EQ(bench.work.jobs.index(row).data().toString(), "Find face and parts");
    }
}

TEST(DescribeSchedulers, AreThoseOfTheEngine) {
    std::ifstream file(sourceRoot() / "engine/schedulers/scheduler_config.cpp");
    std::stringstream text;
    text << file.rdbuf();
    std::size_t named = 0;
    for (std::size_t at = 0; (at = text.str().find("Scheduler\"", at)) != std::string::npos; ++at) ++named;
    EXPECT_EQ(ui::schedulerList().size(), named);
    for (const ui::SchedulerName& one : ui::schedulerList()) {
        EXPECT_NE(text.str().find("{\"" + std::string(one.id) + "\","), std::string::npos) << one.id;
    }
}

}  // namespace
