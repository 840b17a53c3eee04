#include "ui/panels/action_table.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QWidget>

#include "ui/session/settings_store.h"
#include "ui/widgets/theme.h"

namespace ui {

QString plainText(const QAction* action) {
    static const QRegularExpression letter(QStringLiteral("\\(&.\\)|&"));
    return action->text().remove(letter);
}

ActionTable::ActionTable(SettingsStore& settings, QWidget* window)
    : QObject(window), settings_(settings), window_(window) {
    connect(&settings_, &SettingsStore::shortcutsChanged, this, &ActionTable::applyShortcuts);
}

QAction* ActionTable::add(const ActionSpec& spec) {
    auto* action = new QAction(window_);
    action->setObjectName(spec.id);
    if (*spec.icon) action->setIcon(themedIcon(spec.icon));
    window_->addAction(action);
    actions_.push_back(action);
    specs_.push_back(spec);
    by_id_.insert(spec.id, action);
    action->setShortcut(settings_.shortcut(spec.id, standardShortcut(action)));
    describe(actions_.size() - 1);
    return action;
}

QKeySequence ActionTable::standardShortcut(const QAction* action) const {
    for (const ActionSpec& spec : specs_) {
        if (action->objectName() == QLatin1String(spec.id)) {
            return QKeySequence(QString::fromLatin1(spec.shortcut), QKeySequence::PortableText);
        }
    }
    return {};
}

QAction* ActionTable::conflict(const QAction* action, const QKeySequence& keys) const {
    if (keys.isEmpty()) return nullptr;
    for (QAction* other : actions_) {
        if (other != action && other->shortcut() == keys) return other;
    }
    return nullptr;
}

void ActionTable::retranslate() {
    for (std::size_t i = 0; i < actions_.size(); ++i) describe(i);
}

void ActionTable::applyShortcuts() {
    for (std::size_t i = 0; i < actions_.size(); ++i) {
        QAction* action = actions_[i];
        action->setShortcut(settings_.shortcut(action->objectName(), standardShortcut(action)));
        describe(i);
    }
}

/// Its text, and the tool tip: name, keys, hint.
void ActionTable::describe(std::size_t index) const {
    QAction* action = actions_[index];
    const ActionSpec& spec = specs_[index];
    action->setText(QCoreApplication::translate(spec.context, spec.text));
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    const QString name = plainText(action).remove(QStringLiteral("…"));
    action->setIconText(name);  // what a button shows
    QString tip = name;
    if (!keys.isEmpty()) tip += QStringLiteral(" (%1)").arg(keys);
    if (*spec.hint) tip += "\n" + QCoreApplication::translate(spec.context, spec.hint);
    action->setToolTip(tip);
}

}  // namespace ui
