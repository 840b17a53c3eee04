#include "ui/widgets/wheel_to_panel.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <QWidget>
#include <QtTest>

namespace {

/// One notch towards the hand.
bool turnWheelOver(QWidget& field) {
    const QPointF at = field.rect().center();
    QWheelEvent wheel(at, field.mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&field, &wheel);
    return wheel.isAccepted();
}

TEST(WheelToPanel, AFieldKeepsItsValueUntilItHasTheFocus) {
    QWidget panel;
    auto* layout = new QVBoxLayout(&panel);
    auto* other = new QComboBox;
    auto* field = new QComboBox;
    field->addItems({"one", "two", "three"});
    layout->addWidget(other);
    layout->addWidget(field);
    ui::leaveWheelToPanel(field);
    panel.show();
    panel.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&panel));
    other->setFocus();
    EXPECT_FALSE(turnWheelOver(*field)) << "the panel takes it";
    EXPECT_EQ(field->currentIndex(), 0);
    field->setFocus();
    ASSERT_TRUE(field->hasFocus());
    turnWheelOver(*field);
    EXPECT_EQ(field->currentIndex(), 1);
}

}  // namespace
