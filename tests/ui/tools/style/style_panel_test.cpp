#include "ui/tools/style/style_panel.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>

#include "tests/ui/session/style_fixture.h"
#include "ui/tools/style/donor_field.h"
#include "ui/tools/style/style_chips.h"
#include "ui/tools/style/style_sliders.h"
#include "ui/tools/style/variation_cell.h"
#include "ui/tools/style/variation_grid.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/slider_field.h"

namespace {

using engine::Part;
using engine::StyleAxis;
using engine::StyleFrom;

class StylePanelTest : public test::StyleTestBase {
protected:
    void SetUp() override {
        StyleTestBase::SetUp();
        panel.resize(296, 700);
        panel.show();
    }
    template <typename Widget>
    std::vector<Widget*> shown(QWidget* in) const {
        std::vector<Widget*> widgets;
        for (Widget* widget : in->findChildren<Widget*>()) {
            if (widget->isVisible()) widgets.push_back(widget);
        }
        return widgets;
    }
    QStringList chips() {
        QStringList names;
        for (QPushButton* chip : shown<QPushButton>(panel.findChild<ui::StyleChips*>()))
            names << chip->text();
        return names;
    }
    QPushButton* chip(const QString& name) {
        for (QPushButton* chip : panel.findChild<ui::StyleChips*>()->findChildren<QPushButton*>()) {
            if (chip->text().startsWith(name)) return chip;
        }
        return nullptr;
    }
    ui::SliderField* slider(const QString& name) {
        for (ui::SliderField* field : shown<ui::SliderField>(panel.findChild<ui::StyleSliders*>())) {
            if (field->accessibleName() == name) return field;
        }
        return nullptr;
    }
    std::vector<ui::VariationCell*> cells() {
        const auto cells = panel.findChildren<ui::VariationCell*>();
        return {cells.begin(), cells.end()};
    }
    template <typename Button = QPushButton>
    Button* button(const QString& text) {
        for (Button* one : panel.findChildren<Button*>()) {
            if (one->text() == text) return one;
        }
        return nullptr;
    }
    bool says(const QString& words) {
        const auto labels = shown<QLabel>(&panel);
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->text().contains(words); });
    }
    static void point(QWidget* widget, bool at) {
        if (at) {
            QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
            QCoreApplication::sendEvent(widget, &enter);
        } else {
            QEvent leave(QEvent::Leave);
            QCoreApplication::sendEvent(widget, &leave);
        }
    }
    static void drop(QWidget* onto, const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(onto, &enter);
        ASSERT_TRUE(enter.isAccepted());
        QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(onto, &event);
    }

    ui::StylePanel panel{bench.work};
};

TEST_F(StylePanelTest, SaysWhyThereIsNothingToChange) {
    EXPECT_TRUE(style.isInHand());
    EXPECT_TRUE(says("Looking for the regions"));
    bench.engine.fail(bench.engine.last(), {engine::ErrorCode::NoFace, "found no face"});
    test::settle();
    EXPECT_TRUE(says("No face"));
    EXPECT_TRUE(chips().isEmpty());
    EXPECT_FALSE(button("Try again")->isVisible());
}

TEST_F(StylePanelTest, ChipsAreTheRegionsOfThisFaceAndThoseThatChangeCarryADot) {
    findRegions();
    EXPECT_EQ(chips(), (QStringList{"Hair", "Skin", "Lips"}));
    EXPECT_TRUE(chip("Hair")->isChecked());
    chip("Lips")->click();
    EXPECT_EQ(style.part(), Part::Lips);
    EXPECT_FALSE(chip("Hair")->isChecked());
    const QImage before = chip("Lips")->grab().toImage();
    const QRect place = chip("Lips")->geometry();
    slider("Gloss")->setValue(40);
    test::settle();
    EXPECT_NE(chip("Lips")->grab().toImage(), before);
    EXPECT_EQ(chip("Lips")->geometry(), place) << "nothing moves under the pointer";
    EXPECT_TRUE(chip("Lips")->accessibleName().contains("changed")) << "not by the dot alone";
}

