#pragma once

#include <QImage>
#include <QObject>
#include <QThreadPool>
#include <functional>

#include "engine/api/darkroom.h"
#include "ui/session/places.h"

namespace ui {

class EditSession;

/// Changes of the whole mask, worked out off the GUI thread; each ends as one undo step. One at a time:
/// another that is asked for meanwhile, or a mask painted meanwhile, makes the earlier answer worthless and
/// it is dropped.
class MaskWork : public QObject {
    Q_OBJECT

public:
    explicit MaskWork(EditSession& session, QObject* parent = nullptr);

    bool isBusy() const { return busy_; }

    void invert();
    void clear();
    void feather(int radius);
    void grow(int radius);
    void shrink(int radius);
    /// Adds a place that has been read, or takes it out.
    void include(Place place, bool subtract);
    /// Makes a place that was found the mask, to be painted on.
    void adopt(const engine::Image& area, const engine::Rect& region);
    void load(const QString& path);  ///< a picture of another size is stretched over the photo
    void save(const QString& path);

Q_SIGNALS:
    void busyChanged();
    void failed(const QString& path, const engine::Error& error);
    void saved(const QString& path);

private:
    void run(const QString& text, std::function<engine::Result<QImage>()> work, const QString& path = {});
    void setBusy(bool busy);

    EditSession& session_;
    bool busy_ = false;
    quint64 ticket_ = 0;
    QThreadPool pool_;  ///< last: waits for its task before anything above goes
};

}  // namespace ui
