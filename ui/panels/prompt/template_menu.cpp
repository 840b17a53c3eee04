#include "ui/panels/prompt/template_menu.h"

#include <QEvent>

#include "ui/session/prompt_text.h"
#include "ui/session/workspace.h"

namespace ui {
namespace {

constexpr int kLongestName = 60;

QString itemText(QString text) {
    if (text.size() > kLongestName) text = text.left(kLongestName - 1) + QStringLiteral("…");
    return text.replace('&', QStringLiteral("&&"));
}

}  // namespace

TemplateMenu::TemplateMenu(Workspace& workspace, QWidget* parent) : QMenu(parent), work_(workspace) {
    connect(this, &QMenu::aboutToShow, this, &TemplateMenu::fill);
    fill();
}

void TemplateMenu::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) fill();
    QMenu::changeEvent(event);
}

void TemplateMenu::fill() {
    clear();
    for (QMenu* old : findChildren<QMenu*>(Qt::FindDirectChildrenOnly)) old->deleteLater();
    const QString language = work_.settings.language();
    const PromptTemplates& templates = work_.templates;
    for (const PromptTemplates::Group& group : templates.groups()) {
        QMenu* menu = addMenu(itemText(group.title(language)));
        for (const PromptTemplate& one : templates.program()) {
            const bool known = !one.for_checkpoints || !work_.describe.usesStarter();
            if (one.group == group.id && known) addTo(menu, one);
        }
    }
    if (!templates.own().empty()) {
        QMenu* own = addMenu(tr("Your own"));
        for (const PromptTemplate& one : templates.own()) addTo(own, one);
        own->addSeparator();
        QMenu* remove = own->addMenu(tr("Delete"));
        for (const PromptTemplate& one : templates.own()) {
            const QString title = one.title({});
            connect(remove->addAction(itemText(title)), &QAction::triggered, this, [this, title] {
                const QString why = work_.templates.remove(title);
                if (!why.isEmpty()) Q_EMIT failed(why);
            });
        }
    }
    addSeparator();
    QAction* keep = addAction(tr("Keep these words as a template"));
    keep->setEnabled(!askedPrompt(work_.describe.prompt()).isEmpty());
    connect(keep, &QAction::triggered, this, &TemplateMenu::save);
}

void TemplateMenu::addTo(QMenu* menu, const PromptTemplate& one) {
    QAction* action = menu->addAction(itemText(one.title(work_.settings.language())));
    action->setCheckable(true);
    action->setChecked(PromptTemplates::isIn(work_.describe.prompt(), one));
    connect(action, &QAction::triggered, this, [this, one] {
        work_.describe.setPrompt(work_.templates.pick(work_.describe.prompt(), one));
        Q_EMIT picked();
    });
}

/// Their own words are the name by which people find them again.
void TemplateMenu::save() {
    const QString words = askedPrompt(work_.describe.prompt());
    const QString why = work_.templates.add(words, words);
    if (!why.isEmpty()) Q_EMIT failed(why);
}

}  // namespace ui
