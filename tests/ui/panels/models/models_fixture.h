#pragma once

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <memory>
#include <thread>

#include "tests/support/fake_engine.h"
#include "tests/support/fake_model_library.h"
#include "ui/panels/models/models_panel.h"
#include "ui/session/model_list_model.h"
#include "ui/session/model_shelf.h"
#include "ui/session/settings_store.h"
#include "ui/session/studio_choice.h"

namespace test {

/// A models panel over a library in memory, shown.
class ModelsPanelTest : public testing::Test {
protected:
    /// Puts the panel on the screen, as a start of the program does.
    void start() {
        settings = std::make_unique<ui::SettingsStore>(folder.filePath("settings.ini"));
        shelf = std::make_unique<ui::ModelShelf>(library);
        panel = std::make_unique<ui::ModelsPanel>(*shelf, *settings);
        panel->resize(340, 900);
        panel->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(panel.get()));
        ASSERT_TRUE(QTest::qWaitFor([this] { return shelf->isRead(); }));
        settle();
    }
    void restart() {
        panel.reset();
        shelf.reset();
        settings.reset();
        start();
    }
    void TearDown() override { release = true; }

    std::string fileOf(engine::ModelDescription model) {
        const std::string path = "/disk/" + model.name + ".safetensors";
        library.files[path] = std::move(model);
        return path;
    }
    /// Reading goes on until the test lets go or the import is cancelled.
    void holdReadingAt(double progress) {
        library.while_reading = [this, progress](std::stop_token stop, const auto& tell) {
            tell(progress);
            while (!release && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        };
    }
    void drop(const QStringList& paths) {
        QList<QUrl> urls;
        for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
        QMimeData mime;
        mime.setUrls(urls);
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(panel.get(), &enter);
        ASSERT_TRUE(enter.isAccepted());
        QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(panel.get(), &event);
        settle();
    }
    bool waitForImports() {
        return QTest::qWaitFor([this] {
            settle();
            const auto& all = shelf->imports();
            return std::all_of(all.begin(), all.end(),
                               [](const ui::ModelImport& import) { return import.refusal.has_value(); });
        });
    }
    bool waitForModels(std::size_t count) {
        return QTest::qWaitFor([this, count] {
            settle();
            return shelf->models().size() == count;
        });
    }

    /// Everything that can be read on the panel, a line each.
    QString words() const {
        QStringList lines;
        for (const QLabel* label : panel->findChildren<QLabel*>()) {
            if (label->isVisible()) lines << label->text();
        }
        return lines.join('\n');
    }
    QStringList listed() const {
        QStringList names;
        const QAbstractItemModel* model = list()->model();
        for (int row = 0; row < model->rowCount(); ++row) names << model->index(row, 0).data().toString();
        return names;
    }
    void choose(const QString& name) {
        for (int row = 0; row < list()->model()->rowCount(); ++row) {
            const QModelIndex index = list()->model()->index(row, 0);
            if (index.data().toString() == name) list()->setCurrentIndex(index);
        }
    }
    template <typename Control>
    Control* named(const QString& accessible_name) const {
        for (Control* control : panel->findChildren<Control*>()) {
            if (control->isVisible() && control->accessibleName() == accessible_name) return control;
        }
        return nullptr;
    }
    QAbstractButton* button(const QString& text) const {
        for (QAbstractButton* control : panel->findChildren<QAbstractButton*>()) {
            if (control->isVisible() && (control->text() == text || control->accessibleName() == text))
                return control;
        }
        return nullptr;
    }
    QListView* list() const { return named<QListView>("Installed models"); }

    QTemporaryDir folder;
    std::atomic<bool> release = false;
    FakeModelLibrary library;
    std::unique_ptr<ui::SettingsStore> settings;
    std::unique_ptr<ui::ModelShelf> shelf;
    std::unique_ptr<ui::ModelsPanel> panel;
};

}  // namespace test
