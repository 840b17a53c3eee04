#pragma once

#include <QObject>
#include <QString>

#include "ui/session/photo_reader.h"
#include "ui/session/portrait_question.h"

namespace ui {

class Document;
class PoseWork;

/// Poses of people in other photos: the photo is opened off the GUI thread, the engine reads its largest
/// person, and the person in hand takes that pose over, as one gesture. A newer photo, or another one in the
/// document, makes the one before worthless.
class PosePhoto : public QObject {
    Q_OBJECT

public:
    PosePhoto(PoseWork& pose, const Document& document, EngineClient& client,
              const engine::Darkroom& darkroom, QObject* parent = nullptr);

    void take(const QString& path);
    void cancel();
    bool isBusy() const { return reader_.isReading() || question_.isOpen(); }
    const QString& path() const { return reader_.path(); }  ///< that was asked for last

Q_SIGNALS:
    void changed();  ///< isBusy()
    /// Nothing was changed; errorText() knows it as "pose_photo".
    void failed(const engine::Error& error);

private:
    void adopt(const engine::Reading& reading);
    void fail(const engine::Error& error);

    PoseWork& pose_;
    PhotoReader reader_;
    PortraitQuestion question_;
};

}  // namespace ui
