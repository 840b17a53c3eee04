#include "ui/session/file_trouble.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace ui {
namespace {

QString inWords(const char* text) {
    return QCoreApplication::translate("Errors", text);
}

QString readingTrouble(const QFileInfo& file) {
    if (!file.exists()) {
        return inWords(QT_TRANSLATE_NOOP(
            "Errors", "“%1” is not there any more. It may have been moved, renamed or deleted."));
    }
    if (file.isDir()) {
        return inWords(QT_TRANSLATE_NOOP("Errors", "“%1” is a folder. Choose a picture in it."));
    }
    if (!file.isReadable()) {
        return inWords(QT_TRANSLATE_NOOP(
            "Errors", "You may not read “%1”. Change its permissions or choose another file."));
    }
    if (file.size() == 0) {
        return inWords(QT_TRANSLATE_NOOP("Errors", "“%1” is empty. Choose another copy of it."));
    }
    return inWords(
        QT_TRANSLATE_NOOP("Errors", "“%1” is damaged or not a picture. Choose another copy of it."));
}

QString writingTrouble(const QFileInfo& file) {
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir()) {
        return inWords(QT_TRANSLATE_NOOP(
            "Errors",
            "The folder of “%1” is not there any more. Nothing was written; choose another place."));
    }
    if (!folder.isWritable()) {
        return inWords(QT_TRANSLATE_NOOP(
            "Errors",
            "You may not write into the folder of “%1”. Nothing was written; choose another place."));
    }
    return inWords(QT_TRANSLATE_NOOP(
        "Errors",
        "“%1” could not be written, the disk may be full. No partial file was left; choose another place."));
}

}  // namespace

QString fileTrouble(const engine::Error& error, const QString& path) {
    if (path.isEmpty()) return {};
    const QFileInfo file(path);
    switch (error.code) {
        case engine::ErrorCode::FileUnreadable:
            return readingTrouble(file).arg(file.fileName());
        case engine::ErrorCode::FileUnsupported:
            return inWords(QT_TRANSLATE_NOOP("Errors",
                                             "“%1” is of a kind or size that cannot be opened. Save it as "
                                             "JPEG, PNG, TIFF or WebP in RGB or grey, from 8 × 8 pixels "
                                             "to 300 megapixels."))
                .arg(file.fileName());
        case engine::ErrorCode::FileUnwritable:
            return writingTrouble(file).arg(file.fileName());
        default:
            return {};
    }
}

}  // namespace ui
