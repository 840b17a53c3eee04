#include "ui/session/model_shelf.h"

#include <QFileInfo>
#include <algorithm>
#include <filesystem>
#include <new>

#include "ui/session/pool_task.h"

namespace ui {
namespace {

using engine::Error;
using engine::ErrorCode;
using Taken = engine::Result<engine::ModelDescription>;

constexpr double kSmallestStep = 0.005;  // of the progress; finer ones would only flood the window

/// A look at the names first: a file that does not fit is refused before all of it is read.
Taken take(const engine::ModelLibrary& library, const ModelImport& import, const std::stop_token& stop,
           const std::function<void(double)>& progress) {
    try {
        const std::string path = import.path.toStdString();
        Taken seen = library.describe(path);
        if (!seen) return seen;
        if (!seen.value().isFit()) return Error{ErrorCode::ModelCorrupt, seen.value().problem};
        return library.import(path, import.mode, stop, progress);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "expected memory for reading the model, found none free"};
    }
}

std::vector<InstalledModel> listOf(const engine::ModelLibrary& library) {
    std::vector<InstalledModel> models;
    try {
        for (engine::ModelDescription& about : library.installed()) {
            std::error_code ignored;
            const bool linked = std::filesystem::is_symlink(about.path, ignored);
            models.push_back({std::move(about), linked});
        }
    } catch (const std::bad_alloc&) {
        models.clear();
    }
    return models;
}

}  // namespace

ModelShelf::ModelShelf(const engine::ModelLibrary& library, QObject* parent)
    : QObject(parent), library_(library) {
    pool_.setMaxThreadCount(2);  // a list is not to wait for an import
}

ModelShelf::~ModelShelf() {
    stop_.request_stop();
}

const InstalledModel* ModelShelf::find(const QString& path) const {
    const auto found = std::find_if(models_.begin(), models_.end(),
                                    [&](const InstalledModel& model) { return model.path() == path; });
    return found == models_.end() ? nullptr : &*found;
}

ModelImport* ModelShelf::importOf(quint64 id) {
    const auto found = std::find_if(imports_.begin(), imports_.end(),
                                    [id](const ModelImport& import) { return import.id == id; });
    return found == imports_.end() ? nullptr : &*found;
}

void ModelShelf::refresh() {
    runInPool(
        pool_, this, [this] { return listOf(library_); },
        [this, ticket = ++listing_](const std::vector<InstalledModel>& models) {
            if (ticket != listing_) return;
            models_ = models;
            read_ = true;
            Q_EMIT changed();
        });
}

void ModelShelf::import(const QStringList& paths, engine::ImportMode mode) {
    for (const QString& path : paths) {
        const bool queued = std::any_of(imports_.begin(), imports_.end(), [&](const ModelImport& other) {
            return other.path == path && !other.refusal;
        });
        if (queued) continue;
        // Trying again answers what was said before.
        std::erase_if(imports_, [&](const ModelImport& other) { return other.path == path; });
        ModelImport import;
        import.id = ++last_id_;
        import.path = path;
        import.mode = mode;
        imports_.push_back(std::move(import));
    }
    Q_EMIT importsChanged();
    startNext();
}

void ModelShelf::startNext() {
    if (busy_) return;
    const auto next = std::find_if(imports_.begin(), imports_.end(),
                                   [](const ModelImport& import) { return !import.refusal; });
    if (next == imports_.end()) return;
    busy_ = true;
    next->running = true;
    stop_ = std::stop_source();
    const auto tell = [this, id = next->id, last = -1.0](double done) mutable {
        if (done - last < kSmallestStep && done < 1) return;
        last = done;
        QMetaObject::invokeMethod(
            this,
            [this, id, done] {
                ModelImport* import = importOf(id);
                if (!import) return;
                import->progress = done;
                Q_EMIT importProgressed(id);
            },
            Qt::QueuedConnection);
    };
    runInPool(
        pool_, this,
        [this, import = *next, stop = stop_.get_token(), tell] { return take(library_, import, stop, tell); },
        [this, id = next->id](const Taken& taken) { finish(id, taken); });
    Q_EMIT importsChanged();
}

void ModelShelf::finish(quint64 id, const Taken& taken) {
    busy_ = false;
    ModelImport* import = importOf(id);
    if (!import) {
        // Cancelled when the library was done already: what it took goes out again.
        if (taken) remove(QString::fromStdString(taken.value().path));
    } else if (taken) {
        std::erase_if(imports_, [id](const ModelImport& other) { return other.id == id; });
        refresh();
        Q_EMIT imported(QString::fromStdString(taken.value().path));
    } else {
        import->running = false;
        import->refusal = taken.error();
    }
    Q_EMIT importsChanged();
    startNext();
}

void ModelShelf::drop(quint64 id) {
    const ModelImport* import = importOf(id);
    if (!import) return;
    if (import->running) stop_.request_stop();
    std::erase_if(imports_, [id](const ModelImport& other) { return other.id == id; });
    Q_EMIT importsChanged();
}

void ModelShelf::dropRefused() {
    std::erase_if(imports_, [](const ModelImport& import) { return import.refusal.has_value(); });
    Q_EMIT importsChanged();
}

void ModelShelf::remove(const QString& path) {
    const InstalledModel* model = find(path);
    // What a cancelled import left is no news to anyone.
    const bool listed = model != nullptr;
    const QString name = listed ? model->name() : QString();
    const bool linked = listed && model->linked;
    using Removed = engine::Result<engine::Done>;
    runInPool(
        pool_, this,
        [this, file = path.toStdString()]() -> Removed {
            try {
                return library_.remove(file);
            } catch (const std::bad_alloc&) {
                return Error{ErrorCode::OutOfMemory, "expected memory for removing the model, found none"};
            }
        },
        [this, path, listed, name, linked](const Removed& done) {
            refresh();
            if (!listed) return;
            if (done) {
                Q_EMIT removed(path, name, linked);
            } else {
                Q_EMIT removeFailed(name, done.error());
            }
        });
}

bool ModelShelf::looksLikeModel(const QString& path) {
    static const QStringList suffixes = {"safetensors", "ckpt", "pt", "pth", "bin"};
    const QFileInfo file(path);
    return suffixes.contains(file.suffix().toLower()) || file.isDir();
}

}  // namespace ui
