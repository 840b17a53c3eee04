#include "ui/session/photo_reader.h"

#include <new>

#include "ui/session/pool_task.h"

namespace ui {

PhotoReader::PhotoReader(const engine::Darkroom& darkroom, QObject* parent)
    : QObject(parent), darkroom_(darkroom) {}

void PhotoReader::open(const QString& path) {
    reading_ = true;
    path_ = path;
    using Opened = engine::Result<engine::Photo>;
    runInPool(
        pool_, this,
        [&darkroom = darkroom_, file = path.toStdString()]() -> Opened {
            try {
                return darkroom.open(file);
            } catch (const std::bad_alloc&) {
                return engine::Error{engine::ErrorCode::OutOfMemory, "no memory for the pixels of " + file};
            }
        },
        [this, ticket = ++ticket_](const Opened& photo) {
            if (ticket != ticket_) return;
            reading_ = false;
            if (photo) {
                Q_EMIT opened(photo.value());
            } else {
                Q_EMIT failed(photo.error());
            }
        });
}

void PhotoReader::cancel() {
    ++ticket_;
    reading_ = false;
}

}  // namespace ui
