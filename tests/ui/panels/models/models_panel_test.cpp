#include "ui/panels/models/models_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QSpinBox>

#include "tests/ui/panels/models/models_fixture.h"
#include "ui/widgets/notice_bar.h"

namespace {

using engine::ModelKind;
using test::makeModel;

class InstalledModelsTest : public test::ModelsPanelTest {
protected:
    InstalledModelsTest() {
        library.shelf = {
            makeModel("shadows", ModelKind::Starter), makeModel("dream", ModelKind::Checkpoint, "SD 1.x"),
            makeModel("vision", ModelKind::Checkpoint, "SDXL"), makeModel("glow", ModelKind::Lora, "SD 1.x"),
            makeModel("neon", ModelKind::Lora, "SDXL")};
    }
    void chooseStudio(const QString& name) {
        auto* choice = named<QComboBox>("Studio model");
        choice->setCurrentIndex(choice->findText(name));
        Q_EMIT choice->activated(choice->currentIndex());
        test::settle();
    }
};

TEST_F(InstalledModelsTest, AreGroupedByKindWithTheProgramsOwnLast) {
    start();
    EXPECT_EQ(listed(), (QStringList{"Checkpoints", "dream", "vision", "LoRAs", "glow", "neon",
                                     "The program's own", "Removes shadows"}));
}

TEST_F(InstalledModelsTest, TellEverythingThatIsKnown) {
    library.shelf[2].licence = "openrail++";
    library.shelf[2].sha256 = "0123456789abcdef" + std::string(48, 'f');
    start();
    choose("vision");
    for (const char* said : {"Checkpoint", "SDXL", "2.0 GB", "F16", "openrail++", "0123456789ab"}) {
        EXPECT_TRUE(words().contains(said)) << said;
    }
    button("Copy the SHA-256 of vision")->click();
    EXPECT_EQ(QApplication::clipboard()->text().toStdString(), library.shelf[2].sha256);
    choose("dream");
    EXPECT_TRUE(words().contains("Not stated in the file"));
    EXPECT_FALSE(button("Copy the SHA-256 of dream")) << "there is none yet";
}

TEST_F(InstalledModelsTest, OneThatHasBecomeUnreadableSaysWhy) {
    library.shelf[1].problem = "expected the linked file, found nothing; plug in the disk or remove it";
    start();
    choose("dream");
    EXPECT_TRUE(words().contains("plug in the disk"));
    EXPECT_LT(named<QComboBox>("Studio model")->findText("dream"), 0) << "it cannot be chosen";
}

TEST_F(InstalledModelsTest, TheStudioModelTellsTheMemoryItWillNeed) {
    start();
    EXPECT_TRUE(words().contains("No checkpoint is chosen."));
    chooseStudio("dream");
    EXPECT_EQ(settings->studioModel(), "/models/dream");
    EXPECT_TRUE(words().contains("Needs 3.6 GB")) << words().toStdString();
    EXPECT_TRUE(words().contains("are free"));
}

TEST_F(InstalledModelsTest, OnlyLorasOfTheModelsFamilyCanBeSwitchedOn) {
    start();
    EXPECT_FALSE(named<QCheckBox>("glow")->isEnabled());
    EXPECT_TRUE(words().contains("Choose a studio model first."));
    chooseStudio("dream");
    EXPECT_TRUE(named<QCheckBox>("glow")->isEnabled());
    EXPECT_FALSE(named<QCheckBox>("neon")->isEnabled());
    EXPECT_TRUE(words().contains("Made for SDXL; the studio model is SD 1.x."));
    named<QCheckBox>("neon")->click();
    EXPECT_FALSE(named<QCheckBox>("neon")->isChecked());
    EXPECT_TRUE(ui::StudioChoice(*shelf, *settings).loras().empty());
}

TEST_F(InstalledModelsTest, TheScaleGoesFromMinusTwoToTwoAndADoubleClickBringsOneBack) {
    start();
    chooseStudio("dream");
    named<QCheckBox>("glow")->click();
    auto* box = named<QSpinBox>("Scale");
    ASSERT_TRUE(box);
    EXPECT_EQ(box->text(), "1.00");
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, "-1.75");
    QTest::keyClick(box, Qt::Key_Return);
    const auto loras = ui::StudioChoice(*shelf, *settings).loras();
    ASSERT_EQ(loras.size(), 1u);
    EXPECT_EQ(loras[0], (engine::LoraChoice{"/models/glow", -1.75}));
    box->setValue(900);
    EXPECT_EQ(box->text(), "2.00");
    QTest::mouseDClick(named<QSlider>("Scale"), Qt::LeftButton);
    EXPECT_EQ(box->text(), "1.00");
}

