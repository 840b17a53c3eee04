#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/canvas/canvas_view.h"
#include "ui/main_window.h"
#include "ui/panels/export_dialog.h"
#include "ui/panels/help_window.h"
#include "ui/panels/models/models_panel.h"
#include "ui/panels/prompt/prompt_box.h"
#include "ui/panels/radius_popup.h"
#include "ui/panels/settings_dialog.h"
#include "ui/panels/tool_host.h"
#include "ui/panels/variants/variants_strip.h"
#include "ui/session/error_text.h"
#include "ui/session/workspace.h"
#include "ui/widgets/runnable.h"

namespace ui {

using State = EditSession::State;

/// A polygon that is being drawn closes before anything runs.
bool MainWindow::toolTakes(int key) {
    if (!current_ || !current_->tool) return false;
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
    return current_->tool->key(&event);
}

void MainWindow::go() {
    auto* button = qobject_cast<QPushButton*>(focusWidget());
    if (button && work_.document.isEmpty()) {
        button->click();
    } else if (work_.session.state() == State::ResultWaiting) {
        work_.session.accept();
    } else if (!toolTakes(Qt::Key_Return)) {
        run(1);
    }
}

/// Runs the system in hand, where it makes variants at least so many.
void MainWindow::run(int at_least) {
    host_->clearNotice();
    const bool words = system_->info->takes_words;
    if (words && at_least > 1) {
        work_.describe.run(at_least);
    } else {
        system_->runnable->run();
    }
    // Ready for the arrow keys that choose among them.
    if (words && prompt_->hasWordsFocus() && work_.session.run().size() > 1) variants_->focusVariants();
}

/// Enter in the prompt box: new words are run, and what came of old ones is applied.
void MainWindow::goWithWords() {
    if (work_.session.state() == State::ResultWaiting && !work_.describe.hasFreshWords()) {
        work_.session.accept();
    } else {
        run(1);
    }
}

/// Panels may be hidden, what went wrong may not.
void MainWindow::tell(const QString& system, const engine::Error& error, const QString& path) {
    host_->tell(system, error, path);
    showToolPanel();
}

/// Once, and nearest to where it happened.
void MainWindow::tellOfFailure(const QString& system, const engine::Error& error) {
    const bool read = system == u"read";
    // Where no face was found the mask panel says so; it may have been looked for unasked.
    const bool unasked = read && error.code == engine::ErrorCode::NoFace;
    const bool refused = system == u"style" && work_.style.refusal() && work_.style.isInHand();
    if (unasked || refused) return;
    if (read && panelInSight().info->tells_of_reading) {
        showToolPanel();
    } else {
        tell(system, error);
    }
}

void MainWindow::showToolPanel() {
    docks_.front()->show();
    if (!tabifiedDockWidgets(docks_.front()).isEmpty()) docks_.front()->raise();
}

void MainWindow::leadToModels() {
    setPanelsShown(true);
    showToolPanel();
    chooseTool(QString::fromLatin1(system_->info->id));
}

void MainWindow::stop() {
    if (toolTakes(Qt::Key_Escape)) return;
    const State state = work_.session.state();
    if (state == State::Queued || state == State::Running || work_.session.working()) {
        work_.session.cancel();
    } else if (state == State::ResultWaiting) {
        work_.session.discard();
    } else if (work_.files.task() != FileSession::Task::None) {
        work_.files.cancel();
    } else if (isFullScreen()) {
        setWindowState(windowState() & ~Qt::WindowFullScreen);
    } else {
        host_->clearNotice();
        if (prompt_->hasWordsFocus()) canvas_->setFocus();  // keys are commands again
    }
}

void MainWindow::open(const QString& path) {
    if (!mayLeave()) return;
    host_->clearNotice();
    if (!work_.files.open(path)) {
        tell("open", {engine::ErrorCode::Cancelled, "an export is still running"});
    }
}

void MainWindow::take(const QStringList& paths) {
    QStringList models;
    std::copy_if(paths.begin(), paths.end(), std::back_inserter(models), &ModelShelf::looksLikeModel);
    const bool poses = current_ && QLatin1String(current_->info->id) == u"pose";
    if (poses && paths.front().endsWith(u".json", Qt::CaseInsensitive)) {
        const QString why = work_.pose.obstacle();
        if (why.isEmpty()) {
            work_.pose_exchange.importFrom(paths.front());
        } else {
            statusBar()->showMessage(why, 8000);
        }
    } else if (models.isEmpty()) {
        open(paths.front());
    } else {
        showModels();
        models_->import(models);
    }
}

void MainWindow::chooseFile() {
    auto* dialog = new QFileDialog(this, tr("Open a photo"), work_.settings.lastFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Photos (%1)")
                                .arg("*.jpg *.jpeg *.png *.tif *.tiff *.webp *.dng *.cr2 *.cr3 *.nef *.arw "
                                     "*.raf *.orf *.rw2 *.pef *.srw"),
                            tr("All files (*)")});
    // Later, when the dialog has gone: a question may have to be asked.
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::open, Qt::QueuedConnection);
    dialog->open();
}

