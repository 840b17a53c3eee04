#include "ui/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/canvas/canvas_view.h"
#include "ui/panels/command_palette.h"
#include "ui/panels/edits_panel.h"
#include "ui/panels/jobs_panel.h"
#include "ui/panels/mask_panel.h"
#include "ui/panels/models/models_panel.h"
#include "ui/panels/picture_overlay.h"
#include "ui/panels/prompt/prompt_box.h"
#include "ui/panels/radius_popup.h"
#include "ui/panels/start_page.h"
#include "ui/panels/status_fields.h"
#include "ui/panels/tool_host.h"
#include "ui/panels/variants/variants_strip.h"
#include "ui/session/language.h"
#include "ui/session/workspace.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panel_title.h"
#include "ui/widgets/runnable.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

constexpr QSize kFirstSize(1280, 800);
constexpr int kPanelWidth = 312;
constexpr int kStripHeight = 40;
constexpr int kReadAfter = 200;   ///< ms after a photo has been opened
constexpr int kStateVersion = 1;  ///< of the docks; another one and old layouts are forgotten

}  // namespace

MainWindow::MainWindow(Workspace& workspace, Language& language, const QString& sample, QWidget* parent)
    : QMainWindow(parent),
      work_(workspace),
      language_(language),
      sample_(sample),
      actions_(workspace.settings, this) {
    applySettings();
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowTabbedDocks);
    setMinimumSize(720, 480);
    addActions();
    buildCentre();
    buildTools();
    buildDocks();
    buildMenus();
    buildToolBar();
    buildRail();
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(status_ = new StatusFields(work_), 1);
    palette_ = new CommandPalette(actions_.all(), this);
    radius_ = new RadiusPopup(canvas_);
    connectWorkspace();
    restore();
    retranslate();
    refresh();
    qApp->installEventFilter(this);
}

MainWindow::~MainWindow() {
    qApp->removeEventFilter(this);
    canvas_->setTool(nullptr);  // the tools go before the canvas does
    hide();                     // panels let go of their work, of which much is heard here
}

