#include "ui/tools/pose/draw_anew.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

#include "tests/ui/session/studio_fixture.h"
#include "ui/tools/pose/pose_panel.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/seed_field.h"
#include "ui/widgets/slider_field.h"

namespace {

using engine::ModelKind;
using State = ui::EditSession::State;

class DrawAnewTest : public test::StudioPoseTestBase {
protected:
    void SetUp() override {
        StudioPoseTestBase::SetUp();
        section.show();
        test::settle();
    }
    template <typename Control>
    Control* named(const QString& name) {
        for (Control* control : section.findChildren<Control*>()) {
            if (control->accessibleName() == name) return control;
        }
        return nullptr;
    }
    bool says(const QString& words) {
        const auto labels = section.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(words);
        });
    }
    QPushButton* drawButton() { return section.findChild<QPushButton*>("drawAnew"); }

    ui::DrawAnew section{bench.work};
};

TEST_F(DrawAnewTest, WithoutAnyCheckpointItSaysWhatItTakesAndLeadsThere) {
    EXPECT_TRUE(says("None is installed yet"));
    EXPECT_FALSE(drawButton()->isVisible());
    QSignalSpy wanted(&studio, &ui::PoseStudio::libraryWanted);
    auto* import = section.findChild<QPushButton*>("importCheckpoint");
    ASSERT_TRUE(import->isVisible());
    import->click();
    EXPECT_EQ(wanted.count(), 1);
    install({test::makeModel("dream", ModelKind::Checkpoint)});
    EXPECT_FALSE(import->isVisible());
    EXPECT_TRUE(drawButton()->isVisible());
    EXPECT_FALSE(drawButton()->isEnabled());
}

TEST_F(DrawAnewTest, ACheckpointIsChosenHereForEveryTool) {
    readPerson();
    install({test::makeModel("dream", ModelKind::Checkpoint)});
    EXPECT_TRUE(says("Choose a checkpoint first"));
    auto* choice = named<QComboBox>("Checkpoint");
    ASSERT_TRUE(choice);
    EXPECT_EQ(choice->currentIndex(), -1);
    EXPECT_EQ(choice->count(), 2) << "one, and the way to more; no starter, which cannot draw";
    choice->setCurrentIndex(0);
    Q_EMIT choice->activated(0);
    EXPECT_EQ(bench.settings.studioModel(), "/models/dream");
    EXPECT_FALSE(bench.settings.describesWithStudio()) << "Describe goes on with what it had";
    EXPECT_TRUE(says("Turn the head"));
    EXPECT_TRUE(drawButton()->accessibleDescription().contains("Turn the head"));
    QSignalSpy wanted(&studio, &ui::PoseStudio::libraryWanted);
    Q_EMIT choice->activated(1);
    EXPECT_EQ(wanted.count(), 1);
    EXPECT_EQ(choice->currentIndex(), 0);
}

TEST_F(DrawAnewTest, WhatIsSetIsRememberedAndAskedFor) {
    ready();
    turnTo(0.2f);
    answer();
    auto* net = section.findChild<QComboBox*>("controlNet");
    ASSERT_EQ(net->count(), 2);
    EXPECT_EQ(net->currentIndex(), 0) << "none";
    net->setCurrentIndex(1);
    Q_EMIT net->activated(1);
    named<ui::SliderField>("Strength")->setValue(40);
    named<ui::SliderField>("Steps")->setValue(9);
    named<ui::SliderField>("Guidance")->setValue(250);
    auto* seed = section.findChild<ui::SeedField*>();
    seed->setValue(5);
    seed->setLocked(true);
    Q_EMIT seed->lockChanged(true);
    auto* prompt = named<QLineEdit>("Prompt");
    QTest::keyClicks(prompt, "red dress");
    QTest::keyClick(prompt, Qt::Key_Return);
    EXPECT_EQ(newest().controlnet, "/models/openpose");
    EXPECT_EQ(newest().prompt, "red dress");
    EXPECT_FLOAT_EQ(newest().strength, 0.4f);
    EXPECT_EQ(newest().steps, 9);
    EXPECT_DOUBLE_EQ(newest().guidance, 2.5);
    EXPECT_EQ(newest().seed, 5u);
    EXPECT_TRUE(studio.isDrawing());

    ui::DrawAnew again(bench.work);
    EXPECT_EQ(again.findChild<QComboBox*>("controlNet")->currentText(), "openpose");
    EXPECT_EQ(again.findChild<QLineEdit*>("posePrompt")->text(), "red dress");
    const ui::SettingsStore read(bench.folder.filePath("settings.ini"));
    EXPECT_EQ(read.poseStudio(), studio.settings());
}

TEST_F(DrawAnewTest, AControlNetThatHasGoneIsNamed) {
    ready();
    chooseControlNet("/models/lost.safetensors");
    auto* net = section.findChild<QComboBox*>("controlNet");
    EXPECT_EQ(net->currentText(), "Not found: lost.safetensors");
    turnTo(0.2f);
    EXPECT_TRUE(says("ControlNet is not there"));
    EXPECT_FALSE(drawButton()->isEnabled());
}

TEST_F(DrawAnewTest, TheButtonDrawsAndIsThereAgainAfterwards) {
    ready();
    EXPECT_FALSE(drawButton()->isEnabled());
    turnTo(0.2f);
    answer();
    ASSERT_TRUE(drawButton()->isEnabled());
    drawButton()->click();
    EXPECT_EQ(newest().model, "/models/dream");
    EXPECT_EQ(drawButton()->text(), "Cancel") << "it ends where it was started";
    drawButton()->click();
    test::settle();
    EXPECT_TRUE(bench.engine.open_jobs.empty());
    EXPECT_EQ(session.state(), State::ResultWaiting) << "the moved pixels";
    EXPECT_EQ(drawButton()->text(), "Draw anew");
    drawButton()->click();
    answer();
    EXPECT_EQ(session.run().size(), 2u);
    EXPECT_EQ(drawButton()->text(), "Draw anew");
    EXPECT_TRUE(drawButton()->isEnabled());
}

TEST_F(DrawAnewTest, TabGoesThroughThePanelInReadingOrder) {
    ready();
    turnTo(0.2f);
    answer();
    ui::PosePanel panel(bench.work);
    for (auto* fold : panel.findChildren<ui::Fold*>()) fold->setOpen(true);
    panel.resize(296, 1400);
    panel.show();
    panel.activateWindow();
    test::settle();
    int stops = 0;
    int last = 0;
    for (QWidget* at = panel.nextInFocusChain(); at != &panel; at = at->nextInFocusChain()) {
        if (!at->isVisible() || !at->isEnabled() || !(at->focusPolicy() & Qt::TabFocus)) continue;
        const QRect place(at->mapTo(&panel, QPoint(0, 0)), at->size());
        EXPECT_GE(place.bottom(), last)
            << at->metaObject()->className() << at->accessibleName().toStdString();
        last = place.top();
        ++stops;
    }
    EXPECT_GT(stops, 25);
}

}  // namespace