TEST_F(StylePanelTest, AChipUnderThePointerOrTheKeyboardLightsItsRegionUp) {
    findRegions();
    point(chip("Skin"), true);
    EXPECT_TRUE(overlay.marked().sharesPixelsWith(style.matteOf(Part::Skin)));
    point(chip("Skin"), false);
    EXPECT_TRUE(overlay.marked().isNull());
    QFocusEvent focus(QEvent::FocusIn, Qt::TabFocusReason);
    QCoreApplication::sendEvent(chip("Lips"), &focus);
    EXPECT_TRUE(overlay.marked().sharesPixelsWith(style.matteOf(Part::Lips)));
    panel.hide();
    EXPECT_TRUE(overlay.marked().isNull());
    EXPECT_FALSE(style.isInHand());
}

TEST_F(StylePanelTest, EachRegionHasItsOwnAxes) {
    findRegions();
    EXPECT_TRUE(slider("Contrast"));
    EXPECT_FALSE(slider("Redness"));
    chip("Skin")->click();
    for (const char* name : {"Lightness", "Warmth", "Evenness", "Redness", "Shine"})
        EXPECT_TRUE(slider(name)) << name;
    EXPECT_FALSE(slider("Contrast"));
    slider("Redness")->setValue(-100);
    EXPECT_FLOAT_EQ(axis(Part::Skin, StyleAxis::Redness), -1);
    chip("Lips")->click();
    EXPECT_EQ(slider("Lightness")->value(), 0);
    chip("Skin")->click();
    EXPECT_EQ(slider("Redness")->value(), -100);
}

TEST_F(StylePanelTest, ADragOfASliderIsOneStepAndAnotherSliderAnother) {
    findRegions();
    for (int value = 1; value <= 30; ++value) slider("Warmth")->setValue(value);
    for (int value = 1; value <= 20; ++value) slider("Contrast")->setValue(value);
    style.undo();
    EXPECT_EQ(slider("Contrast")->value(), 0);
    EXPECT_EQ(slider("Warmth")->value(), 30);
    style.undo();
    EXPECT_EQ(slider("Warmth")->value(), 0);
    EXPECT_FALSE(style.canUndo());
    slider("Warmth")->setValue(10);
    chip("Skin")->click();
    slider("Warmth")->setValue(10);
    style.undo();
    EXPECT_FLOAT_EQ(axis(Part::Hair, StyleAxis::Warmth), 0.1f) << "the same slider, but another region";
}

TEST_F(StylePanelTest, AmountAndVariationNeedAChoiceAndSayWhy) {
    findRegions();
    EXPECT_FALSE(slider("Amount")->isEnabled());
    EXPECT_TRUE(slider("Amount")->toolTip().contains("first"));
    cells()[3]->click();
    EXPECT_TRUE(slider("Amount")->isEnabled());
    EXPECT_TRUE(slider("Variation")->isEnabled());
    slider("Amount")->setValue(150);
    EXPECT_FLOAT_EQ(style.now().of(Part::Hair).amount, 1.5f);
    slider("Variation")->setValue(80);
    EXPECT_FLOAT_EQ(style.now().of(Part::Hair).spread, 0.8f);
    style.takeFrom(test::makePhoto({32, 32}, 9, 9, 9));
    EXPECT_TRUE(slider("Amount")->isEnabled());
    EXPECT_FALSE(slider("Variation")->isEnabled());
}

TEST_F(StylePanelTest, APictureUnderThePointerIsTriedOutAndAClickTakesIt) {
    findRegions();
    EXPECT_TRUE(cells()[0]->isChecked()) << "its own";
    point(cells()[2], true);
    ASSERT_EQ(asked().size(), 1u);
    EXPECT_EQ(newest().regions[0].variation, 2u);
    answer();
    EXPECT_TRUE(session.pending());
    point(cells()[2], false);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !session.pending(); }));
    EXPECT_TRUE(cells()[0]->isChecked());

    point(cells()[4], true);
    cells()[4]->click();
    answer();
    point(cells()[4], false);
    EXPECT_FALSE(QTest::qWaitFor([&] { return !session.pending(); }, 300));
    EXPECT_TRUE(cells()[4]->isChecked());
    EXPECT_FALSE(cells()[0]->isChecked());
    EXPECT_EQ(style.now().of(Part::Hair).variation, 4u);
    button<QToolButton>("More")->click();
    EXPECT_EQ(cells()[1]->text(), "9");
    EXPECT_FALSE(cells()[4]->isChecked()) << "number 4 is not shown";
    cells()[0]->click();
    EXPECT_EQ(session.state(), ui::EditSession::State::Idle);
}

