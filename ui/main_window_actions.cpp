#include <QActionGroup>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include "ui/canvas/canvas_view.h"
#include "ui/main_window.h"
#include "ui/panels/activity.h"
#include "ui/panels/command_palette.h"
#include "ui/panels/models/models_panel.h"
#include "ui/session/workspace.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

constexpr int kFewVariants = 4;  // of "Run variants" when one run makes fewer

struct Command {
    const char* id;
    const char* text;
    const char* icon;
    const char* shortcut;
};

// Tools follow from allTools(); everything else the window can do stands here.
constexpr Command kCommands[] = {
    {"open", QT_TRANSLATE_NOOP("Actions", "&Open…"), ":/icons/open.svg", "Ctrl+O"},
    {"export", QT_TRANSLATE_NOOP("Actions", "&Export…"), ":/icons/export.svg", "Ctrl+E"},
    {"quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "", "Ctrl+Q"},
    {"undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), ":/icons/undo.svg", "Ctrl+Z"},
    {"redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), ":/icons/redo.svg", "Ctrl+Shift+Z"},
    {"settings", QT_TRANSLATE_NOOP("Actions", "&Settings…"), ":/icons/settings.svg", "Ctrl+,"},
    {"palette", QT_TRANSLATE_NOOP("Actions", "&Find a command…"), ":/icons/search.svg", "Ctrl+K"},
    {"zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom &in"), "", "Ctrl+="},
    {"zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom &out"), "", "Ctrl+-"},
    {"fit", QT_TRANSLATE_NOOP("Actions", "&Fit to window"), ":/icons/fit.svg", "F"},
    {"actual_size", QT_TRANSLATE_NOOP("Actions", "&Actual size"), "", "Ctrl+1"},
    {"compare", QT_TRANSLATE_NOOP("Actions", "&Compare while held"), ":/icons/compare.svg", "C"},
    {"split", QT_TRANSLATE_NOOP("Actions", "&Split view"), ":/icons/split.svg", "\\"},
    {"mask_shown", QT_TRANSLATE_NOOP("Actions", "Show &mask"), ":/icons/mask.svg", "Q"},
    {"mask_overlay", QT_TRANSLATE_NOOP("Actions", "Mask as &colour"), "", ""},
    {"mask_outline", QT_TRANSLATE_NOOP("Actions", "Mask as out&line"), "", ""},
    {"mask_grey", QT_TRANSLATE_NOOP("Actions", "Mask in &black and white"), "", ""},
    {"panels", QT_TRANSLATE_NOOP("Actions", "Hide or show &panels"), "", "Tab"},
    {"next_panel", QT_TRANSLATE_NOOP("Actions", "&Next panel"), "", "F6"},
    {"full_screen", QT_TRANSLATE_NOOP("Actions", "F&ull screen"), "", "F11"},
    {"mask_invert", QT_TRANSLATE_NOOP("Actions", "&Invert mask"), ":/icons/invert.svg", "Ctrl+I"},
    {"mask_clear", QT_TRANSLATE_NOOP("Actions", "&Clear mask"), "", "Ctrl+D"},
    {"mask_feather", QT_TRANSLATE_NOOP("Actions", "&Feather…"), "", ""},
    {"mask_grow", QT_TRANSLATE_NOOP("Actions", "&Grow…"), "", ""},
    {"mask_shrink", QT_TRANSLATE_NOOP("Actions", "&Shrink…"), "", ""},
    {"mask_load", QT_TRANSLATE_NOOP("Actions", "&Load mask…"), "", ""},
    {"mask_save", QT_TRANSLATE_NOOP("Actions", "Sa&ve mask…"), "", ""},
    {"run", QT_TRANSLATE_NOOP("Actions", "&Run, then apply"), ":/icons/play.svg", "Return"},
    {"run_variants", QT_TRANSLATE_NOOP("Actions", "Run &variants"), "", "Ctrl+Return"},
    {"stop", QT_TRANSLATE_NOOP("Actions", "&Cancel, then discard"), ":/icons/cancel.svg", "Esc"},
    {"models", QT_TRANSLATE_NOOP("Actions", "&Show models"), ":/icons/models.svg", "Ctrl+Shift+M"},
    {"models_files", QT_TRANSLATE_NOOP("Actions", "&Import model files…"), ":/icons/import.svg", ""},
    {"models_folder", QT_TRANSLATE_NOOP("Actions", "Import a model &folder…"), ":/icons/folder.svg", ""},
    {"reset_layout", QT_TRANSLATE_NOOP("Actions", "&Reset layout"), "", ""},
    {"help", QT_TRANSLATE_NOOP("Actions", "&Help"), ":/icons/help.svg", "F1"},
};

}  // namespace

