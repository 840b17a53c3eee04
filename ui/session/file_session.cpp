#include "ui/session/file_session.h"

#include <QDir>
#include <QFileInfo>
#include <new>

#include "ui/document/document.h"
#include "ui/session/pool_task.h"
#include "ui/session/settings_store.h"

namespace ui {

using engine::Error;
using engine::ErrorCode;

FileSession::FileSession(Document& document, const engine::Darkroom& darkroom, SettingsStore& settings,
                         QObject* parent)
    : QObject(parent), document_(document), darkroom_(darkroom), settings_(settings) {
    pool_.setMaxThreadCount(2);
}

FileSession::~FileSession() {
    stop_.request_stop();
}

bool FileSession::open(const QString& path) {
    if (task_ == Task::Exporting) return false;
    stop_.request_stop();  // nobody waits for a photo that is still being read
    begin(Task::Opening, path);
    using Opened = engine::Result<engine::Photo>;
    runInPool(
        pool_, this,
        [this, file = path.toStdString(), stop = stop_.get_token()]() -> Opened {
            try {
                return darkroom_.open(file, stop);
            } catch (const std::bad_alloc&) {
                return Error{ErrorCode::OutOfMemory, "no memory for the pixels of " + file};
            }
        },
        [this, path, ticket = ticket_](const Opened& photo) {
            if (ticket != ticket_) return;
            end();
            if (!photo) {
                Q_EMIT failed(QStringLiteral("open"), path, photo.error());
                return;
            }
            document_.open(photo.value(), path);
            settings_.addRecentFile(path);
            Q_EMIT opened(path);
        });
    return true;
}

bool FileSession::exportTo(const QString& path, const engine::ExportOptions& options) {
    if (task_ != Task::None || document_.isEmpty()) return false;
    begin(Task::Exporting, path);
    using Saved = engine::Result<engine::Done>;
    const int undo_index = document_.undoStack().index();
    runInPool(
        pool_, this,
        [this, ticket = ticket_, photo = document_.photo(), layers = document_.layers(),
         file = path.toStdString(), options, stop = stop_.get_token()]() -> Saved {
            const auto tell = [this, ticket](double done) {
                QMetaObject::invokeMethod(
                    this,
                    [this, ticket, done] {
                        if (ticket != ticket_ || task_ == Task::None) return;
                        progress_ = done;
                        Q_EMIT progressed();
                    },
                    Qt::QueuedConnection);
            };
            try {
                return darkroom_.save(photo, layers, file, options, stop, tell);
            } catch (const std::bad_alloc&) {
                return Error{ErrorCode::OutOfMemory, "no memory while writing " + file};
            }
        },
        [this, path, undo_index, ticket = ticket_](const Saved& saved) {
            if (ticket != ticket_) return;
            end();
            if (saved) {
                QUndoStack& undo = document_.undoStack();
                if (undo.index() == undo_index) undo.setClean();
                Q_EMIT exported(path);
            } else if (saved.error().code != ErrorCode::Cancelled) {
                Q_EMIT failed(QStringLiteral("export"), path, saved.error());
            }
        });
    return true;
}

void FileSession::cancel() {
    if (task_ == Task::None) return;
    stop_.request_stop();
    end();
}

bool FileSession::sameFile(const QString& one, const QString& other) {
    const QString first = QFileInfo(one).canonicalFilePath();
    return !first.isEmpty() && first == QFileInfo(other).canonicalFilePath();
}

QString FileSession::suggestedPath(const QString& photo_path, const std::string& format) {
    const QFileInfo file(photo_path);
    const QString own = file.suffix();
    // A RAW photo cannot be written as one; 16-bit TIFF loses nothing.
    const bool keep_suffix = format != "raw" && !own.isEmpty();
    return file.dir().filePath(file.completeBaseName() + "-edited." + (keep_suffix ? own : QString("tif")));
}

void FileSession::begin(Task task, const QString& path) {
    ++ticket_;
    stop_ = std::stop_source();
    task_ = task;
    path_ = path;
    progress_ = -1;
    Q_EMIT taskChanged();
}

void FileSession::end() {
    ++ticket_;
    task_ = Task::None;
    progress_ = -1;
    Q_EMIT taskChanged();
}

}  // namespace ui
