#include "ui/panels/start_page.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QPushButton>
#include <QScrollArea>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/fake_engine.h"
#include "ui/session/settings_store.h"

namespace {

class StartPageTest : public testing::Test {
protected:
    void showAt(QSize size) {
        page.resize(size);
        page.show();
        test::settle();
    }
    std::vector<QPushButton*> cards() const {
        std::vector<QPushButton*> cards;
        for (QPushButton* button : page.findChildren<QPushButton*>()) {
            if (button->property("role") == "card") cards.push_back(button);
        }
        return cards;
    }

    QTemporaryDir folder;
    ui::SettingsStore settings{folder.filePath("settings.ini")};
    ui::StartPage page{settings, "sample.jpg"};
};

TEST_F(StartPageTest, EachCardNamesASystemShowsItAndLeadsToIt) {
    showAt({1000, 800});
    QSignalSpy chosen(&page, &ui::StartPage::systemChosen);
    QStringList tools;
    ASSERT_EQ(cards().size(), 5u);
    for (QPushButton* card : cards()) {
        EXPECT_FALSE(card->accessibleName().isEmpty());
        EXPECT_TRUE(card->accessibleDescription().endsWith('.'));
        const QImage picture = card->grab(QRect(2, 2, 156, 94)).toImage();
        EXPECT_NE(picture.pixel(5, 90), picture.pixel(78, 50)) << card->accessibleName().toStdString();
        card->click();
        tools << chosen.takeFirst().first().toString();
    }
    EXPECT_EQ(tools, (QStringList{"shadows", "shadows", "style", "describe", "pose"}));
}

TEST_F(StartPageTest, InALowWindowItScrollsAndNothingLiesOverAnything) {
    for (int i = 0; i < 5; ++i) {
        QFile file(folder.filePath(QStringLiteral("%1.jpg").arg(i)));
        ASSERT_TRUE(file.open(QFile::WriteOnly));
        settings.addRecentFile(file.fileName());
    }
    showAt({860, 420});
    auto* scroll = page.findChild<QScrollArea*>();
    const auto buttons = scroll->widget()->findChildren<QPushButton*>();
    EXPECT_GT(scroll->widget()->height(), page.height());
    for (QPushButton* one : buttons) {
        if (!one->isVisible()) continue;
        const QRect place(one->mapTo(scroll->widget(), QPoint()), one->size());
        EXPECT_TRUE(scroll->widget()->rect().contains(place)) << one->accessibleName().toStdString();
        for (QPushButton* other : buttons) {
            if (other == one || !other->isVisible()) continue;
            const QRect there(other->mapTo(scroll->widget(), QPoint()), other->size());
            EXPECT_FALSE(place.intersects(there)) << one->accessibleName().toStdString();
        }
    }
    QPushButton* last = cards().back();
    last->setFocus(Qt::TabFocusReason);
    scroll->ensureWidgetVisible(last);
    EXPECT_TRUE(page.rect().contains(QRect(last->mapTo(&page, QPoint()), last->size())));
}

}  // namespace