void MainWindow::askExport() {
    if (work_.document.isEmpty()) return;
    if (!export_) {
        export_ = new ExportDialog(this);
        connect(export_, &ExportDialog::chosen, this, &MainWindow::startExport);
    }
    export_->ask(work_.document,
                 FileSession::suggestedPath(work_.document.path(), work_.document.photo().format));
}

void MainWindow::startExport() {
    engine::ExportOptions options = export_->options();
    const QString path = export_->path();
    if (QFileInfo::exists(path)) {
        const bool original = FileSession::sameFile(path, work_.document.path());
        QMessageBox box(QMessageBox::Warning, tr("Export"),
                        original ? tr("This is the original photo. Write over it?")
                                 : tr("“%1” already exists. Write over it?").arg(QFileInfo(path).fileName()),
                        QMessageBox::NoButton, export_);
        box.addButton(tr("Write over"), QMessageBox::DestructiveRole);
        QPushButton* keep = box.addButton(tr("Choose another name"), QMessageBox::RejectRole);
        box.setDefaultButton(keep);
        box.exec();
        if (box.buttonRole(box.clickedButton()) != QMessageBox::DestructiveRole) return;
        options.overwrite = true;
    }
    QStringList made;
    for (const Edit& edit : work_.document.edits()) {
        if (edit.visible && edit.opacity > 0) made << edit.system;
    }
    if (!made.isEmpty()) options.software_note = made.join(", ").toStdString();
    if (work_.files.exportTo(path, options)) {
        closes_after_export_ = false;
        export_->close();
        host_->clearNotice();
    }
}

void MainWindow::chooseMaskFile(bool save) {
    auto* dialog =
        new QFileDialog(this, save ? tr("Save mask") : tr("Load mask"), work_.settings.lastFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (save) {
        dialog->setDefaultSuffix("png");
        dialog->setNameFilter(QStringLiteral("PNG (*.png)"));
        connect(dialog, &QFileDialog::fileSelected, &work_.mask_work, &MaskWork::save);
    } else {
        connect(dialog, &QFileDialog::fileSelected, &work_.mask_work, &MaskWork::load);
    }
    dialog->open();
}

void MainWindow::askRadius(const char* action, void (MaskWork::*change)(int)) {
    const QString name = plainText(actions_.at(action)).remove(QStringLiteral("…"));
    radius_->ask(name, [this, change](int radius) { (work_.mask_work.*change)(radius); });
}

void MainWindow::showModels() {
    if (models_dock_->isHidden()) {
        // The picture makes room for it, not the panels.
        const int panels = docks_.front()->width();
        models_dock_->show();
        layout()->activate();  // or the widths would be those without the new one
        resizeDocks({models_dock_, docks_.front()}, {models_->sizeHint().width(), panels}, Qt::Horizontal);
    }
    models_dock_->raise();
    models_->focusFirst();
}

void MainWindow::showSettings() {
    if (!settings_) settings_ = new SettingsDialog(work_.settings, actions_, this);
    settings_->show();
    settings_->raise();
    settings_->activateWindow();
}

void MainWindow::showHelp() {
    if (!help_) help_ = new HelpWindow(actions_, this);
    help_->show();
    help_->raise();
    help_->activateWindow();
}

void MainWindow::setPanelsShown(bool shown) {
    if (shown) {
        QList<QDockWidget*> docks;
        QList<int> widths, heights;
        for (const auto& [dock, size] : std::exchange(hidden_docks_, {})) {
            dock->show();
            docks << dock;
            widths << size.width();
            heights << size.height();
        }
        if (docks.isEmpty()) return;
        layout()->activate();
        resizeDocks(docks, widths, Qt::Horizontal);
        resizeDocks(docks, heights, Qt::Vertical);
        return;
    }
    for (QDockWidget* dock : docks_) {
        if (!dock->isHidden()) hidden_docks_.emplace_back(dock, dock->size());
    }
    for (const auto& [dock, size] : hidden_docks_) dock->hide();
}

/// From canvas to panel to panel and back, for hands that stay on the keyboard.
void MainWindow::focusNextPanel() {
    std::vector<QWidget*> stops{canvas_->isVisible() ? static_cast<QWidget*>(canvas_)
                                                     : centre_->currentWidget()};
    for (QWidget* part : {static_cast<QWidget*>(prompt_), static_cast<QWidget*>(variants_)}) {
        if (part->isVisible()) stops.push_back(part);
    }
    for (QDockWidget* dock : docks_) {
        if (dock->isVisible()) stops.push_back(dock->widget());
    }
    std::size_t at = 0;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        QWidget* focus = QApplication::focusWidget();
        if (focus && (stops[i] == focus || stops[i]->isAncestorOf(focus))) at = i + 1;
    }
    QWidget* next = stops[at % stops.size()];
    if (next == canvas_) {
        canvas_->setFocus(Qt::TabFocusReason);
        return;
    }
    for (QWidget* child : next->findChildren<QWidget*>()) {
        if (child->isVisible() && child->isEnabled() && child->focusPolicy() & Qt::TabFocus) {
            child->setFocus(Qt::TabFocusReason);
            return;
        }
    }
    next->setFocus(Qt::TabFocusReason);
}

