#pragma once

#include <QMainWindow>
#include <QSize>
#include <memory>
#include <utility>
#include <vector>

#include "engine/api/event.h"
#include "ui/panels/action_table.h"
#include "ui/tools/tool_info.h"

class QActionGroup;
class QDockWidget;
class QLabel;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace ui {

class CanvasView;
class CommandPalette;
class ElidedLabel;
class ExportDialog;
class HelpWindow;
class Language;
class MaskWork;
class ModelsPanel;
class PictureOverlay;
class PromptBox;
class RadiusPopup;
class Runnable;
class SettingsDialog;
class StartPage;
class StatusFields;
class ToolHost;
class VariantsStrip;
struct Workspace;

/// Menus, rail, docks and their wiring; what is done is done by the workspace behind it.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `sample` is the path of the sample portrait; empty: none is offered.
    MainWindow(Workspace& workspace, Language& language, const QString& sample, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a photo, after asking when edits would be lost.
    void open(const QString& path);
    void chooseTool(const QString& id);
    /// What was dropped: models go into the library, JSON is a pose while the pose tool is in hand, anything
    /// else is opened as a photo.
    void take(const QStringList& paths);

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct ToolEntry {
        const ToolInfo* info;
        std::unique_ptr<Tool> tool;  ///< null: a drag moves the photo
        QWidget* strip = nullptr;    ///< above the canvas; null: none
        int panel = 0;
        Runnable* runnable = nullptr;  ///< what Enter runs while it is in hand; null: none of its own
        QAction* action = nullptr;
    };

    // main_window_actions.cpp
    void addActions();
    void buildMenus();
    void buildToolBar();
    void buildRail();
    void fillRecentMenu();
    QMenu* addMenu(const char* title);

    // main_window.cpp
    void buildCentre();
    void buildDocks();
    void buildTools();
    void buildPrompt();
    void connectWorkspace();
    QDockWidget* addDock(const char* name, QWidget* panel, Qt::DockWidgetArea area = Qt::RightDockWidgetArea);
    void restore();
    void resetLayout();
    void retranslate();
    void applySettings();
    void refresh();
    void showPending();
    const ToolEntry& panelInSight() const;
    void showFound();

    // main_window_commands.cpp
    void go();  ///< Enter: run, then apply
    void run(int at_least);
    void goWithWords();
    void tell(const QString& system, const engine::Error& error, const QString& path = {});
    void tellOfFailure(const QString& system, const engine::Error& error);
    void showToolPanel();
    void leadToModels();
    void stop();  ///< Esc: cancel, then discard
    void chooseFile();
    void askExport();
    void startExport();
    void chooseMaskFile(bool save);
    void askRadius(const char* action, void (MaskWork::*change)(int));
    void showModels();
    void showSettings();
    void showHelp();
    void focusNextPanel();
    void setPanelsShown(bool shown);
    void setComparing(bool before);
    bool mayLeave();
    bool mayClose();
    void act(const QString& system, int remedy);
    bool toolTakes(int key);

    Workspace& work_;
    Language& language_;
    QString sample_;
    ActionTable actions_;
    std::vector<std::pair<QMenu*, const char*>> menus_;
    std::vector<ToolEntry> tools_;
    ToolEntry* current_ = nullptr;
    ToolEntry* system_ = nullptr;  ///< the system in hand last: what Enter runs

    QStackedWidget* centre_ = nullptr;
    StartPage* start_ = nullptr;
    CanvasView* canvas_ = nullptr;
    PictureOverlay* overlay_ = nullptr;
    QWidget* strips_ = nullptr;
    ElidedLabel* tool_hint_ = nullptr;  ///< where a tool has no strip of its own
    PromptBox* prompt_ = nullptr;
    VariantsStrip* variants_ = nullptr;
    engine::FoundMask found_;  ///< where the words would work, while that is shown
    ToolHost* host_ = nullptr;
    StatusFields* status_ = nullptr;
    QToolButton* compare_ = nullptr;
    QToolButton* zoom_ = nullptr;
    QMenu* recent_ = nullptr;
    QActionGroup* tool_group_ = nullptr;
    std::vector<QDockWidget*> docks_;
    ModelsPanel* models_ = nullptr;
    QDockWidget* models_dock_ = nullptr;
    std::vector<std::pair<QDockWidget*, QSize>> hidden_docks_;  ///< by Tab, to come back as they were
    CommandPalette* palette_ = nullptr;
    RadiusPopup* radius_ = nullptr;
    bool closes_after_export_ = false;  ///< the user chose to wait for the file
    // Made when they are first asked for.
    SettingsDialog* settings_ = nullptr;
    ExportDialog* export_ = nullptr;
    HelpWindow* help_ = nullptr;
};

}  // namespace ui
