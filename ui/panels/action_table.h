#pragma once

#include <QAction>
#include <QHash>
#include <QObject>
#include <vector>

namespace ui {

class SettingsStore;

/// What an action is before it does anything. `text` is marked with QT_TRANSLATE_NOOP(context, …).
struct ActionSpec {
    const char* id;        ///< stable, lower_snake: the key of its shortcut in the settings
    const char* context;   ///< of the translation
    const char* text;      ///< with "&" for its letter in a menu
    const char* icon;      ///< resource path, "" for none
    const char* shortcut;  ///< portable text, "" for none
    const char* hint;      ///< a sentence for the tool tip, "" for none
};

/// The action's text without the marks of its menu letter: "&Open…" and "開く(&O)…" become "Open…" and
/// "開く…".
QString plainText(const QAction* action);

/// Every command of the window, in one list for menus, palette and the table of shortcuts. Texts follow the
/// language, shortcuts the settings.
class ActionTable : public QObject {
    Q_OBJECT

public:
    ActionTable(SettingsStore& settings, QWidget* window);

    QAction* add(const ActionSpec& spec);
    QAction* at(const QString& id) const { return by_id_.value(id); }
    const std::vector<QAction*>& all() const { return actions_; }
    QKeySequence standardShortcut(const QAction* action) const;
    /// The action that another has the same keys as, or null.
    QAction* conflict(const QAction* action, const QKeySequence& keys) const;

    void retranslate();

private:
    void applyShortcuts();
    void describe(std::size_t index) const;

    SettingsStore& settings_;
    QWidget* window_;
    std::vector<QAction*> actions_;
    std::vector<ActionSpec> specs_;
    QHash<QString, QAction*> by_id_;
};

}  // namespace ui
