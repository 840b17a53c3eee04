#pragma once

#include <QObject>
#include <QString>
#include <vector>

#include "ui/session/settings_store.h"

namespace ui {

class ModelShelf;
class PoseWork;
struct InstalledModel;

/// Drawing the pose anew with a checkpoint of the user's own: with what, how, and whether it can be done.
/// Most of it is remembered. GUI thread only.
class PoseStudio : public QObject {
    Q_OBJECT

public:
    PoseStudio(PoseWork& pose, const ModelShelf& shelf, SettingsStore& settings, QObject* parent = nullptr);

    /// Installed and fit to be chosen.
    std::vector<const InstalledModel*> controlNets() const;
    PoseStudioSetting settings() const { return store_.poseStudio(); }
    void set(const PoseStudioSetting& settings) { store_.setPoseStudio(settings); }

    /// Why the pose cannot be drawn anew now, as a sentence; empty: it can.
    QString obstacle() const;
    /// With another seed than last time, unless it is locked.
    void draw();
    bool isDrawing() const;
    void cancel();

Q_SIGNALS:
    void changed();  ///< obstacle() or isDrawing()
    // The user asked for another model …
    void modelWanted();    ///< … and is to be led to where one is chosen
    void libraryWanted();  ///< … and to where models are imported and LoRAs switched on

private:
    QString controlNetObstacle(const InstalledModel& checkpoint) const;

    PoseWork& pose_;
    const ModelShelf& shelf_;
    SettingsStore& store_;
};

}  // namespace ui