TEST_F(InstalledModelsTest, ChoicesSurviveARestart) {
    start();
    chooseStudio("dream");
    named<QCheckBox>("glow")->click();
    named<QSpinBox>("Scale")->setValue(60);
    restart();
    EXPECT_EQ(named<QComboBox>("Studio model")->currentText(), "dream");
    EXPECT_TRUE(named<QCheckBox>("glow")->isChecked());
    EXPECT_EQ(named<QSpinBox>("Scale")->text(), "0.60");
    // Another family puts the LoRA to rest, and coming back wakes it.
    chooseStudio("vision");
    EXPECT_FALSE(named<QCheckBox>("glow")->isChecked());
    EXPECT_TRUE(ui::StudioChoice(*shelf, *settings).loras().empty());
    chooseStudio("dream");
    EXPECT_TRUE(named<QCheckBox>("glow")->isChecked());
}

TEST_F(InstalledModelsTest, AStudioModelThatIsNotThereTodayIsNotForgotten) {
    start();
    chooseStudio("dream");
    std::erase_if(library.shelf, [](const auto& model) { return model.name == "dream"; });
    restart();
    EXPECT_TRUE(words().contains("The chosen checkpoint is not there."));
    EXPECT_EQ(settings->studioModel(), "/models/dream");
    EXPECT_EQ(ui::StudioChoice(*shelf, *settings).checkpoint(), nullptr);
}

TEST_F(InstalledModelsTest, RemovingAsksInThePanelAndForgetsTheChoice) {
    start();
    chooseStudio("dream");
    choose("dream");
    button("Remove from the library…")->click();
    EXPECT_EQ(library.installed().size(), 5u) << "a question first";
    EXPECT_TRUE(words().contains("Delete “dream” from the library?"));
    button("Delete")->click();
    ASSERT_TRUE(waitForModels(4));
    EXPECT_TRUE(settings->studioModel().isEmpty());
    EXPECT_FALSE(listed().contains("dream"));
}

TEST_F(InstalledModelsTest, AFileThatCannotBeRemovedStaysAndSaysWhy) {
    library.refuses_removal = true;
    start();
    choose("dream");
    button("Remove from the library…")->click();
    button("Delete")->click();
    ASSERT_TRUE(QTest::qWaitFor([this] { return words().contains("“dream” was not removed."); }));
    EXPECT_TRUE(listed().contains("dream"));
}

TEST_F(InstalledModelsTest, ALinkedFileStaysWhereItIsAndThePanelSaysSo) {
    const QString file = folder.filePath("far.safetensors");
    const QString link = folder.filePath("near.safetensors");
    ASSERT_TRUE(QFile(file).open(QIODevice::WriteOnly));
    ASSERT_TRUE(QFile::link(file, link));
    library.shelf[1].path = link.toStdString();
    start();
    choose("dream");
    button("Remove from the library…")->click();
    EXPECT_TRUE(words().contains("The linked file stays where it is."));
    button("Remove")->click();
    ASSERT_TRUE(waitForModels(4));
    EXPECT_TRUE(words().contains("The file itself is still where it was."));
}

TEST_F(InstalledModelsTest, TheProgramsOwnCannotBeRemoved) {
    start();
    choose("Removes shadows");
    EXPECT_FALSE(button("Remove from the library…"));
    QTest::keyClick(list(), Qt::Key_Delete);
    EXPECT_FALSE(panel->findChild<ui::NoticeBar*>()->isVisible());
}

TEST_F(InstalledModelsTest, EverythingCanBeDoneWithTheKeyboardAlone) {
    start();
    panel->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(panel.get()));
    const auto press = [](int key) { QTest::keyClick(QApplication::focusWidget(), Qt::Key(key)); };
    const auto tabTo = [&](const QWidget* wanted) {
        for (int i = 0; i < 40 && QApplication::focusWidget() != wanted; ++i) press(Qt::Key_Tab);
        return QApplication::focusWidget() == wanted;
    };
    panel->focusFirst();
    EXPECT_EQ(QApplication::focusWidget(), list());
    press(Qt::Key_Home);
    press(Qt::Key_Down);
    EXPECT_EQ(list()->currentIndex().data().toString(), "vision") << "headings are stepped over";
    press(Qt::Key_Down);
    EXPECT_EQ(list()->currentIndex().data().toString(), "glow");
    ASSERT_TRUE(tabTo(named<QComboBox>("Studio model")));
    press(Qt::Key_Down);
    test::settle();
    EXPECT_EQ(settings->studioModel(), "/models/dream");
    ASSERT_TRUE(tabTo(named<QCheckBox>("glow")));
    press(Qt::Key_Space);
    EXPECT_TRUE(named<QCheckBox>("glow")->isChecked());
    ASSERT_TRUE(tabTo(named<QSlider>("Scale")));
    press(Qt::Key_Left);
    EXPECT_EQ(settings->lora("/models/glow").hundredths, 99);

    ASSERT_TRUE(tabTo(button("Import files…")));
    ASSERT_TRUE(tabTo(named<QComboBox>("Importing")));
    ASSERT_TRUE(tabTo(list()));
    press(Qt::Key_Delete);
    EXPECT_EQ(QApplication::focusWidget(), button("Delete")) << "the answer is under the fingers";
    press(Qt::Key_Space);
    ASSERT_TRUE(waitForModels(4));
    EXPECT_EQ(QApplication::focusWidget(), list());
}

}  // namespace
