#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

class QApplication;

namespace ui {

/// The colours of a theme; neutral greys and one accent. Text on its surface has a contrast of at least 4.5
/// : 1.
struct ThemeColours {
    QString name;   ///< "dark" or "light", as in the names of resources
    QColor window;  ///< behind the panels
    QColor panel;
    QColor field;    ///< text fields and lists
    QColor control;  ///< buttons
    QColor hover;
    QColor pressed;
    QColor checked;
    QColor line;
    QColor track;  ///< empty part of sliders and progress lines
    QColor knob;
    QColor text;
    QColor dim;    ///< second-rank text
    QColor faint;  ///< disabled text and icons
    QColor accent;
    QColor accent_hover;
    QColor accent_text;  ///< the accent as a text colour
    QColor on_accent;    ///< text over the accent
    QColor notice;       ///< behind an error's text
    QColor notice_line;
};

const ThemeColours& darkTheme();
const ThemeColours& lightTheme();

/// Style, palette and style sheet of the whole program.
void applyTheme(QApplication& application, const ThemeColours& colours);

/// Whether a place shows that it takes what is held over it.
void showDropping(QWidget* place, bool dropping);

/// One of our line drawings ("icons/NAME.svg" of the resources), drawn at any scale in the text colour of the
/// theme that is in force when it is painted; dimmed when disabled, in the accent when checked.
QIcon themedIcon(const QString& resource_path);

}  // namespace ui
