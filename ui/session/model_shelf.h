#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <optional>
#include <stop_token>
#include <vector>

#include "engine/api/model_library.h"

namespace ui {

/// A model that is in the library, and whether the library only refers to a file that lies elsewhere.
struct InstalledModel {
    engine::ModelDescription about;
    bool linked = false;

    QString path() const { return QString::fromStdString(about.path); }
    QString name() const { return QString::fromStdString(about.name); }
};

/// A file or folder on its way into the library, or one that was not taken and why.
struct ModelImport {
    quint64 id = 0;
    QString path;
    engine::ImportMode mode = engine::ImportMode::Link;
    bool running = false;
    double progress = -1;                  ///< 0…1; negative while the file is looked at
    std::optional<engine::Error> refusal;  ///< stays until it is dismissed
};

/// The model library as the window sees it: what is installed and what is being imported. The library itself
/// works in the pool; everything here is for the GUI thread and is never waited for.
class ModelShelf : public QObject {
    Q_OBJECT

public:
    explicit ModelShelf(const engine::ModelLibrary& library, QObject* parent = nullptr);
    ~ModelShelf() override;

    /// Empty until the first refresh() has been answered; isRead() tells the two apart.
    const std::vector<InstalledModel>& models() const { return models_; }
    bool isRead() const { return read_; }
    const InstalledModel* find(const QString& path) const;
    /// In the order in which they were asked for; what has been imported leaves the list.
    const std::vector<ModelImport>& imports() const { return imports_; }

    /// Lists the library anew.
    void refresh();
    /// One after the other, as each reads a whole file. What is in the queue already is not taken twice.
    void import(const QStringList& paths, engine::ImportMode mode);
    /// Ends an import without a trace, or dismisses one that was refused.
    void drop(quint64 id);
    void dropRefused();
    void remove(const QString& path);

    /// What can only be a model: a folder, or a file with the suffix of one. Others may be photos.
    static bool looksLikeModel(const QString& path);

Q_SIGNALS:
    void changed();         ///< models()
    void importsChanged();  ///< lines came, went or changed their state
    void importProgressed(quint64 id);
    void imported(const QString& path);
    void removed(const QString& path, const QString& name, bool was_linked);
    void removeFailed(const QString& name, const engine::Error& error);

private:
    ModelImport* importOf(quint64 id);
    void startNext();
    void finish(quint64 id, const engine::Result<engine::ModelDescription>& taken);

    const engine::ModelLibrary& library_;
    std::vector<InstalledModel> models_;
    std::vector<ModelImport> imports_;
    bool read_ = false;
    bool busy_ = false;  ///< an import has the pool, even one that has been dropped
    quint64 last_id_ = 0;
    quint64 listing_ = 0;  ///< the newest refresh; answers to older ones are dropped
    std::stop_source stop_;
    QThreadPool pool_;  ///< last: waits for its tasks before anything above goes
};

}  // namespace ui
