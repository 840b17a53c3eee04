#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>

#include "engine/api/pose_files.h"

namespace ui {

class Document;
class PoseWork;
class SettingsStore;

/// Poses from files and into files, off the GUI thread.
class PoseExchange : public QObject {
    Q_OBJECT

public:
    PoseExchange(PoseWork& pose, const Document& document, const engine::PoseFiles& files,
                 SettingsStore& settings, QObject* parent = nullptr);

    /// Takes the pose of a file over, as one gesture. Another photo, or another file, comes before it.
    void importFrom(const QString& path);
    /// Writes the pose as it is seen over the photo, over a file that was there.
    void exportTo(const QString& path);

    QString folder() const;         ///< where a pose was read or written last
    QString suggestedPath() const;  ///< for the pose of this photo

Q_SIGNALS:
    void began();  ///< one of the two
    /// Nothing was changed. `path` is empty unless it could not be written.
    void failed(const QString& path, const engine::Error& error);

private:
    void begin(const QString& path);

    PoseWork& pose_;
    const Document& document_;
    const engine::PoseFiles& files_;
    SettingsStore& settings_;
    quint64 ticket_ = 0;  ///< of the newest import; what older ones have read is dropped
    QThreadPool pool_;    ///< last: waits for its tasks before anything above goes
};

}  // namespace ui
