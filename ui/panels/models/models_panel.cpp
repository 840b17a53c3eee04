#include "ui/panels/models/models_panel.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/panels/models/import_rows.h"
#include "ui/panels/models/lora_rows.h"
#include "ui/panels/models/model_delegate.h"
#include "ui/panels/models/model_details.h"
#include "ui/panels/models/system_table.h"
#include "ui/session/model_list_model.h"
#include "ui/session/model_text.h"
#include "ui/session/settings_store.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/wheel_to_panel.h"

namespace ui {
namespace {

constexpr int kMemoryEvery = 3000;  // ms
constexpr int kListHeight = 176;    // at least
constexpr QSize kComfortable(344, 640);
constexpr int kLeastHeight = 160;

QStringList localPaths(const QMimeData* mime) {
    QStringList paths;
    for (const QUrl& url : mime->urls()) {
        if (url.isLocalFile()) paths << QDir::cleanPath(url.toLocalFile());
    }
    return paths;
}

}  // namespace

ModelsPanel::ModelsPanel(ModelShelf& shelf, SettingsStore& settings, QWidget* parent)
    : QWidget(parent),
      shelf_(shelf),
      settings_(settings),
      models_(new ModelListModel(shelf, this)),
      page_(new QWidget),
      notice_(new NoticeBar),
      imports_(new ImportRows(shelf)),
      list_(new QListView),
      details_(new ModelDetails),
      in_use_(new QLabel),
      systems_(new SystemTable(shelf, settings)),
      loras_(new LoraRows(shelf, settings)) {
    setObjectName("panel");
    setAttribute(Qt::WA_StyledBackground);
    setAcceptDrops(true);
    list_->setModel(models_);
    list_->setItemDelegate(new ModelDelegate(list_));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setMinimumHeight(kListHeight);
    list_->installEventFilter(this);
    in_use_->setProperty("role", "heading");

    page_->setObjectName("panel");
    auto* column = new QVBoxLayout(page_);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(12);
    column->addWidget(notice_);
    column->addWidget(buildImport());
    column->addWidget(imports_);
    column->addWidget(buildEmpty());
    column->addWidget(list_, 1);
    column->addWidget(details_);
    column->addWidget(in_use_);
    column->addWidget(systems_);
    column->addWidget(loras_);
    auto* scroll = new QScrollArea;
    scroll->setObjectName("panelScroll");
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);

    memory_.setInterval(kMemoryEvery);
    connect(&memory_, &QTimer::timeout, systems_, &SystemTable::refreshMemory);
    connectShelf();
    retranslate();
}

QWidget* ModelsPanel::buildImport() {
    files_ = new QPushButton;
    folder_ = new QPushButton;
    mode_name_ = new QLabel;
    mode_ = new QComboBox;
    files_->setIcon(themedIcon(":/icons/import.svg"));
    folder_->setIcon(themedIcon(":/icons/folder.svg"));
    mode_name_->setBuddy(mode_);
    mode_name_->setProperty("role", "dim");
    mode_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    mode_->setMinimumContentsLength(10);
    leaveWheelToPanel(mode_);
    mode_->addItems({QString(), QString()});
    mode_->setCurrentIndex(settings_.importsCopies() ? 1 : 0);

    auto* box = new QWidget;
    auto* buttons = new FlowLayout(8, 8);
    buttons->addWidget(files_);
    buttons->addWidget(folder_);
    auto* choice = new QHBoxLayout;
    choice->setSpacing(8);
    choice->addWidget(mode_name_);
    choice->addWidget(mode_, 1);
    auto* all = new QVBoxLayout(box);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addLayout(buttons);
    all->addLayout(choice);
    connect(files_, &QPushButton::clicked, this, &ModelsPanel::chooseFiles);
    connect(folder_, &QPushButton::clicked, this, &ModelsPanel::chooseFolder);
    connect(mode_, &QComboBox::activated, this,
            [this](int index) { settings_.setImportsCopies(index == 1); });
    return box;
}

QWidget* ModelsPanel::buildEmpty() {
    empty_ = new QFrame;
    empty_->setObjectName("dropZone");
    empty_title_ = new QLabel;
    empty_text_ = new QLabel;
    empty_title_->setProperty("role", "heading");
    empty_text_->setProperty("role", "dim");
    auto* column = new QVBoxLayout(empty_);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    for (QLabel* label : {empty_title_, empty_text_}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    return empty_;
}

void ModelsPanel::connectShelf() {
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!current().isEmpty()) selected_ = current();
        showCurrent();
    });
    connect(models_, &QAbstractItemModel::modelReset, this, [this] {
        select(selected_);
        refresh();
    });
    connect(details_, &ModelDetails::removeRequested, this, &ModelsPanel::askRemove);
    connect(notice_, &NoticeBar::acted, this, [this] {
        if (!removing_.isEmpty()) shelf_.remove(removing_);
        removing_.clear();
    });
    // Once the list is read, the newest of it is what is looked at.
    connect(&shelf_, &ModelShelf::imported, this, [this](const QString& path) { selected_ = path; });
    connect(&shelf_, &ModelShelf::removed, this,
            [this](const QString& path, const QString& name, bool was_linked) {
                if (settings_.studioModel() == path) settings_.setStudioModel({});
                tellRemoved(name, was_linked);
            });
    connect(&shelf_, &ModelShelf::removeFailed, this,
            [this](const QString& name, const engine::Error& error) {
                removing_.clear();
                notice_->show(tr("“%1” was not removed.").arg(name) + ' ' + refusalText(error), {},
                              QString::fromStdString(error.message));
            });
}

