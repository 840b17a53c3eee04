#include <QApplication>
#include <QProgressBar>

#include "tests/ui/panels/models/models_fixture.h"

namespace {

using engine::ImportMode;
using engine::ModelKind;
using test::makeModel;

class ModelImportTest : public test::ModelsPanelTest {};

TEST_F(ModelImportTest, AnEmptyLibrarySaysWhatCanBeDroppedAndWhatItIsGoodFor) {
    start();
    EXPECT_TRUE(words().contains("Drop model files or folders here"));
    EXPECT_TRUE(words().contains("Removing shadows needs none of this"));
    EXPECT_FALSE(list());
}

TEST_F(ModelImportTest, ADroppedFileShowsHowFarItIsAndEndsInTheList) {
    start();
    holdReadingAt(0.4);
    drop({QString::fromStdString(fileOf(makeModel("dream", ModelKind::Checkpoint, "SD 1.x")))});
    ASSERT_TRUE(QTest::qWaitFor([this] { return words().contains("40 %"); }));
    EXPECT_TRUE(words().contains("dream.safetensors"));
    EXPECT_EQ(named<QProgressBar>("Progress: dream.safetensors")->value(), 400);

    release = true;
    ASSERT_TRUE(waitForModels(1));
    EXPECT_EQ(listed(), (QStringList{"Checkpoints", "dream"}));
    EXPECT_FALSE(words().contains("dream.safetensors")) << "the line has gone";
    EXPECT_FALSE(words().contains("Drop model files")) << "the empty state too";
    EXPECT_TRUE(words().contains("SD 1.x")) << "what came is what is looked at";
}

TEST_F(ModelImportTest, EachFileThatDoesNotFitHasItsSentenceAndTheOthersAreTaken) {
    start();
    engine::ModelDescription pickle = makeModel("old", ModelKind::Other);
    pickle.problem = "expected safetensors, found a pickle, which can run programs; convert it first";
    drop({QString::fromStdString(fileOf(pickle)), "/disk/nothing.safetensors",
          QString::fromStdString(fileOf(makeModel("glow", ModelKind::Lora, "SDXL")))});
    ASSERT_TRUE(waitForModels(1));
    ASSERT_TRUE(waitForImports());
    EXPECT_TRUE(words().contains(QString::fromStdString(pickle.problem)));
    EXPECT_TRUE(words().contains("There is no model here."));
    EXPECT_TRUE(words().contains("expected a model, found nothing at /disk/nothing.safetensors"));
    EXPECT_EQ(listed(), (QStringList{"LoRAs", "glow"}));
    EXPECT_FALSE(QApplication::activeModalWidget()) << "nothing to click away";
    ASSERT_EQ(library.imported.size(), 1u) << "what does not fit is not even begun";

    button("Dismiss: nothing.safetensors")->click();
    test::settle();
    EXPECT_FALSE(words().contains("nothing at"));
    EXPECT_TRUE(words().contains("found a pickle"));
}

TEST_F(ModelImportTest, AllRefusalsGoAtOnce) {
    start();
    drop({"/disk/a.safetensors", "/disk/b.safetensors"});
    ASSERT_TRUE(waitForImports());
    button("Dismiss all that were not taken")->click();
    test::settle();
    EXPECT_TRUE(shelf->imports().empty());
    EXPECT_FALSE(words().contains("There is no model here."));
}

TEST_F(ModelImportTest, TryingAgainTakesTheOldSentenceAway) {
    start();
    drop({"/disk/dream.safetensors"});
    ASSERT_TRUE(waitForImports());
    fileOf(makeModel("dream", ModelKind::Checkpoint));
    drop({"/disk/dream.safetensors"});
    ASSERT_TRUE(waitForModels(1));
    EXPECT_TRUE(shelf->imports().empty());
}

TEST_F(ModelImportTest, CancellingLeavesNothing) {
    start();
    holdReadingAt(0.1);
    drop({QString::fromStdString(fileOf(makeModel("dream", ModelKind::Checkpoint)))});
    ASSERT_TRUE(QTest::qWaitFor([this] { return words().contains("10 %"); }));
    button("Cancel: dream.safetensors")->click();
    test::settle();
    EXPECT_TRUE(shelf->imports().empty());
    shelf->refresh();
    QTest::qWait(20);
    EXPECT_TRUE(shelf->models().empty());
    EXPECT_FALSE(words().contains("dream"));
}

TEST_F(ModelImportTest, WhatWasCancelledTooLateGoesOutAgain) {
    start();
    std::atomic<bool> reading = false;
    // A library that does not look at its stop token until it is done.
    library.while_reading = [&](std::stop_token, const auto&) {
        reading = true;
        while (!release) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    };
    library.ignores_stop = true;
    drop({QString::fromStdString(fileOf(makeModel("dream", ModelKind::Checkpoint)))});
    ASSERT_TRUE(QTest::qWaitFor([&] { return reading.load(); }));
    button("Cancel: dream.safetensors")->click();
    release = true;
    ASSERT_TRUE(
        QTest::qWaitFor([this] { return library.imported.size() == 1 && library.installed().empty(); }));
    test::settle();
    EXPECT_TRUE(shelf->models().empty());
}

TEST_F(ModelImportTest, TheNextFileWaitsForTheOneBeforeIt) {
    start();
    holdReadingAt(0.2);
    drop({QString::fromStdString(fileOf(makeModel("one", ModelKind::Lora))),
          QString::fromStdString(fileOf(makeModel("two", ModelKind::Lora)))});
    ASSERT_TRUE(QTest::qWaitFor([this] { return words().contains("20 %"); }));
    EXPECT_TRUE(words().contains("waiting"));
    release = true;
    ASSERT_TRUE(waitForModels(2));
}

TEST_F(ModelImportTest, LinkIsTheDefaultAndCopyIsRemembered) {
    start();
    auto* mode = named<QComboBox>("Importing");
    ASSERT_TRUE(mode);
    EXPECT_EQ(mode->currentText(), "links to the file");
    QTest::keyClick(mode, Qt::Key_Down);
    EXPECT_EQ(mode->currentText(), "copies the file");
    restart();
    EXPECT_EQ(named<QComboBox>("Importing")->currentText(), "copies the file");
    drop({QString::fromStdString(fileOf(makeModel("dream", ModelKind::Checkpoint)))});
    ASSERT_TRUE(waitForModels(1));
    EXPECT_EQ(library.imported.front().second, ImportMode::Copy);
}

TEST_F(ModelImportTest, ClosingThePanelWhileAFileIsReadStopsTheReading) {
    start();
    holdReadingAt(0.2);
    drop({QString::fromStdString(fileOf(makeModel("dream", ModelKind::Checkpoint)))});
    ASSERT_TRUE(QTest::qWaitFor([this] { return words().contains("20 %"); }));
    panel.reset();
    shelf.reset();  // would wait for ever if the import did not hear of it
    EXPECT_TRUE(library.installed().empty());
}

}  // namespace
