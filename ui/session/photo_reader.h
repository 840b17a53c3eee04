#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>

#include "engine/api/darkroom.h"

namespace ui {

/// Opens another photo than the document's, off the GUI thread. A newer one makes the one before worthless.
class PhotoReader : public QObject {
    Q_OBJECT

public:
    explicit PhotoReader(const engine::Darkroom& darkroom, QObject* parent = nullptr);

    bool isReading() const { return reading_; }
    const QString& path() const { return path_; }  ///< that was asked for last
    void open(const QString& path);
    void cancel();

Q_SIGNALS:
    void opened(const engine::Photo& photo);
    void failed(const engine::Error& error);

private:
    const engine::Darkroom& darkroom_;
    QString path_;
    bool reading_ = false;
    quint64 ticket_ = 0;
    QThreadPool pool_;  ///< last: waits for its task before anything above goes
};

}  // namespace ui
