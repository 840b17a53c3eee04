#include "ui/panels/help_window.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPushButton>
#include <QTextBrowser>
#include <QTextDocument>
#include <QVBoxLayout>

#include "ui/panels/action_table.h"

namespace ui {

HelpWindow::HelpWindow(const ActionTable& actions, QWidget* parent)
    : QDialog(parent), actions_(actions), text_(new QTextBrowser), close_(new QPushButton) {
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(8);
    all->addWidget(text_, 1);
    all->addWidget(close_, 0, Qt::AlignRight);
    connect(close_, &QPushButton::clicked, this, &QDialog::close);
    text_->document()->setDocumentMargin(16);
    resize(640, 640);
    retranslate();
}

void HelpWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QDialog::changeEvent(event);
}

void HelpWindow::showEvent(QShowEvent* event) {
    retranslate();  // shortcuts may have changed
    QDialog::showEvent(event);
}

QString HelpWindow::keys() const {
    QString rows;
    const auto add = [&rows](const QString& keys, const QString& text) {
        rows += QStringLiteral("<tr><td style='padding-right:24px'><b>%1</b></td><td>%2</td></tr>")
                    .arg(keys.toHtmlEscaped(), text.toHtmlEscaped());
    };
    for (const QAction* action : actions_.all()) {
        if (action->shortcut().isEmpty()) continue;
        add(action->shortcut().toString(QKeySequence::NativeText),
            plainText(action).remove(QStringLiteral("…")));
    }
    add(tr("Space"), tr("Move the photo while held"));
    add(QStringLiteral("[  ]"), tr("Brush size"));
    add(QStringLiteral("Shift+[  ]"), tr("Brush hardness"));
    add(QStringLiteral("0–9"), tr("Brush opacity"));
    add(QStringLiteral("X"), tr("Switch between add and subtract"));
    add(QStringLiteral("↑  ↓"), tr("Earlier and later prompts, in the prompt box"));
    add(QStringLiteral("Ctrl+↑  Ctrl+↓"), tr("Weight of the word at the cursor, in the prompt box"));
    add(QStringLiteral("Shift+Enter"), tr("A new line, in the prompt box"));
    return QStringLiteral("<table cellspacing='4'>%1</table>").arg(rows);
}

void HelpWindow::retranslate() {
    setWindowTitle(tr("Help"));
    setAccessibleName(tr("Help"));
    text_->setAccessibleName(tr("Help"));
    close_->setText(tr("Close"));
    const QString version = QCoreApplication::applicationVersion();
    QString html = QStringLiteral("<h2>Penumbra %1</h2>").arg(version.toHtmlEscaped());
    const auto section = [&html](const QString& title, const QStringList& paragraphs) {
        html += QStringLiteral("<h3>%1</h3>").arg(title.toHtmlEscaped());
        for (const QString& paragraph : paragraphs) {
            html += QStringLiteral("<p>%1</p>").arg(paragraph.toHtmlEscaped());
        }
    };
    section(
        tr("Removing a shadow"),
        {tr("Open a portrait, press Enter, look at the result in place, press Enter again to apply it. "
            "Esc cancels or discards."),
         tr("Without a mask the person is found automatically. To change only a part, paint it with the "
            "brush, or choose a mask tool and click on a part under “Find”."),
         tr("Strength says how much of the shadow goes. Softness avoids drawn edges. Keep shape leaves the "
            "broad light that models the face.")});
    section(tr("Fitting a person to a background"),
            {tr("Choose “Fit to a background…” or drop a photo on it. The person is lit as if they stood in "
                "front of it; the background itself is not put into the picture.")});
    section(tr("Changing how hair, skin or lips look"),
            {tr("Press Y and choose a region. The pointer tries a small picture out on the photo, a click "
                "takes it; the sliders below change the region by hand. Several regions make one edit."),
             tr("“Take style from…” gives the region the style of another person's photo. “Paint on it” "
                "makes the region the mask, so that you can correct where the style changes.")});
    section(
        tr("Changing a photo by words"),
        {tr("Press D and write under the photo what to change, such as “blond hair”. The region that your "
            "words speak of lights up; “Edit mask” lets you paint on it. Enter runs, Enter again applies."),
         tr("With ×2 to ×8 several variants are made: the arrow keys show one in place, Enter applies it, "
            "Esc drops all. The starter model knows common words of portraits; a checkpoint of your own "
            "knows more.")});
    section(
        tr("Edits"),
        {tr("The original is never changed. Every applied result is one line in Edits: hide it, fade it, "
            "run it again, drag it to another place, or delete it."),
         tr("A result that waits while you start something else is kept in Jobs and can be shown again.")});
    section(tr("Keys"), {});
    html += keys();
    section(tr("About"),
            {tr("Penumbra works on this computer alone: no account, nothing is sent anywhere.")});
    text_->setHtml(html);
}

}  // namespace ui