void MainWindow::setComparing(bool before) {
    const bool split = actions_.at("split")->isChecked();
    canvas_->setCompare(before ? CompareMode::Before : split ? CompareMode::Split : CompareMode::Off);
}

/// False: the user wants to stay with what would be lost.
bool MainWindow::mayLeave() {
    // What could stand in for an edit that is there has been passed over.
    const auto& variants = work_.session.variants();
    const bool kept = std::any_of(variants.begin(), variants.end(), [this](const auto& variant) {
        return !work_.document.edit(variant.replaces);
    });
    const bool unsaved =
        !work_.document.undoStack().isClean() || work_.session.state() == State::ResultWaiting || kept;
    if (work_.document.isEmpty() || !unsaved) return true;
    QMessageBox box(QMessageBox::Warning, tr("Unsaved edits"),
                    tr("The edits of this photo have not been exported and will be lost."),
                    QMessageBox::NoButton, this);
    box.addButton(tr("Leave without exporting"), QMessageBox::DestructiveRole);
    QPushButton* exporting = box.addButton(tr("Export…"), QMessageBox::ActionRole);
    QPushButton* stay = box.addButton(tr("Stay"), QMessageBox::RejectRole);
    box.setDefaultButton(stay);
    box.setEscapeButton(stay);
    box.exec();
    if (box.clickedButton() == exporting) askExport();
    return box.buttonRole(box.clickedButton()) == QMessageBox::DestructiveRole;
}

/// False: the window stays, for good or until the export is done.
bool MainWindow::mayClose() {
    if (work_.files.task() != FileSession::Task::Exporting) return mayLeave();
    QMessageBox box(QMessageBox::Question, tr("Export"),
                    tr("“%1” is still being written. Stopping now leaves no file, and the edits are lost.")
                        .arg(QFileInfo(work_.files.path()).fileName()),
                    QMessageBox::NoButton, this);
    QPushButton* wait = box.addButton(tr("Wait, then close"), QMessageBox::AcceptRole);
    QPushButton* stop = box.addButton(tr("Stop and close"), QMessageBox::DestructiveRole);
    QPushButton* back = box.addButton(tr("Back"), QMessageBox::RejectRole);
    box.setDefaultButton(wait);
    box.setEscapeButton(back);
    box.exec();
    if (box.clickedButton() == back) return false;
    if (work_.files.task() != FileSession::Task::Exporting) return mayLeave();  // it ended meanwhile
    closes_after_export_ = box.clickedButton() == wait;
    if (box.clickedButton() == stop) work_.files.cancel();
    return !closes_after_export_;
}

/// What the button of an error's bar does.
void MainWindow::act(const QString& system, int remedy) {
    switch (static_cast<Remedy>(remedy)) {
        case Remedy::None:
            break;
        case Remedy::Retry:
            if (system == u"read") {
                work_.session.read();
            } else {
                run(1);  // a result that waits is another one
            }
            break;
        case Remedy::DrawRegion:
            chooseTool("brush");
            break;
        case Remedy::OpenSettings:
            showSettings();
            break;
        case Remedy::ChooseFile:
            if (system == u"mask") {
                chooseMaskFile(false);
            } else {
                chooseFile();
            }
            break;
        case Remedy::ChooseModel:
            if (system == u"pose") {
                chooseTool("pose");
                Q_EMIT work_.pose_studio.modelWanted();
            } else {
                Q_EMIT work_.describe.modelWanted();
            }
            break;
        case Remedy::ExportElsewhere:
            askExport();
            break;
    }
}

}  // namespace ui
