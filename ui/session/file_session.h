#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <stop_token>

#include "engine/api/darkroom.h"

namespace ui {

class Document;
class SettingsStore;

/// Opens and exports photos off the GUI thread. The document changes only when an opened photo is complete;
/// an export works on what the document was when it began.
class FileSession : public QObject {
    Q_OBJECT

public:
    enum class Task { None, Opening, Exporting };

    FileSession(Document& document, const engine::Darkroom& darkroom, SettingsStore& settings,
                QObject* parent = nullptr);
    ~FileSession() override;

    Task task() const { return task_; }
    double progress() const { return progress_; }  ///< 0…1; negative while unknown
    const QString& path() const { return path_; }  ///< of the task that runs

    /// Starts reading a file, in place of one that is still being read. Refused (false) during an export.
    bool open(const QString& path);
    /// Starts writing. Refused (false) while another task runs or nothing is open.
    bool exportTo(const QString& path, const engine::ExportOptions& options);
    /// The document and the folder stay as they were.
    void cancel();

    /// True when both name the same file, whatever way they are written.
    static bool sameFile(const QString& one, const QString& other);
    /// Where an export of `photo_path` is suggested: beside it, with "-edited" and the suffix that suits
    /// `format`.
    static QString suggestedPath(const QString& photo_path, const std::string& format);

Q_SIGNALS:
    void taskChanged();
    void progressed();
    void opened(const QString& path);
    void exported(const QString& path);
    /// `what` is "open" or "export"; a cancelled task says nothing.
    void failed(const QString& what, const QString& path, const engine::Error& error);

private:
    void begin(Task task, const QString& path);
    void end();

    Document& document_;
    const engine::Darkroom& darkroom_;
    SettingsStore& settings_;
    Task task_ = Task::None;
    double progress_ = -1;
    QString path_;
    quint64 ticket_ = 0;  ///< of the newest task; answers to older ones are dropped
    std::stop_source stop_;
    QThreadPool pool_;  ///< last: waits for its tasks before anything above goes
};

}  // namespace ui
