#include "ui/session/face_readings.h"

#include "ui/session/edit_session.h"
#include "ui/session/places.h"

namespace ui {

FaceReadings::FaceReadings(EditSession& session, EngineClient& client, QObject* parent)
    : QObject(parent), session_(session), question_(client) {
    connect(&session_.document(), &Document::opened, this, [this] {
        question_.cancel();
        others_.clear();
        error_.reset();
        face_ = 0;
        Q_EMIT changed();
    });
    connect(&session_, &EditSession::readingReady, this, [this] {
        if (face_ == 0) error_.reset();
        Q_EMIT changed();
    });
    connect(&session_, &EditSession::failed, this, [this](const QString& system, const engine::Error& error) {
        if (system == u"read" && face_ == 0) fail(error);
    });
    connect(&question_, &PortraitQuestion::answered, this, [this](const engine::Reading& reading) {
        others_[face_] = reading;
        Q_EMIT changed();
    });
    connect(&question_, &PortraitQuestion::failed, this, &FaceReadings::fail);
}

void FaceReadings::ask(int face) {
    if (face != face_) {
        question_.cancel();
        error_.reset();
        face_ = face;
    }
    if (session_.document().isEmpty() || error_ || of(face) || question_.isOpen()) return;
    if (face == 0) {
        session_.read();
    } else {
        question_.ask(session_.document().photo(), face);
    }
}

void FaceReadings::askAgain(int face) {
    error_.reset();
    ask(face);
    Q_EMIT changed();
}

void FaceReadings::fail(const engine::Error& error) {
    error_ = error;
    Q_EMIT changed();
}

const engine::Reading* FaceReadings::of(int face) const {
    if (face == 0) {
        const auto& largest = session_.reading();
        return largest && !largest->faces.empty() ? &*largest : nullptr;
    }
    const auto at = others_.find(face);
    return at == others_.end() ? nullptr : &at->second;
}

bool FaceReadings::isNobodyThere() const {
    const auto& largest = session_.reading();
    return (largest && largest->faces.empty()) || (error_ && error_->code == engine::ErrorCode::NoFace);
}

int FaceReadings::faces() const {
    return session_.reading() ? facesAlike(*session_.reading()) : 0;
}

}  // namespace ui
