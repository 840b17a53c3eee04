#include "ui/panels/shortcuts_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/panels/action_table.h"
#include "ui/session/settings_store.h"

namespace ui {

ShortcutsPage::ShortcutsPage(ActionTable& actions, SettingsStore& settings, QWidget* parent)
    : QWidget(parent),
      actions_(actions),
      settings_(settings),
      search_(new QLineEdit),
      table_(new QTreeWidget),
      keys_label_(new QLabel),
      keys_(new QKeySequenceEdit),
      remove_(new QPushButton),
      reset_(new QPushButton),
      taken_(new QLabel) {
    search_->setClearButtonEnabled(false);
    table_->setColumnCount(2);
    table_->setRootIsDecorated(false);
    table_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    table_->header()->setStretchLastSection(false);
    table_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    keys_label_->setBuddy(keys_);
    taken_->setProperty("role", "dim");
    taken_->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(keys_label_);
    row->addWidget(keys_, 1);
    row->addWidget(remove_);
    row->addWidget(reset_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(8);
    all->addWidget(search_);
    all->addWidget(table_, 1);
    all->addLayout(row);
    all->addWidget(taken_);
    connect(search_, &QLineEdit::textChanged, this, &ShortcutsPage::fill);
    connect(table_, &QTreeWidget::currentItemChanged, this, &ShortcutsPage::follow);
    connect(keys_, &QKeySequenceEdit::editingFinished, this, &ShortcutsPage::change);
    connect(remove_, &QPushButton::clicked, this, [this] {
        keys_->clear();
        change();
    });
    connect(reset_, &QPushButton::clicked, this, [this] { settings_.resetShortcuts(); });
    connect(&settings_, &SettingsStore::shortcutsChanged, this, &ShortcutsPage::fill);
    retranslate();
}

QAction* ShortcutsPage::current() const {
    const QTreeWidgetItem* item = table_->currentItem();
    return item ? actions_.at(item->data(0, Qt::UserRole).toString()) : nullptr;
}

void ShortcutsPage::fill() {
    const QString chosen = current() ? current()->objectName() : QString();
    const QSignalBlocker quiet(table_);
    table_->clear();
    for (const QAction* action : actions_.all()) {
        const QString name = plainText(action);
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        const QString search = search_->text().trimmed();
        if (!name.contains(search, Qt::CaseInsensitive) && !keys.contains(search, Qt::CaseInsensitive))
            continue;
        auto* item = new QTreeWidgetItem(table_, {name, keys});
        item->setData(0, Qt::UserRole, action->objectName());
        if (action->objectName() == chosen) table_->setCurrentItem(item);
    }
    follow();
}

void ShortcutsPage::follow() {
    const QAction* action = current();
    const QSignalBlocker quiet(keys_);
    keys_->setKeySequence(action ? action->shortcut() : QKeySequence());
    keys_->setEnabled(action != nullptr);
    remove_->setEnabled(action && !action->shortcut().isEmpty());
}

void ShortcutsPage::change() {
    QAction* action = current();
    if (!action) return;
    const QKeySequence keys = keys_->keySequence();
    if (keys == action->shortcut()) return;
    if (const QAction* other = actions_.conflict(action, keys)) {
        taken_->setText(
            tr("%1 already belongs to “%2”.").arg(keys.toString(QKeySequence::NativeText), plainText(other)));
        follow();
        return;
    }
    taken_->clear();
    settings_.setShortcut(action->objectName(), keys);
}

void ShortcutsPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void ShortcutsPage::retranslate() {
    search_->setPlaceholderText(tr("Search commands and keys"));
    search_->setAccessibleName(tr("Search commands and keys"));
    table_->setHeaderLabels({tr("Command"), tr("Keys")});
    table_->setAccessibleName(tr("Shortcuts"));
    keys_label_->setText(tr("Keys:"));
    keys_->setAccessibleName(tr("Keys"));
    remove_->setText(tr("Remove"));
    reset_->setText(tr("Reset all"));
    taken_->clear();
    fill();
}

}  // namespace ui
