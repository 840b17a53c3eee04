#include "ui/tools/pose/pose_shelf.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/session/pose_library.h"
#include "ui/session/pose_work.h"
#include "ui/tools/pose/pose_thumbnail.h"

namespace ui {
namespace {

constexpr int kPictureSide = 48;    // logical pixels of a picture
constexpr int kPictureColumn = 80;  // with room for a word
constexpr int kPictureScrollBar = 12;

enum Role { PathRole = Qt::UserRole };

QHBoxLayout* lineIn(QWidget* row) {
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    return line;
}

}  // namespace

PoseShelf::PoseShelf(PoseWork& work, PoseLibrary& library, QWidget* parent)
    : QWidget(parent),
      work_(work),
      library_(library),
      list_(new QListWidget),
      note_(new QLabel),
      buttons_(new QWidget),
      save_(new QPushButton),
      remove_(new QPushButton),
      name_row_(new QWidget),
      name_(new QLineEdit),
      keep_(new QPushButton),
      leave_(new QPushButton) {
    note_->setProperty("role", "dim");
    note_->setWordWrap(true);
    const int row = kPictureSide + fontMetrics().height() + 10;
    list_->setObjectName("poses");
    list_->setViewMode(QListView::IconMode);
    list_->setMovement(QListView::Static);
    list_->setWrapping(false);
    list_->setUniformItemSizes(true);
    list_->setIconSize({kPictureSide, kPictureSide});
    list_->setGridSize({kPictureColumn, row});
    list_->setTextElideMode(Qt::ElideRight);
    list_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setFixedHeight(row + kPictureScrollBar + 2 * list_->frameWidth());
    list_->installEventFilter(this);
    name_->setMaxLength(PoseLibrary::kLongestName);
    name_->installEventFilter(this);

    auto* buttons = lineIn(buttons_);
    buttons->addWidget(save_);
    buttons->addWidget(remove_);
    buttons->addStretch();
    auto* naming = lineIn(name_row_);
    naming->addWidget(name_, 1);
    naming->addWidget(keep_);
    naming->addWidget(leave_);
    name_row_->hide();
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(list_);
    all->addWidget(note_);
    all->addWidget(buttons_);
    all->addWidget(name_row_);

    connect(list_, &QListWidget::itemClicked, this, &PoseShelf::take);
    connect(list_, &QListWidget::itemSelectionChanged, this, &PoseShelf::refreshButtons);
    connect(save_, &QPushButton::clicked, this, &PoseShelf::askName);
    connect(remove_, &QPushButton::clicked, this, &PoseShelf::removeOrBringBack);
    connect(name_, &QLineEdit::textChanged, this, &PoseShelf::refreshName);
    connect(keep_, &QPushButton::clicked, this, &PoseShelf::keep);
    connect(leave_, &QPushButton::clicked, this, &PoseShelf::leaveName);
    connect(&library_, &PoseLibrary::changed, this, &PoseShelf::fill);
    retranslate();
    fill();
}

void PoseShelf::showEvent(QShowEvent* event) {
    library_.load();
    QWidget::showEvent(event);
}

/// Keys that mean a command of the window belong to the field while a name is being written. Space takes the
/// pose that the arrow keys have gone to.
bool PoseShelf::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool asked = event->type() == QEvent::ShortcutOverride;
    if (watched == list_) {
        if (key != Qt::Key_Space) return false;
        event->accept();
        if (!asked && list_->currentItem()) {
            list_->currentItem()->setSelected(true);
            take();
        }
        return true;
    }
    if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Escape) return false;
    event->accept();
    if (!asked) key == Qt::Key_Escape ? leaveName() : keep();
    return true;
}

QString PoseShelf::chosen() const {
    const auto items = list_->selectedItems();
    return items.isEmpty() ? QString() : items.front()->data(PathRole).toString();
}

void PoseShelf::take() {
    if (const QString path = chosen(); !path.isEmpty()) library_.take(path);
}

void PoseShelf::askName() {
    QString name;
    for (int number = 1; name.isEmpty() || library_.has(name); ++number) name = tr("Pose %1").arg(number);
    name_->setText(name);
    name_row_->show();
    buttons_->hide();
    name_->selectAll();
    name_->setFocus(Qt::OtherFocusReason);
    refreshName();
}

void PoseShelf::leaveName() {
    buttons_->show();
    save_->setFocus(Qt::OtherFocusReason);
    name_row_->hide();
}

void PoseShelf::keep() {
    if (!keep_->isEnabled()) return;
    const QString name = PoseLibrary::cleanName(name_->text());
    wanted_ = library_.pathOf(name);
    library_.save(name);
    leaveName();
}

void PoseShelf::removeOrBringBack() {
    if (const QString path = chosen(); !path.isEmpty()) {
        library_.remove(path);
    } else {
        library_.bringBack();
    }
}

void PoseShelf::fill() {
    const QString path = wanted_.isEmpty() ? chosen() : std::exchange(wanted_, {});
    const QSignalBlocker quiet(list_);
    list_->clear();
    for (const NamedPose& pose : library_.poses()) {
        const QPixmap picture = poseThumbnail(pose.skeleton, kPictureSide, devicePixelRatioF());
        QIcon icon(picture);
        icon.addPixmap(picture, QIcon::Selected);  // else it is tinted
        auto* item = new QListWidgetItem(icon, pose.name, list_);
        item->setData(PathRole, pose.path);
        item->setToolTip(pose.name);
        item->setSizeHint(list_->gridSize());  // else as wide as the first word
        if (pose.path == path) list_->setCurrentItem(item);
    }
    refreshButtons();
    refreshName();
}

void PoseShelf::retranslate() {
    list_->setAccessibleName(tr("Saved poses"));
    list_->setAccessibleDescription(tr("Arrow keys go through them, Space takes one over."));
    save_->setText(tr("Save pose…"));
    save_->setToolTip(tr("Keep this pose under a name, for this photo and others."));
    name_->setAccessibleName(tr("Name of the pose"));
    name_->setPlaceholderText(tr("Name of the pose"));
    leave_->setText(tr("Cancel"));
    refreshButtons();
    refreshName();
}

void PoseShelf::refresh() {
    const auto& joints = work_.pose().skeleton.joints;
    const bool shows_somebody = std::any_of(joints.begin(), joints.end(),
                                            [](const engine::Joint& joint) { return joint.confidence > 0; });
    save_->setEnabled(shows_somebody);
    if (!shows_somebody && name_row_->isVisible()) leaveName();
}

void PoseShelf::refreshButtons() {
    const bool chooses = !chosen().isEmpty();
    remove_->setText(chooses ? tr("Remove") : tr("Bring back"));
    remove_->setToolTip(chooses ? tr("Remove the chosen pose from the list.")
                                : tr("Bring “%1” back.").arg(library_.removedName()));
    remove_->setVisible(chooses || !library_.removedName().isEmpty());
    list_->setVisible(list_->count() > 0);
    QString note = library_.problem();
    if (note.isEmpty() && library_.isRead() && list_->count() == 0)
        note = tr("No pose has been saved yet. A saved pose can be used on every photo.");
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
}

void PoseShelf::refreshName() {
    const QString name = PoseLibrary::cleanName(name_->text());
    const bool replaces = library_.has(name);
    keep_->setText(replaces ? tr("Replace") : tr("Save"));
    keep_->setToolTip(replaces ? tr("The pose of this name is replaced.") : QString());
    keep_->setEnabled(!name.isEmpty());
}

}  // namespace ui
