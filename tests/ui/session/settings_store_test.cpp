#include "ui/session/settings_store.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace {

class SettingsStoreTest : public testing::Test {
protected:
    QTemporaryDir folder;
    const QString path = folder.filePath("settings.ini");
};

TEST_F(SettingsStoreTest, RemembersWhatWasSet) {
    {
        ui::SettingsStore settings(path);
        settings.setTheme(ui::ThemeChoice::Light);
        settings.setLanguage("ja");
        settings.setEngine({"cpu", "bf16", 2, 1024});
        settings.setSurround(QColor(10, 20, 30));
        settings.setMaskColour(QColor(1, 2, 3, 99));
        settings.setShortcut("fit", QKeySequence("Ctrl+0"));
        settings.setPoseStudio({"/models/openpose", "red dress", 40, 250, 9, 5, true});
        settings.setLastTool("lasso");
    }
    const ui::SettingsStore settings(path);
    EXPECT_EQ(settings.theme(), ui::ThemeChoice::Light);
    EXPECT_EQ(settings.language(), "ja");
    EXPECT_EQ(settings.engine(), (ui::EngineChoice{"cpu", "bf16", 2, 1024}));
    EXPECT_EQ(settings.surround(), QColor(10, 20, 30));
    EXPECT_EQ(settings.maskColour(), QColor(1, 2, 3, 99));
    EXPECT_EQ(settings.shortcut("fit", QKeySequence("F")), QKeySequence("Ctrl+0"));
    EXPECT_EQ(settings.poseStudio(),
              (ui::PoseStudioSetting{"/models/openpose", "red dress", 40, 250, 9, 5, true}));
    EXPECT_EQ(settings.lastTool(), "lasso");
}

TEST_F(SettingsStoreTest, DamagedValuesBringBackTheDefaults) {
    {
        QSettings file(path, QSettings::IniFormat);
        file.setValue("view/theme", 7);
        file.setValue("view/language", "xx");
        file.setValue("view/surround", "no colour");
        file.setValue("view/mask", QByteArray("\x00\xff", 2));
        file.setValue("engine/device", "toaster");
        file.setValue("engine/precision", QVariant());
        file.setValue("engine/threads", -3);
        file.setValue("engine/memory", "lots");
        file.setValue("shortcuts/fit", "Ctrl+Nonsense+Q+");
        file.setValue("files/recent", QStringList{"/nowhere/at/all.jpg"});
        file.setValue("files/folder", "/nowhere/at/all");
        file.setValue("pose/strength", -3);
        file.setValue("pose/guidance", 99999);
        file.setValue("pose/steps", "many");
        file.setValue("pose/seed", -1);
        file.setValue("window/geometry", "garbage");
    }
    const ui::SettingsStore settings(path);
    EXPECT_EQ(settings.theme(), ui::ThemeChoice::Dark);
    EXPECT_TRUE(settings.language() == "en" || settings.language() == "ja");
    EXPECT_EQ(settings.surround(), QColor(0x77, 0x77, 0x77));
    EXPECT_TRUE(settings.maskColour().isValid());
    EXPECT_EQ(settings.engine(), ui::EngineChoice{});
    EXPECT_EQ(settings.shortcut("fit", QKeySequence("F")), QKeySequence("F"));
    EXPECT_EQ(settings.poseStudio(), ui::PoseStudioSetting{});
    EXPECT_TRUE(settings.recentFiles().isEmpty());
    EXPECT_NE(settings.lastFolder(), "/nowhere/at/all");
}

TEST_F(SettingsStoreTest, AFileOfGarbageIsNoFile) {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, '\xfe'));
    file.close();
    const ui::SettingsStore settings(path);
    EXPECT_EQ(settings.engine(), ui::EngineChoice{});
    EXPECT_EQ(settings.theme(), ui::ThemeChoice::Dark);
}

TEST_F(SettingsStoreTest, ListsRecentFilesNewestFirstAndOnlyThoseThatExist) {
    ui::SettingsStore settings(path);
    for (const char* name : {"a.jpg", "b.jpg", "c.jpg"}) {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        settings.addRecentFile(folder.filePath(name));
    }
    settings.addRecentFile(folder.filePath("a.jpg"));
    QFile::remove(folder.filePath("b.jpg"));
    EXPECT_EQ(settings.recentFiles(), (QStringList{folder.filePath("a.jpg"), folder.filePath("c.jpg")}));
    EXPECT_EQ(settings.lastFolder(), folder.path());
}

TEST_F(SettingsStoreTest, AShortcutCanBeTakenAway) {
    ui::SettingsStore settings(path);
    settings.setShortcut("fit", {});
    EXPECT_TRUE(settings.shortcut("fit", QKeySequence("F")).isEmpty());
    settings.resetShortcuts();
    EXPECT_EQ(settings.shortcut("fit", QKeySequence("F")), QKeySequence("F"));
}

}  // namespace
