#include "ui/panels/command_palette.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPixmap>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/action_table.h"

namespace ui {
namespace {

constexpr int kActionRole = Qt::UserRole;

/// All words of `search` stand somewhere in `text`.
bool fits(const QString& text, const QString& search) {
    const QStringList words = search.split(' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(),
                       [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace

CommandPalette::CommandPalette(const std::vector<QAction*>& actions, QWidget* parent)
    : QFrame(parent), actions_(actions), search_(new QLineEdit), list_(new QTreeWidget) {
    setObjectName("palette");
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(8);
    all->addWidget(search_);
    all->addWidget(list_);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setColumnCount(2);
    list_->setHeaderHidden(true);
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setIconSize({16, 16});
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    // Names without an icon stand under those with one.
    QPixmap nothing(list_->iconSize());
    nothing.fill(Qt::transparent);
    blank_ = nothing;
    search_->installEventFilter(this);
    connect(search_, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(list_, &QTreeWidget::itemClicked, this, &CommandPalette::choose);
    retranslate();
    hide();
}

void CommandPalette::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

void CommandPalette::retranslate() {
    search_->setPlaceholderText(tr("Type a command"));
    search_->setAccessibleName(tr("Type a command"));
    list_->setAccessibleName(tr("Commands"));
}

void CommandPalette::open() {
    const QRect window = parentWidget()->rect();
    const QSize size(std::min(520, window.width() - 32), std::min(400, window.height() - 64));
    setGeometry(QRect({(window.width() - size.width()) / 2, 64}, size));
    search_->clear();
    filter({});
    show();
    raise();
    search_->setFocus();
}

void CommandPalette::filter(const QString& text) {
    list_->clear();
    for (QAction* action : actions_) {
        const QString name = plainText(action);
        if (!action->isEnabled() || !fits(name, text)) continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        auto* item = new QTreeWidgetItem(list_, {name, keys});
        item->setIcon(0, action->icon().isNull() ? blank_ : action->icon());
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(0, kActionRole, QVariant::fromValue<QObject*>(action));
        item->setToolTip(0, action->toolTip());
    }
    if (list_->topLevelItemCount() > 0) list_->setCurrentItem(list_->topLevelItem(0));
}

void CommandPalette::choose() {
    const QTreeWidgetItem* item = list_->currentItem();
    auto* action = item ? qobject_cast<QAction*>(item->data(0, kActionRole).value<QObject*>()) : nullptr;
    hide();
    parentWidget()->setFocus();
    if (action) action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    // The window's own shortcuts for these keys must not win over the field.
    const bool asked = event->type() == QEvent::ShortcutOverride;
    if (asked || event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
            case Qt::Key_Escape:
            case Qt::Key_Return:
            case Qt::Key_Enter:
            case Qt::Key_Up:
            case Qt::Key_Down:
                if (asked) {
                    event->accept();
                } else if (key->key() == Qt::Key_Escape) {
                    hide();
                    parentWidget()->setFocus();
                } else if (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down) {
                    QApplication::sendEvent(list_, event);
                } else {
                    choose();
                }
                return true;
            default:
                break;
        }
    }
    if (event->type() == QEvent::FocusOut && !isAncestorOf(QApplication::focusWidget())) hide();
    return QFrame::eventFilter(watched, event);
}

}  // namespace ui
