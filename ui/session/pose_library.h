#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <vector>

#include "engine/api/pose_files.h"

namespace ui {

class Document;
class PoseWork;

/// A pose that was kept under a name.
struct NamedPose {
    QString name;
    QString path;  ///< of its file
    engine::Skeleton skeleton;
};

/// The user's own poses: one OpenPose file each in a folder of their own. Files are read and written off the
/// GUI thread, one after the other; one that cannot be read is left out, left as it is and told of.
class PoseLibrary : public QObject {
    Q_OBJECT

public:
    static constexpr int kLongestName = 60;

    /// `folder` need not exist.
    PoseLibrary(PoseWork& pose, const Document& document, const engine::PoseFiles& files,
                const QString& folder, QObject* parent = nullptr);
    ~PoseLibrary() override;

    const std::vector<NamedPose>& poses() const { return poses_; }  ///< by name, as people sort
    bool isRead() const { return read_; }                           ///< what is there is known
    /// A name as it is kept: without line breaks, signs that are not seen, and what is too long.
    static QString cleanName(const QString& text);
    /// Where the pose of this name is, or would be.
    QString pathOf(const QString& name) const;
    bool has(const QString& name) const;
    /// Of the pose that was removed last and can be brought back; empty: none.
    QString removedName() const { return removed_.name; }
    /// What went wrong, as one sentence; empty: nothing.
    QString problem() const;

    void load();
    /// Keeps the pose as it is seen over the photo; one of the same name is replaced. `name` is a clean one.
    void save(const QString& name);
    void remove(const QString& path);
    void bringBack();  ///< what was removed last
    /// Takes a pose over, fitted onto the person in the photo, as one gesture.
    void take(const QString& path);

Q_SIGNALS:
    void changed();  ///< anything above

private:
    enum class Trouble { None, NotRead, NotSaved, NotRemoved, DoesNotFit };
    struct Folder {
        std::vector<NamedPose> poses;
        QStringList damaged;  ///< names of files
        Trouble trouble = Trouble::None;
    };
    template <typename Work>
    void run(const QString& name, Work work);
    static Folder read(const engine::PoseFiles& files, const QString& folder);
    const NamedPose* find(const QString& path) const;
    QString asidePath() const;

    PoseWork& pose_;
    const Document& document_;
    const engine::PoseFiles& files_;
    QString folder_;
    std::vector<NamedPose> poses_;
    QStringList damaged_;
    bool read_ = false;
    Trouble trouble_ = Trouble::None;
    QString troubled_;   ///< the name that the trouble is about
    NamedPose removed_;  ///< its file lies aside until another is removed or the program ends
    QThreadPool pool_;   ///< last: waits for its tasks before anything above goes
};

}  // namespace ui
