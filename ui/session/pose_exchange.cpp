#include "ui/session/pose_exchange.h"

#include <QDir>
#include <QFileInfo>
#include <new>
#include <string>

#include "ui/document/document.h"
#include "ui/session/pool_task.h"
#include "ui/session/pose_work.h"
#include "ui/session/settings_store.h"

namespace ui {
namespace {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::Skeleton;

Error noMemory(const std::string& path) {
    return {ErrorCode::OutOfMemory, "no memory for the pose of " + path};
}

}  // namespace

PoseExchange::PoseExchange(PoseWork& pose, const Document& document, const engine::PoseFiles& files,
                           SettingsStore& settings, QObject* parent)
    : QObject(parent), pose_(pose), document_(document), files_(files), settings_(settings) {
    pool_.setMaxThreadCount(1);
    connect(&document_, &Document::opened, this, [this] { ++ticket_; });
}

void PoseExchange::importFrom(const QString& path) {
    if (!pose_.obstacle().isEmpty()) return;
    begin(path);
    runInPool(
        pool_, this,
        [&files = files_, file = path.toStdString()]() -> Result<Skeleton> {
            try {
                return files.open(file);
            } catch (const std::bad_alloc&) {
                return noMemory(file);
            }
        },
        [this, path, ticket = ++ticket_](const Result<Skeleton>& pose) {
            if (ticket != ticket_) return;
            if (!pose) {
                Q_EMIT failed({}, pose.error());
            } else if (!pose_.adopt(pose.value())) {
                Q_EMIT failed({}, {ErrorCode::InvalidRequest,
                                   "a joint that the photo shows was expected in " + path.toStdString() +
                                       ", but there is none; choose another pose"});
            }
        });
}

void PoseExchange::exportTo(const QString& path) {
    if (!pose_.obstacle().isEmpty()) return;
    begin(path);
    runInPool(
        pool_, this,
        [&files = files_, file = path.toStdString(), pose = pose_.shownSkeleton(),
         canvas = document_.size()]() -> Result<Done> {
            try {
                return files.save(file, pose, canvas);
            } catch (const std::bad_alloc&) {
                return noMemory(file);
            }
        },
        [this, path](const Result<Done>& saved) {
            if (!saved) Q_EMIT failed(path, saved.error());
        });
}

void PoseExchange::begin(const QString& path) {
    settings_.setPoseFolder(QFileInfo(path).absolutePath());
    Q_EMIT began();
}

QString PoseExchange::folder() const {
    return settings_.poseFolder();
}

QString PoseExchange::suggestedPath() const {
    return QDir(folder()).filePath(QFileInfo(document_.path()).completeBaseName() + ".pose.json");
}

}  // namespace ui
