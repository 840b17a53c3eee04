#include "ui/widgets/slider_field.h"

#include <gtest/gtest.h>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QWheelEvent>

namespace {

using ui::SliderField;

class SliderFieldTest : public testing::Test {
protected:
    QSlider* slider() { return field.findChild<QSlider*>(); }
    QSpinBox* box() { return field.findChild<QSpinBox*>(); }

    SliderField field{"&Strength", 0, 100, 80, "%"};
};

TEST_F(SliderFieldTest, StartsAtItsStandard) {
    EXPECT_EQ(field.value(), 80);
    EXPECT_EQ(slider()->value(), 80);
    EXPECT_EQ(box()->value(), 80);
    EXPECT_TRUE(box()->text().contains('%'));
}

TEST_F(SliderFieldTest, SliderAndBoxFollowEachOther) {
    QSignalSpy heard(&field, &SliderField::valueChanged);
    slider()->setValue(30);
    EXPECT_EQ(box()->value(), 30);
    box()->setValue(45);
    EXPECT_EQ(slider()->value(), 45);
    EXPECT_EQ(heard.count(), 2);
    field.setValue(45);
    EXPECT_EQ(heard.count(), 2);
}

TEST_F(SliderFieldTest, ArrowsStepOneAndWithShiftTen) {
    QTest::keyClick(slider(), Qt::Key_Right);
    EXPECT_EQ(field.value(), 81);
    QTest::keyClick(slider(), Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(field.value(), 71);
    QTest::keyClick(box(), Qt::Key_Up);
    EXPECT_EQ(field.value(), 72);
    QTest::keyClick(box(), Qt::Key_Up, Qt::ShiftModifier);
    EXPECT_EQ(field.value(), 82);
    for (int i = 0; i < 5; ++i) QTest::keyClick(slider(), Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(field.value(), 100);
}

TEST_F(SliderFieldTest, ADoubleClickResets) {
    field.setValue(3);
    QTest::mouseDClick(slider(), Qt::LeftButton);
    EXPECT_EQ(field.value(), 80);
}

TEST_F(SliderFieldTest, TheWheelDoesNothingWithoutFocus) {
    field.show();
    ASSERT_FALSE(slider()->hasFocus());
    QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(slider(), &wheel);
    EXPECT_EQ(field.value(), 80);
}

TEST_F(SliderFieldTest, HasAnAccessibleName) {
    EXPECT_EQ(slider()->accessibleName(), "Strength");
    EXPECT_EQ(box()->accessibleName(), "Strength");
}

TEST(SliderFieldFineBelow, ReachesEveryEndAndKeepsSetValues) {
    SliderField field("Size", 1, 2000, 120, "px", nullptr, SliderField::Scale::FineBelow);
    auto* slider = field.findChild<QSlider*>();
    slider->setValue(slider->minimum());
    EXPECT_EQ(field.value(), 1);
    slider->setValue(slider->maximum());
    EXPECT_EQ(field.value(), 2000);
    slider->setValue((slider->minimum() + slider->maximum()) / 2);
    EXPECT_LT(field.value(), 400);
    for (const int size : {1, 2, 7, 123, 1999}) {
        field.setValue(size);
        EXPECT_EQ(field.value(), size);
    }
}

}  // namespace