TEST_F(StylePanelTest, ResetsTheRegionOrAll) {
    findRegions();
    EXPECT_FALSE(button("Reset region")->isEnabled());
    EXPECT_FALSE(button("Reset all")->isEnabled());
    slider("Warmth")->setValue(10);
    chip("Skin")->click();
    EXPECT_FALSE(button("Reset region")->isEnabled());
    EXPECT_TRUE(button("Reset all")->isEnabled());
    slider("Warmth")->setValue(10);
    button("Reset region")->click();
    EXPECT_FALSE(style.now().changes(Part::Skin));
    EXPECT_TRUE(style.now().changes(Part::Hair));
    button("Reset all")->click();
    EXPECT_FALSE(style.now().changes(Part::Hair));
}

TEST_F(StylePanelTest, ADroppedPhotoGivesTheRegionItsStyle) {
    findRegions();
    chip("Lips")->click();
    auto* donor = panel.findChild<ui::DonorField*>();
    drop(donor, "other.png");
    ASSERT_TRUE(QTest::qWaitFor([&] { return !asked().empty(); }));
    EXPECT_EQ(newest().regions[0].from, StyleFrom::Donor);
    EXPECT_EQ(newest().donor.size(), (engine::Size{32, 32}));
    EXPECT_TRUE(says("other.png"));
    auto* use = donor->findChild<QToolButton*>("donorPicture");
    EXPECT_TRUE(use->isChecked());
    chip("Hair")->click();
    EXPECT_FALSE(use->isChecked());
    use->click();
    EXPECT_EQ(style.now().of(Part::Hair).from, StyleFrom::Donor);
    use->click();
    EXPECT_EQ(style.now().of(Part::Hair).from, StyleFrom::Own);
    donor->findChild<QToolButton*>("donorCross")->click();
    EXPECT_FALSE(style.now().hasDonor());
    EXPECT_FALSE(use->isVisible());
    EXPECT_FALSE(style.now().changes(Part::Lips));
}

TEST_F(StylePanelTest, AFileThatIsNoPhotoIsToldOf) {
    findRegions();
    auto* donor = panel.findChild<ui::DonorField*>();
    donor->open("missing.png");
    auto* notice = donor->findChild<ui::NoticeBar*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return notice->isVisible(); }));
    EXPECT_FALSE(style.now().hasDonor());
    EXPECT_TRUE(asked().empty());
}

TEST_F(StylePanelTest, TheMatteCanBeShownAndPaintedOn) {
    findRegions();
    auto* matte = panel.findChild<QCheckBox*>();
    matte->click();
    EXPECT_TRUE(overlay.marked().sharesPixelsWith(style.matteOf(Part::Hair)));
    QSignalSpy paint(&style, &ui::StyleWork::paintWanted);
    button("Paint on it")->click();
    EXPECT_EQ(paint.count(), 1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return document.hasMask(); }));
    EXPECT_EQ(document.undoStack().count(), 1);
    EXPECT_EQ(qGray(document.mask().pixel(365, 200)), 255) << "hair";
    EXPECT_EQ(qGray(document.mask().pixel(240, 200)), 0) << "skin";
    EXPECT_FALSE(matte->isEnabled()) << "the painted mask is used";
    EXPECT_TRUE(says("painted mask"));
    ASSERT_TRUE(maskIsTaken());
    slider("Warmth")->setValue(10);
    EXPECT_EQ(newest().mask.size(), document.size());
}

TEST_F(StylePanelTest, OfSeveralFacesOneIsChosen) {
    findRegions(1);
    EXPECT_FALSE(panel.findChild<QComboBox*>()->isVisible());
    document.open(test::makePhoto({640, 480}, 9, 9, 9), "two.png");
    session.read();
    engine::Reading reading = test::faceReading();
    reading.faces = {{{270, 90, 100, 120}, 0.9f}, {{20, 90, 60, 70}, 0.9f}, {{600, 90, 20, 24}, 0.9f}};
    bench.engine.finish(newestOf<engine::ReadRequest>(), std::move(reading));
    test::settle();
    answerRegions();
    auto* face = panel.findChild<QComboBox*>();
    ASSERT_TRUE(face->isVisible());
    EXPECT_EQ(face->count(), 2) << "somebody small in the background is not meant";
    EXPECT_EQ(face->itemText(1), "Face 2 of 2");
    face->setCurrentIndex(1);
    Q_EMIT face->activated(1);
    EXPECT_EQ(style.face(), 1);
    answerRegions();
    EXPECT_TRUE(style.obstacle().isEmpty());
}

}  // namespace