void ModelsPanel::import(const QStringList& paths) {
    shelf_.import(paths, settings_.importsCopies() ? engine::ImportMode::Copy : engine::ImportMode::Link);
}

void ModelsPanel::chooseFiles() {
    auto* dialog = new QFileDialog(this, tr("Import model files"), settings_.lastFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Models (%1)").arg("*.safetensors"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &ModelsPanel::import);
    dialog->open();
}

void ModelsPanel::chooseFolder() {
    auto* dialog = new QFileDialog(this, tr("Import a model folder"), settings_.lastFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::filesSelected, this, &ModelsPanel::import);
    dialog->open();
}

void ModelsPanel::focusFirst() {
    QWidget* first = shelf_.models().empty() ? static_cast<QWidget*>(files_) : list_;
    first->setFocus(Qt::ShortcutFocusReason);
}

QSize ModelsPanel::sizeHint() const {
    return kComfortable.expandedTo(minimumSizeHint());
}

QSize ModelsPanel::minimumSizeHint() const {
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    return {page_->minimumSizeHint().width() + bar, kLeastHeight};
}

QString ModelsPanel::current() const {
    return list_->currentIndex().data(ModelListModel::PathRole).toString();
}

void ModelsPanel::select(const QString& path) {
    const QModelIndex index = models_->indexOf(path);
    if (index.isValid()) list_->setCurrentIndex(index);
    showCurrent();
}

void ModelsPanel::showCurrent() {
    const InstalledModel* model = shelf_.find(current());
    details_->setVisible(model != nullptr);
    details_->show(model ? *model : InstalledModel());
}

void ModelsPanel::refresh() {
    bool brought = false;
    for (const InstalledModel& model : shelf_.models()) {
        brought = brought || model.about.kind != engine::ModelKind::Starter;
    }
    empty_->setVisible(!brought);
    list_->setVisible(!shelf_.models().empty());
    // With nothing else to stretch, what is there stays at the top.
    auto* column = static_cast<QVBoxLayout*>(page_->layout());
    column->setStretchFactor(empty_, shelf_.models().empty() ? 1 : 0);
}

void ModelsPanel::askRemove() {
    const InstalledModel* model = shelf_.find(current());
    if (!model || model->about.kind == engine::ModelKind::Starter) return;
    removing_ = model->path();
    const QString question = model->linked
                                 ? tr("Remove “%1” from the library? The linked file stays where it is.")
                                 : tr("Delete “%1” from the library? It is a copy; a file that it was made "
                                      "from stays where it is.");
    notice_->show(question.arg(model->name()), model->linked ? tr("Remove") : tr("Delete"), {});
    if (auto* button = notice_->findChild<QPushButton*>()) button->setFocus(Qt::OtherFocusReason);
}

void ModelsPanel::tellRemoved(const QString& name, bool was_linked) {
    removing_.clear();
    if (was_linked) {
        notice_->show(
            tr("“%1” is no longer in the library. The file itself is still where it was.").arg(name), {}, {});
    }
    list_->setFocus(Qt::OtherFocusReason);
}

bool ModelsPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == list_ && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        askRemove();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ModelsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    shelf_.refresh();  // the command line may have changed the library meanwhile
    memory_.start();
}

void ModelsPanel::hideEvent(QHideEvent* event) {
    memory_.stop();
    QWidget::hideEvent(event);
}

void ModelsPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (localPaths(event->mimeData()).isEmpty()) return;
    event->acceptProposedAction();
    setDropping(true);
}

void ModelsPanel::dragLeaveEvent(QDragLeaveEvent*) {
    setDropping(false);
}

void ModelsPanel::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    setDropping(false);
    import(localPaths(event->mimeData()));
}

/// The panel shows that it takes what is held over it.
void ModelsPanel::setDropping(bool dropping) {
    for (QWidget* place : {static_cast<QWidget*>(empty_), static_cast<QWidget*>(list_)}) {
        showDropping(place, dropping);
    }
}

void ModelsPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void ModelsPanel::retranslate() {
    setAccessibleName(tr("Models"));
    files_->setText(tr("Import files…"));
    files_->setToolTip(tr("Safetensors files: checkpoints, LoRAs, ControlNets, textual inversions"));
    folder_->setText(tr("Import a folder…"));
    folder_->setToolTip(tr("A model as a folder, as diffusers writes it"));
    mode_name_->setText(tr("Importing"));
    mode_->setAccessibleName(tr("Importing"));
    mode_->setItemText(0, tr("links to the file"));
    mode_->setItemText(1, tr("copies the file"));
    mode_->setToolTip(
        tr("A link takes no space, but the file must stay where it is. A copy lies in the "
           "library and takes its full size again."));
    empty_title_->setText(tr("Drop model files or folders here"));
    empty_text_->setText(
        tr("Stable Diffusion checkpoints (1.x, 2.x, SDXL) make new pixels from words. LoRAs add a style or a "
           "subject to them, ControlNets hold a pose or an outline.\n\nRemoving shadows needs none of this: "
           "the program brings its own networks."));
    list_->setAccessibleName(tr("Installed models"));
    in_use_->setText(tr("What works with what"));
    notice_->hide();
    removing_.clear();
    models_->retranslate();
    showCurrent();
    refresh();
}

}  // namespace ui
