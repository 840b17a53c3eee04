#include "ui/panels/edits_panel.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QListWidget>

#include "tests/support/workbench.h"

namespace {

TEST(EditsPanel, TheNewestEditIsInSight) {
    test::Workbench bench;
    ui::EditsPanel panel(bench.work.session);
    panel.resize(300, 120);  // less than two edits need
    panel.show();
    bench.openPhoto();
    auto* list = panel.findChild<QListWidget*>();
    for (int made = 0; made < 3; ++made) {
        bench.runToResult();
        bench.work.session.accept();
        test::settle();
        const QRect newest = list->visualItemRect(list->item(0));
        EXPECT_TRUE(list->viewport()->rect().intersects(newest)) << made;
        EXPECT_GE(newest.top(), 0) << made;
    }
}

TEST(EditsPanel, SaysWhatToDoWhileThereIsNoPhoto) {
    test::Workbench bench;
    ui::EditsPanel panel(bench.work.session);
    panel.show();
    EXPECT_TRUE(panel.findChild<QLabel*>()->isVisible());
    EXPECT_FALSE(panel.findChild<QListWidget*>()->isVisible());
    bench.openPhoto();
    EXPECT_TRUE(panel.findChild<QListWidget*>()->isVisible());
}

}  // namespace
