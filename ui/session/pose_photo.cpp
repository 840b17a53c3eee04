#include "ui/session/pose_photo.h"

#include "ui/document/document.h"
#include "ui/session/pose_work.h"

namespace ui {

PosePhoto::PosePhoto(PoseWork& pose, const Document& document, EngineClient& client,
                     const engine::Darkroom& darkroom, QObject* parent)
    : QObject(parent), pose_(pose), reader_(darkroom), question_(client) {
    connect(&document, &Document::opened, this, &PosePhoto::cancel);
    connect(&reader_, &PhotoReader::opened, this, [this](const engine::Photo& photo) {
        question_.ask(photo, 0);
        Q_EMIT changed();
    });
    connect(&reader_, &PhotoReader::failed, this, &PosePhoto::fail);
    connect(&question_, &PortraitQuestion::answered, this, &PosePhoto::adopt);
    connect(&question_, &PortraitQuestion::failed, this, &PosePhoto::fail);
}

void PosePhoto::take(const QString& path) {
    question_.cancel();
    reader_.open(path);
    Q_EMIT changed();
}

void PosePhoto::cancel() {
    question_.cancel();
    reader_.cancel();
    Q_EMIT changed();
}

void PosePhoto::adopt(const engine::Reading& reading) {
    if (const QString why = pose_.obstacle(); !why.isEmpty()) {
        fail({engine::ErrorCode::Cancelled, why.toStdString()});
    } else if (pose_.adoptPerson(reading)) {
        Q_EMIT changed();
    } else {
        fail({engine::ErrorCode::InvalidRequest, "joints that this photo shows too were expected in " +
                                                     path().toStdString() +
                                                     ", but there are too few; choose another photo"});
    }
}

void PosePhoto::fail(const engine::Error& error) {
    Q_EMIT changed();
    Q_EMIT failed(error);
}

}  // namespace ui