void MainWindow::buildCentre() {
    canvas_ = new CanvasView(work_.document, work_.darkroom);
    canvas_->addAction(actions_.at("panels"));
    start_ = new StartPage(work_.settings, sample_);
    strips_ = new QWidget;
    strips_->setObjectName("optionStrip");
    strips_->setAttribute(Qt::WA_StyledBackground);
    auto* strip_column = new QVBoxLayout(strips_);
    strip_column->setContentsMargins(0, 6, 0, 6);
    strips_->setMinimumHeight(kStripHeight);  // the picture stays where it is when another tool is taken
    strip_column->addWidget(tool_hint_ = new ElidedLabel);
    tool_hint_->setProperty("role", "dim");
    tool_hint_->setContentsMargins(12, 0, 12, 0);
    auto* editor = new QWidget;
    auto* column = new QVBoxLayout(editor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(strips_);
    column->addWidget(canvas_, 1);
    column->addWidget(prompt_ = new PromptBox(work_));
    column->addWidget(variants_ = new VariantsStrip(work_.session));
    centre_ = new QStackedWidget;
    centre_->addWidget(start_);
    centre_->addWidget(editor);
    setCentralWidget(centre_);
    overlay_ = new PictureOverlay(work_.session, canvas_, [this](const engine::Rect& rect) {
        return canvas_->view().toView(rect).toAlignedRect();
    });
}

/// One entry for each tool of the table: its action, option strip and panel.
void MainWindow::buildTools() {
    host_ = new ToolHost;
    std::vector<QAction*> mask_actions;
    for (const char* id : {"mask_invert", "mask_clear", "mask_feather", "mask_grow", "mask_shrink"}) {
        mask_actions.push_back(actions_.at(id));
    }
    auto* mask_panel = new MaskPanel(work_.session, work_.mask_work, mask_actions);
    connect(mask_panel, &MaskPanel::hinted, this,
            [this](const engine::Image& mask, const engine::Rect& region) {
                if (mask.isNull()) {
                    showFound();
                } else {
                    canvas_->showHint(mask, region);
                }
            });
    const int mask_page = host_->add(mask_panel);
    tool_group_ = new QActionGroup(this);
    for (const ToolInfo& info : allTools()) {
        ToolEntry entry{&info, info.create(work_)};
        entry.action = actions_.add({info.id, "Tools", info.title, info.icon, info.shortcut, info.hint});
        entry.action->setCheckable(true);
        tool_group_->addAction(entry.action);
        connect(entry.action, &QAction::triggered, this, [this, &info] {
            chooseTool(QString::fromLatin1(info.id));
            if (info.takes_words) prompt_->focusWords();
        });
        if (entry.tool) entry.strip = entry.tool->createOptions(strips_);
        if (entry.strip) strips_->layout()->addWidget(entry.strip);
        entry.panel = info.group == ToolGroup::Mask ? mask_page : -1;
        if (QWidget* panel = info.create_panel ? info.create_panel(work_, nullptr) : nullptr) {
            entry.panel = host_->add(panel);
            entry.runnable = dynamic_cast<Runnable*>(panel);
        }
        tools_.push_back(std::move(entry));
    }
    for (ToolEntry& entry : tools_) {
        if (entry.runnable && !system_) system_ = &entry;
    }
    buildPrompt();
}

void MainWindow::buildPrompt() {
    connect(prompt_, &PromptBox::hinted, this, [this](const engine::Image& mask, const engine::Rect& region) {
        found_ = {region, mask};
        showFound();
    });
    connect(prompt_, &PromptBox::entered, this, &MainWindow::goWithWords);
    connect(prompt_, &PromptBox::runAsked, this, [this] { run(1); });
    connect(prompt_, &PromptBox::drawWanted, this, [this] { chooseTool("brush"); });
    connect(&work_.describe, &DescribeWork::modelWanted, this, &MainWindow::leadToModels);
    connect(&work_.describe, &DescribeWork::libraryWanted, this, &MainWindow::showModels);
    connect(&work_.pose_studio, &PoseStudio::modelWanted, this, &MainWindow::leadToModels);
    connect(&work_.pose_studio, &PoseStudio::libraryWanted, this, &MainWindow::showModels);
}

QDockWidget* MainWindow::addDock(const char* name, QWidget* panel, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget;
    dock->setObjectName(name);
    dock->setWidget(panel);
    dock->setTitleBarWidget(new PanelTitle(dock));
    dock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    addDockWidget(area, dock);
    docks_.push_back(dock);
    return dock;
}

void MainWindow::buildDocks() {
    addDock("tool", host_);
    addDock("edits", new EditsPanel(work_.session));
    addDock("jobs", new JobsPanel(work_.jobs));
    models_ = new ModelsPanel(work_.models, work_.settings);
    models_dock_ = addDock("models", models_, Qt::LeftDockWidgetArea);
    setCorner(Qt::TopRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
}

void MainWindow::resetLayout() {
    hidden_docks_.clear();
    for (QDockWidget* dock : docks_) {
        dock->setFloating(false);
        addDockWidget(Qt::RightDockWidgetArea, dock);
        dock->show();
    }
    // A place that is visited, not worked in: beside the picture, and not there until it is asked for.
    addDockWidget(Qt::LeftDockWidgetArea, models_dock_);
    models_dock_->hide();
    resizeDocks({docks_[0], docks_[1], docks_[2]}, {452, 116, 120}, Qt::Vertical);
    resizeDocks({docks_[0]}, {kPanelWidth}, Qt::Horizontal);
}

void MainWindow::restore() {
    resize(kFirstSize);
    resetLayout();
    restoreGeometry(work_.settings.windowGeometry());
    restoreState(work_.settings.windowState(), kStateVersion);
    const QString last = work_.settings.lastTool();
    const bool known = actions_.at(last) && tool_group_->actions().contains(actions_.at(last));
    chooseTool(known ? last : QStringLiteral("shadows"));
}

void MainWindow::chooseTool(const QString& id) {
    for (ToolEntry& entry : tools_) {
        if (id != QLatin1String(entry.info->id)) continue;
        current_ = &entry;
        if (entry.runnable) system_ = &entry;
        entry.action->setChecked(true);
        canvas_->setTool(entry.tool.get());
        for (ToolEntry& other : tools_) {
            if (other.strip) other.strip->setVisible(&other == current_);
        }
        tool_hint_->setVisible(!entry.strip);
        host_->show(panelInSight().panel);
        if (panelInSight().info->tells_of_reading) host_->clearNotice("read");
        // The words stay while the mask for them is painted.
        prompt_->setVisible(system_->info->takes_words);
        work_.settings.setLastTool(id);
    }
    refresh();
    retranslate();
}

void MainWindow::connectWorkspace() {
    connect(&work_.document, &Document::opened, this, [this] {
        centre_->setCurrentIndex(1);
        canvas_->setFocus();
        refresh();
        // Looking for the face is most of what the first click would wait for. The photo is drawn first.
        QTimer::singleShot(kReadAfter, &work_.session, &EditSession::read);
    });
    connect(&work_.document, &Document::maskChanged, this, [this] {
        if (work_.document.hasMask() != actions_.at("mask_clear")->isEnabled()) refresh();
    });
    QUndoStack& undo = work_.document.undoStack();
    connect(&undo, &QUndoStack::indexChanged, this, &MainWindow::refresh);
    connect(&undo, &QUndoStack::cleanChanged, this, &MainWindow::refresh);
    connect(&work_.session, &EditSession::pendingChanged, this, &MainWindow::showPending);
    connect(&work_.session, &EditSession::stateChanged, this, &MainWindow::showPending);
    connect(&work_.session, &EditSession::stateChanged, this, &MainWindow::refresh);
    connect(&work_.session, &EditSession::failed, this, &MainWindow::tellOfFailure);
    connect(&work_.pose, &PoseWork::changed, canvas_, &CanvasView::updateToolOverlay);
    connect(&work_.pose, &PoseWork::changed, this, &MainWindow::refresh);
    connect(&work_.style_overlay, &StyleOverlay::changed, canvas_, &CanvasView::updateToolOverlay);
    connect(&work_.style, &StyleWork::changed, this, &MainWindow::refresh);
    connect(&work_.style, &StyleWork::paintWanted, this, [this] { chooseTool("brush"); });
    connect(&work_.pose_exchange, &PoseExchange::began, this, [this] { host_->clearNotice("pose_file"); });
    connect(&work_.pose_exchange, &PoseExchange::failed, this,
            [this](const QString& path, const engine::Error& error) { tell("pose_file", error, path); });
    connect(&work_.mask_work, &MaskWork::busyChanged, this, [this] {
        if (work_.mask_work.isBusy()) host_->clearNotice("mask");  // of the attempt before
        refresh();
    });
    connect(&work_.mask_work, &MaskWork::failed, this,
            [this](const QString& path, const engine::Error& error) { tell("mask", error, path); });
    connect(&work_.files, &FileSession::taskChanged, this, &MainWindow::refresh);
    connect(&work_.files, &FileSession::failed, this,
            [this](const QString& what, const QString& path, const engine::Error& error) {
                closes_after_export_ = false;
                tell(what, error, path);
            });
    connect(&work_.files, &FileSession::exported, this, [this](const QString& path) {
        statusBar()->showMessage(tr("Exported to %1").arg(path), 8000);
        if (std::exchange(closes_after_export_, false)) close();
    });
    connect(host_, &ToolHost::remedyChosen, this, &MainWindow::act);
    connect(start_, &StartPage::openRequested, this, &MainWindow::chooseFile);
    connect(start_, &StartPage::fileChosen, this, &MainWindow::open);
    connect(start_, &StartPage::systemChosen, this, [this](const QString& tool) {
        chooseTool(tool);
        chooseFile();
    });
    connect(
        canvas_, &CanvasView::fileDropped, this, [this](const QString& path) { take({path}); },
        Qt::QueuedConnection);
    connect(canvas_, &CanvasView::pointerAt, status_, &StatusFields::showPointer);
    connect(canvas_, &CanvasView::zoomChanged, this,
            [this](double zoom) { zoom_->setText(QStringLiteral("%1 %").arg(std::lround(zoom * 100))); });
    connect(&overlay_->bar(), &ResultBar::applied, &work_.session, &EditSession::accept);
    connect(&overlay_->bar(), &ResultBar::discarded, &work_.session, &EditSession::discard);
    connect(&overlay_->bar(), &ResultBar::compared, this, &MainWindow::setComparing);
    SettingsStore& settings = work_.settings;
    connect(&settings, &SettingsStore::themeChanged, this, &MainWindow::applySettings);
    connect(&settings, &SettingsStore::languageChanged, this, &MainWindow::applySettings);
    connect(&settings, &SettingsStore::coloursChanged, this, &MainWindow::applySettings);
}

void MainWindow::applySettings() {
    const ThemeColours& theme = work_.settings.theme() == ThemeChoice::Light ? lightTheme() : darkTheme();
    if (QApplication::palette().color(QPalette::Window) != theme.panel) applyTheme(*qApp, theme);
    language_.use(work_.settings.language());
    if (!canvas_) return;
    canvas_->setSurround(work_.settings.surround());
    canvas_->setMaskColour(work_.settings.maskColour());
}

/// The place that words speak of lies over the photo like a mask, and is shown and hidden with it.
void MainWindow::showFound() {
    const bool shown = canvas_->maskView() != MaskView::Hidden;
    canvas_->showHint(shown ? found_.mask : engine::Image(), found_.region);
}

void MainWindow::showPending() {
    const EditSession& session = work_.session;
    canvas_->showPending(session.pending(), session.state() == EditSession::State::Running,
                         session.pendingReplaces());
}

/// A tool without a panel of its own leaves that of the system in sight.
const MainWindow::ToolEntry& MainWindow::panelInSight() const {
    return current_ && current_->panel >= 0 ? *current_ : *system_;
}

/// What can be done now, and the title.
void MainWindow::refresh() {
    const Document& document = work_.document;
    const bool open = !document.isEmpty();
    const bool mask_free = open && !work_.mask_work.isBusy();
    QUndoStack& undo = work_.document.undoStack();
    const auto enable = [this](std::initializer_list<const char*> ids, bool on) {
        for (const char* id : ids) actions_.at(id)->setEnabled(on);
    };
    enable({"zoom_in", "zoom_out", "fit", "actual_size", "compare", "split"}, open);
    enable({"export"}, open && work_.files.task() == FileSession::Task::None);
    enable({"open"}, work_.files.task() != FileSession::Task::Exporting);
    const Tool* tool = current_ ? current_->tool.get() : nullptr;
    enable({"undo"}, undo.canUndo() || (tool && tool->canUndo()));
    enable({"redo"}, undo.canRedo() || (tool && tool->canRedo()));
    enable({"mask_invert", "mask_load"}, mask_free);
    enable({"mask_clear", "mask_feather", "mask_grow", "mask_shrink", "mask_save"},
           mask_free && document.hasMask());
    zoom_->setEnabled(open);
    compare_->setEnabled(open);
    setWindowModified(open && !undo.isClean());
    setWindowTitle(open ? QFileInfo(document.path()).fileName() + "[*] – Penumbra"
                        : QStringLiteral("Penumbra"));
}

void MainWindow::retranslate() {
    if (docks_.empty() || !zoom_) return;
    actions_.retranslate();
    for (const auto& [menu, title] : menus_) menu->setTitle(QCoreApplication::translate("Menus", title));
    const bool system = !current_ || current_->info->group != ToolGroup::Mask;
    docks_[0]->setWindowTitle(system ? QCoreApplication::translate("Tools", system_->info->title)
                                     : tr("Mask"));
    docks_[1]->setWindowTitle(tr("Edits"));
    docks_[2]->setWindowTitle(tr("Jobs"));
    models_dock_->setWindowTitle(tr("Models"));
    for (QDockWidget* dock : docks_) dock->setAccessibleName(dock->windowTitle());
    if (current_) tool_hint_->setFullText(QCoreApplication::translate("Tools", current_->info->hint));
    compare_->setText(tr("Compare"));
    compare_->setToolTip(tr("Hold to see the photo before the edits"));
    zoom_->setToolTip(tr("Zoom"));
    zoom_->setAccessibleName(tr("Zoom"));
    if (zoom_->text().isEmpty()) zoom_->setText(QStringLiteral("100 %"));
    canvas_->setAccessibleName(tr("Photo"));
    for (QToolBar* bar : findChildren<QToolBar*>()) {
        const QString name = bar->objectName() == "rail" ? tr("Tools") : tr("Tool bar");
        bar->setWindowTitle(name);
        bar->setAccessibleName(name);
    }
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!mayClose()) {
        event->ignore();
        return;
    }
    setPanelsShown(true);  // Tab is not a layout to come back to
    work_.settings.setWindow(saveGeometry(), saveState(kStateVersion));
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    // One photo, or any number of models.
    const auto urls = event->mimeData()->urls();
    const bool local =
        std::all_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
    const bool models = std::all_of(urls.begin(), urls.end(), [](const QUrl& url) {
        return ModelShelf::looksLikeModel(url.toLocalFile());
    });
    if (local && !urls.empty() && (urls.size() == 1 || models)) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    // Later: a question would hold up the program that the file is dragged from.
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) paths << url.toLocalFile();
    QMetaObject::invokeMethod(
        this, [this, paths] { take(paths); }, Qt::QueuedConnection);
}

/// Comparing ends with the key, whoever has the focus by then.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyRelease && canvas_->compare() == CompareMode::Before) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const QKeySequence compare = actions_.at("compare")->shortcut();
        if (!key->isAutoRepeat() && !compare.isEmpty() && compare[0].key() == key->key()) setComparing(false);
    }
    return QMainWindow::eventFilter(watched, event);
}

}  // namespace ui
