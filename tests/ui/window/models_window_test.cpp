#include <gtest/gtest.h>

#include <QDockWidget>

#include "tests/support/workbench.h"
#include "ui/main_window.h"
#include "ui/panels/models/models_panel.h"
#include "ui/session/language.h"

namespace {

using engine::ModelKind;

class ModelsWindowTest : public testing::Test {
protected:
    ModelsWindowTest() { bench.settings.setLanguage("en"); }

    void SetUp() override {
        window = std::make_unique<ui::MainWindow>(bench.work, language, QString());
        window->show();
        test::settle();
    }
    QDockWidget* dock() { return window->findChild<QDockWidget*>("models"); }
    void drop(const QStringList& paths) {
        QList<QUrl> urls;
        for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
        QMimeData mime;
        mime.setUrls(urls);
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &enter);
        accepted = enter.isAccepted();
        if (!accepted) return;
        QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &event);
        test::settle();
    }

    test::Workbench bench;
    ui::Language language;
    std::unique_ptr<ui::MainWindow> window;
    bool accepted = false;
};

TEST_F(ModelsWindowTest, TheModelsAreOutOfTheWayUntilTheyAreAskedFor) {
    EXPECT_FALSE(dock()->isVisible());
    window->findChild<QAction*>("models")->trigger();
    EXPECT_TRUE(dock()->isVisible());
    window->findChild<QAction*>("reset_layout")->trigger();
    EXPECT_FALSE(dock()->isVisible());
}

TEST_F(ModelsWindowTest, ADroppedModelGoesIntoTheLibraryAndAPhotoIsOpened) {
    bench.library.files["/disk/dream.safetensors"] = test::makeModel("dream", ModelKind::Checkpoint);
    drop({"/disk/dream.safetensors"});
    EXPECT_TRUE(dock()->isVisible());
    ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.models.models().size() == 1; }));
    EXPECT_TRUE(bench.work.document.isEmpty());

    bench.darkroom.files["/disk/portrait.png"] = bench.darkroom.files["portrait.png"];
    drop({"/disk/portrait.png"});
    EXPECT_TRUE(accepted);
    EXPECT_TRUE(QTest::qWaitFor([this] { return !bench.work.document.isEmpty(); }));
}

TEST_F(ModelsWindowTest, SeveralFilesAreTakenWhenAllAreModels) {
    for (const char* name : {"one", "two"}) {
        bench.library.files["/disk/" + std::string(name) + ".safetensors"] =
            test::makeModel(name, ModelKind::Lora);
    }
    drop({"/disk/one.safetensors", "/disk/two.safetensors"});
    ASSERT_TRUE(QTest::qWaitFor([this] { return bench.work.models.models().size() == 2; }));
    drop({"/disk/one.safetensors", "/portrait.png"});
    EXPECT_FALSE(accepted) << "half of it would be lost without a word";
}

}  // namespace
