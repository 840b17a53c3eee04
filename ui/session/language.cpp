#include "ui/session/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace ui {

Language::~Language() {
    QCoreApplication::removeTranslator(&ours_);
    QCoreApplication::removeTranslator(&qt_);
}

void Language::use(const QString& language) {
    if (language == current_) return;
    current_ = language;
    QCoreApplication::removeTranslator(&ours_);
    QCoreApplication::removeTranslator(&qt_);
    QLocale::setDefault(QLocale(language));
    if (qt_.load("qtbase_" + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&qt_);
    }
    if (ours_.load(":/i18n/penumbra_" + language + ".qm")) QCoreApplication::installTranslator(&ours_);
}

}  // namespace ui