void MainWindow::addActions() {
    for (const Command& command : kCommands) {
        actions_.add({command.id, "Actions", command.text, command.icon, command.shortcut, ""});
    }
    const auto on = [this](const char* id, auto what) {
        connect(actions_.at(id), &QAction::triggered, this, what);
    };
    on("open", [this] { chooseFile(); });
    on("export", [this] { askExport(); });
    on("quit", [this] { close(); });
    // What is not applied yet is taken back before what is.
    on("undo", [this] {
        Tool* tool = current_->tool.get();
        tool && tool->canUndo() ? tool->undo() : work_.document.undoStack().undo();
    });
    on("redo", [this] {
        Tool* tool = current_->tool.get();
        tool && tool->canRedo() ? tool->redo() : work_.document.undoStack().redo();
    });
    on("settings", [this] { showSettings(); });
    on("palette", [this] { palette_->open(); });
    on("zoom_in", [this] { canvas_->zoomIn(); });
    on("zoom_out", [this] { canvas_->zoomOut(); });
    on("fit", [this] { canvas_->fit(); });
    on("actual_size", [this] { canvas_->setZoom(1.0); });
    // From a menu there is no key to let go: choosing it again ends it.
    on("compare", [this] { setComparing(canvas_->compare() != CompareMode::Before); });
    on("panels", [this] { setPanelsShown(!hidden_docks_.empty()); });
    on("next_panel", [this] { focusNextPanel(); });
    on("full_screen", [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    on("mask_invert", [this] { work_.mask_work.invert(); });
    on("mask_clear", [this] { work_.mask_work.clear(); });
    on("mask_feather", [this] { askRadius("mask_feather", &MaskWork::feather); });
    on("mask_grow", [this] { askRadius("mask_grow", &MaskWork::grow); });
    on("mask_shrink", [this] { askRadius("mask_shrink", &MaskWork::shrink); });
    on("mask_load", [this] { chooseMaskFile(false); });
    on("mask_save", [this] { chooseMaskFile(true); });
    on("run", [this] { go(); });
    on("run_variants", [this] { run(kFewVariants); });
    on("stop", [this] { stop(); });
    on("models", [this] { showModels(); });
    on("models_files", [this] { showModels(), models_->chooseFiles(); });
    on("models_folder", [this] { showModels(), models_->chooseFolder(); });
    on("help", [this] { showHelp(); });
    on("reset_layout", [this] { resetLayout(); });
    actions_.at("quit")->setMenuRole(QAction::QuitRole);
    actions_.at("compare")->setAutoRepeat(false);
    // The numeric pad's Enter is another key.
    const QKeySequence run = actions_.at("run")->shortcut();
    if (run == QKeySequence(Qt::Key_Return))
        actions_.at("run")->setShortcuts({run, QKeySequence(Qt::Key_Enter)});
    // Elsewhere Tab goes from field to field.
    removeAction(actions_.at("panels"));
    actions_.at("panels")->setShortcutContext(Qt::WidgetShortcut);

    QAction* split = actions_.at("split");
    split->setCheckable(true);
    connect(split, &QAction::toggled, this,
            [this](bool on_) { canvas_->setCompare(on_ ? CompareMode::Split : CompareMode::Off); });
    QAction* shown = actions_.at("mask_shown");
    shown->setCheckable(true);
    shown->setChecked(true);
    auto* views = new QActionGroup(this);
    const std::pair<const char*, MaskView> kViews[] = {{"mask_overlay", MaskView::Overlay},
                                                       {"mask_outline", MaskView::Outline},
                                                       {"mask_grey", MaskView::BlackAndWhite}};
    for (const auto& [id, view] : kViews) {
        QAction* action = actions_.at(id);
        action->setCheckable(true);
        action->setChecked(view == MaskView::Overlay);
        action->setData(static_cast<int>(view));
        views->addAction(action);
    }
    const auto show_mask = [this, views, shown] {
        canvas_->setMaskView(shown->isChecked()
                                 ? static_cast<MaskView>(views->checkedAction()->data().toInt())
                                 : MaskView::Hidden);
        showFound();
    };
    connect(shown, &QAction::toggled, this, show_mask);
    connect(views, &QActionGroup::triggered, this, [shown, show_mask] {
        shown->setChecked(true);
        show_mask();
    });
}

QMenu* MainWindow::addMenu(const char* title) {
    QMenu* menu = menuBar()->addMenu(QString());
    menus_.emplace_back(menu, title);
    return menu;
}

void MainWindow::buildMenus() {
    const auto fill = [this](QMenu* menu, std::initializer_list<const char*> ids) {
        for (const char* id : ids) {
            if (*id) {
                menu->addAction(actions_.at(id));
            } else {
                menu->addSeparator();
            }
        }
    };
    const auto add_tools = [this](QMenu* menu, ToolGroup group) {
        for (const ToolEntry& entry : tools_) {
            if (entry.info->group == group) menu->addAction(entry.action);
        }
        menu->addSeparator();
    };
    QMenu* file = addMenu(QT_TRANSLATE_NOOP("Menus", "&File"));
    file->addAction(actions_.at("open"));
    recent_ = file->addMenu(QString());
    menus_.emplace_back(recent_, QT_TRANSLATE_NOOP("Menus", "Open &recent"));
    fill(file, {"", "export", "", "quit"});
    fill(addMenu(QT_TRANSLATE_NOOP("Menus", "&Edit")), {"undo", "redo", "", "palette", "settings"});
    QMenu* view = addMenu(QT_TRANSLATE_NOOP("Menus", "&View"));
    add_tools(view, ToolGroup::Navigate);
    fill(view, {"zoom_in", "zoom_out", "fit", "actual_size", "", "compare", "split", "", "mask_shown",
                "mask_overlay", "mask_outline", "mask_grey", "", "full_screen"});
    QMenu* mask = addMenu(QT_TRANSLATE_NOOP("Menus", "&Mask"));
    add_tools(mask, ToolGroup::Mask);
    fill(mask, {"mask_invert", "mask_clear", "", "mask_feather", "mask_grow", "mask_shrink", "", "mask_load",
                "mask_save"});
    QMenu* edits = addMenu(QT_TRANSLATE_NOOP("Menus", "E&dits"));
    add_tools(edits, ToolGroup::System);
    fill(edits, {"run", "run_variants", "stop"});
    fill(addMenu(QT_TRANSLATE_NOOP("Menus", "M&odels")), {"models", "", "models_files", "models_folder"});
    QMenu* window = addMenu(QT_TRANSLATE_NOOP("Menus", "&Window"));
    for (QDockWidget* dock : docks_) window->addAction(dock->toggleViewAction());
    fill(window, {"", "panels", "next_panel", "reset_layout"});
    fill(addMenu(QT_TRANSLATE_NOOP("Menus", "&Help")), {"help"});
    connect(&work_.settings, &SettingsStore::recentFilesChanged, this, &MainWindow::fillRecentMenu);
    fillRecentMenu();
}

void MainWindow::fillRecentMenu() {
    recent_->clear();
    const QStringList files = work_.settings.recentFiles();
    for (const QString& path : files) {
        QAction* action = recent_->addAction(QFileInfo(path).fileName().replace('&', "&&"));
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { open(path); });
    }
    recent_->setEnabled(!files.isEmpty());
}

void MainWindow::buildToolBar() {
    QToolBar* bar = addToolBar(QString());
    bar->setObjectName("tool_bar");
    bar->setMovable(false);
    bar->setIconSize({20, 20});
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    const auto add = [&](const char* id, bool with_text) {
        bar->addAction(actions_.at(id));
        auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(actions_.at(id)));
        if (with_text) button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
    };
    add("open", true);
    add("export", true);
    bar->addSeparator();
    add("undo", false);
    add("redo", false);
    bar->addSeparator();

    compare_ = new QToolButton;
    compare_->setIcon(themedIcon(":/icons/compare.svg"));
    compare_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    compare_->setFocusPolicy(Qt::TabFocus);
    connect(compare_, &QToolButton::pressed, this, [this] { setComparing(true); });
    connect(compare_, &QToolButton::released, this, [this] { setComparing(false); });
    bar->addWidget(compare_);
    add("split", false);
    bar->addSeparator();

    zoom_ = new QToolButton;
    zoom_->setPopupMode(QToolButton::InstantPopup);
    zoom_->setFocusPolicy(Qt::TabFocus);
    zoom_->setMinimumWidth(zoom_->fontMetrics().horizontalAdvance("3200 %") + 36);
    auto* zooms = new QMenu(zoom_);
    for (const char* id : {"fit", "actual_size", "zoom_in", "zoom_out"}) zooms->addAction(actions_.at(id));
    zoom_->setMenu(zooms);
    bar->addWidget(zoom_);

    auto* gap = new QWidget;
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    auto* activity = new Activity(work_);
    QAction* place = bar->addWidget(activity);
    place->setVisible(activity->isBusy());
    connect(activity, &Activity::busyChanged, place, &QAction::setVisible);
}

void MainWindow::buildRail() {
    auto* rail = new QToolBar;
    rail->setObjectName("rail");
    rail->setMovable(false);
    rail->setIconSize({20, 20});
    rail->setContextMenuPolicy(Qt::PreventContextMenu);
    addToolBar(Qt::LeftToolBarArea, rail);
    ToolGroup last = ToolGroup::Navigate;
    for (const ToolEntry& entry : tools_) {
        if (entry.info->group != last) rail->addSeparator();
        last = entry.info->group;
        rail->addAction(entry.action);
        auto* button = qobject_cast<QToolButton*>(rail->widgetForAction(entry.action));
        button->setFocusPolicy(Qt::TabFocus);
        button->setMinimumSize(36, 36);
    }
}

}  // namespace ui
