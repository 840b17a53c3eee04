#include "ui/panels/export_dialog.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

#include "tests/support/workbench.h"

namespace {

class ExportDialogTest : public testing::Test {
protected:
    void SetUp() override { bench.openPhoto(); }
    bool canExport() {
        for (const QPushButton* button : dialog.findChildren<QPushButton*>()) {
            if (button->isDefault()) return button->isEnabled();
        }
        return false;
    }

    test::Workbench bench;
    ui::ExportDialog dialog;
};

TEST_F(ExportDialogTest, AFolderThatIsNotThereCannotBeWrittenTo) {
    dialog.ask(bench.work.document, bench.folder.filePath("out.png"));
    EXPECT_TRUE(canExport());
    dialog.findChild<QLineEdit*>()->setText(bench.folder.filePath("gone/out.png"));
    EXPECT_FALSE(canExport());
}

TEST_F(ExportDialogTest, ARawPhotoIsOfferedAsTiff) {
    engine::Photo photo = test::makePhoto({64, 48}, 100, 80, 60);
    photo.format = "raw";
    const QString raw = bench.folder.filePath("anna.dng");
    bench.work.document.open(photo, raw);
    dialog.ask(bench.work.document, ui::FileSession::suggestedPath(raw, photo.format));
    EXPECT_TRUE(dialog.path().endsWith("anna-edited.tif"));
    EXPECT_EQ(dialog.findChild<QComboBox*>()->currentText(), "TIFF");
    EXPECT_TRUE(canExport());
    dialog.findChild<QLineEdit*>()->setText(raw);
    EXPECT_FALSE(canExport()) << "it cannot be written as RAW";
}

}  // namespace
