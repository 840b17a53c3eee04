#include "ui/panels/edits_panel.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

#include "ui/document/commands.h"
#include "ui/panels/edit_row.h"
#include "ui/session/edit_session.h"

namespace ui {
namespace {

constexpr int kIdRole = Qt::UserRole;

quint64 idOf(const QListWidgetItem* item) {
    return item->data(kIdRole).toULongLong();
}

}  // namespace

EditsPanel::EditsPanel(EditSession& session, QWidget* parent)
    : QWidget(parent), session_(session), list_(new QListWidget), empty_(new QLabel) {
    setObjectName("panel");
    setAttribute(Qt::WA_StyledBackground);
    list_->setDragDropMode(QAbstractItemView::InternalMove);
    list_->setDefaultDropAction(Qt::MoveAction);
    list_->setSelectionMode(QAbstractItemView::SingleSelection);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->installEventFilter(this);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->addWidget(list_);
    all->addWidget(empty_, 0, Qt::AlignTop);
    empty_->setProperty("role", "dim");
    empty_->setWordWrap(true);
    retranslate();

    connect(list_->model(), &QAbstractItemModel::rowsMoved, this, &EditsPanel::dropped, Qt::QueuedConnection);
    connect(list_->model(), &QAbstractItemModel::rowsInserted, this, [this] {
        // A drop may come as insert and remove; the moved row has lost its widget then.
        if (!rebuilding_) QMetaObject::invokeMethod(this, &EditsPanel::dropped, Qt::QueuedConnection);
    });
    connect(&session_.document(), &Document::editsChanged, this, &EditsPanel::refresh);
    connect(&session_.document(), &Document::opened, this, &EditsPanel::rebuild);
    connect(&session_, &EditSession::stateChanged, this, &EditsPanel::refresh);
    rebuild();
}

/// Keeps the lines while they stand for the same edits: a slider that is being dragged must live on.
void EditsPanel::refresh() {
    const auto& edits = session_.document().edits();
    const int count = static_cast<int>(edits.size());
    bool same = list_->count() == count + 1;
    for (int row = 0; same && row < count; ++row) same = idOf(list_->item(row)) == edits[count - 1 - row].id;
    if (!same) {
        rebuild();
        return;
    }
    for (int row = 0; row < count; ++row) follow(row, idOf(list_->item(row)));
}

void EditsPanel::rebuild() {
    rebuilding_ = true;
    const QListWidgetItem* item = list_->currentItem();
    const quint64 current = item ? idOf(item) : 0;
    const int before = list_->count();
    list_->clear();
    const Document& document = session_.document();
    if (!document.isEmpty()) {
        const auto& edits = document.edits();
        for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) addRow(edit->id);
        addRow(0);
    }
    for (int row = 0; current != 0 && row < list_->count(); ++row) {
        if (idOf(list_->item(row)) == current) list_->setCurrentRow(row);
    }
    if (list_->count() > before) list_->scrollToTop();  // the newest edit is what one looks for
    empty_->setVisible(document.isEmpty());
    list_->setVisible(!document.isEmpty());
    rebuilding_ = false;
}

void EditsPanel::addRow(quint64 id) {
    auto* item = new QListWidgetItem(list_);
    item->setData(kIdRole, id);
    auto* row = new EditRow(id == 0);
    item->setSizeHint({0, row->sizeHint().height() + 8});
    if (id == 0) item->setFlags(Qt::ItemIsEnabled);
    list_->setItemWidget(item, row);
    item->setData(Qt::AccessibleTextRole, row->accessibleName());
    if (id == 0) return;
    follow(list_->row(item), id);
    Document& document = session_.document();
    connect(row, &EditRow::shown, this,
            [this, &document, id](bool visible) { session_.apply(showEdit(document, id, visible)); });
    connect(row, &EditRow::faded, this,
            [this, &document, id](float opacity) { session_.apply(fadeEdit(document, id, opacity)); });
    connect(row, &EditRow::rerun, this, [this, id] { session_.rerun(id); });
    // Later: the line that sends the signal goes with the edit.
    connect(
        row, &EditRow::removed, this, [this, &document, id] { session_.apply(removeEdit(document, id)); },
        Qt::QueuedConnection);
}

void EditsPanel::follow(int row, quint64 id) {
    const Edit* edit = session_.document().edit(id);
    auto* line = qobject_cast<EditRow*>(list_->itemWidget(list_->item(row)));
    if (!edit || !line) return;
    const auto state = session_.state();
    line->show(*edit, state == EditSession::State::Queued || state == EditSession::State::Running);
    list_->item(row)->setData(Qt::AccessibleTextRole, line->accessibleName());
}

void EditsPanel::moveCurrent(int by) {
    const QListWidgetItem* item = list_->currentItem();
    if (!item || idOf(item) == 0) return;
    const int count = static_cast<int>(session_.document().edits().size());
    const int row = list_->currentRow() + by;
    if (row < 0 || row >= count) return;
    session_.apply(moveEdit(session_.document(), idOf(item), count - 1 - row));
}

/// The list was put into another order by hand: the one edit that stands elsewhere is moved in the document.
void EditsPanel::dropped() {
    const Document& document = session_.document();
    const int count = static_cast<int>(document.edits().size());
    std::vector<quint64> wanted;
    for (int row = 0; row < list_->count(); ++row) {
        if (const quint64 id = idOf(list_->item(row))) wanted.insert(wanted.begin(), id);
    }
    if (static_cast<int>(wanted.size()) != count) return rebuild();
    const QListWidgetItem* item = list_->currentItem();
    const quint64 moved = item ? idOf(item) : 0;
    const auto target = std::find(wanted.begin(), wanted.end(), moved);
    const int index = static_cast<int>(target - wanted.begin());
    if (target != wanted.end() && document.edits()[index].id != moved) {
        session_.apply(moveEdit(session_.document(), moved, index));
    }
    rebuild();
}

void EditsPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        for (int row = 0; row < list_->count(); ++row) {
            if (auto* line = qobject_cast<EditRow*>(list_->itemWidget(list_->item(row)))) line->retranslate();
        }
        refresh();  // names of systems
    }
    QWidget::changeEvent(event);
}

void EditsPanel::retranslate() {
    setAccessibleName(tr("Edits"));
    list_->setAccessibleName(tr("Edits"));
    empty_->setText(tr("Open a photo first."));
}

bool EditsPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == list_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const QListWidgetItem* item = list_->currentItem();
        if (item && key->key() == Qt::Key_Delete && idOf(item) != 0) {
            session_.apply(removeEdit(session_.document(), idOf(item)));
            return true;
        }
        if (key->modifiers().testFlag(Qt::AltModifier) &&
            (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            moveCurrent(key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace ui
