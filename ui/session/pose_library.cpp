#include "ui/session/pose_library.h"

#include <QCollator>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>
#include <algorithm>
#include <new>
#include <utility>

#include "ui/document/document.h"
#include "ui/session/pool_task.h"
#include "ui/session/pose_work.h"

namespace ui {
namespace {

const QString kSuffix = QStringLiteral(".json");

/// Signs that mean something in a path on some system, or begin one that is hidden.
bool isSafe(QChar sign, bool is_first) {
    if (sign.unicode() > 0x7F || sign.isLetterOrNumber()) return true;
    return QStringLiteral("_-+,=()!#&@~").contains(sign) || (!is_first && (sign == u' ' || sign == u'.'));
}

/// A name with every other sign as in a web address, so that it can be read back.
QString fileNameOf(const QString& name) {
    QString file;
    for (const QChar sign : name) {
        file += isSafe(sign, file.isEmpty())
                    ? QString(sign)
                    : QStringLiteral("%%1").arg(sign.unicode(), 2, 16, QLatin1Char('0')).toUpper();
    }
    return file + kSuffix;
}

QString nameOf(const QString& file) {
    return PoseLibrary::cleanName(QUrl::fromPercentEncoding(file.chopped(kSuffix.size()).toUtf8()));
}

}  // namespace

PoseLibrary::PoseLibrary(PoseWork& pose, const Document& document, const engine::PoseFiles& files,
                         const QString& folder, QObject* parent)
    : QObject(parent), pose_(pose), document_(document), files_(files), folder_(folder) {
    pool_.setMaxThreadCount(1);
}

PoseLibrary::~PoseLibrary() {
    pool_.waitForDone();
    QFile::remove(asidePath());
}

QString PoseLibrary::cleanName(const QString& text) {
    QString name;
    for (const QChar sign : QString::fromUtf8(text.toUtf8())) {  // without halves of signs
        const bool seen = sign.category() != QChar::Other_Control && sign.category() != QChar::Other_Format;
        name += seen ? sign : QLatin1Char(' ');
    }
    name = name.normalized(QString::NormalizationForm_C).simplified().left(kLongestName);
    if (!name.isEmpty() && name.back().isHighSurrogate()) name.chop(1);
    return name.trimmed();
}

QString PoseLibrary::pathOf(const QString& name) const {
    return QDir(folder_).filePath(fileNameOf(name));
}

bool PoseLibrary::has(const QString& name) const {
    return find(pathOf(name)) != nullptr;
}

QString PoseLibrary::problem() const {
    switch (trouble_) {
        case Trouble::None:
            break;
        case Trouble::NotRead:
            return tr("There is no memory for the saved poses. Close other programs and try again.");
        case Trouble::NotSaved:
            return tr("“%1” could not be saved. Make room on the disk, or allow writing to %2.")
                .arg(troubled_, QDir::toNativeSeparators(folder_));
        case Trouble::NotRemoved:
            return tr("“%1” could not be removed. Allow writing to %2.")
                .arg(troubled_, QDir::toNativeSeparators(folder_));
        case Trouble::DoesNotFit:
            return tr("“%1” shows too little of what this photo shows. Choose another pose.").arg(troubled_);
    }
    if (damaged_.size() == 1)
        return tr("“%1” is damaged, or no pose of one person, and is left out.").arg(damaged_.front());
    if (!damaged_.isEmpty())
        return tr("%1 files are damaged, or no poses of one person, and are left out.").arg(damaged_.size());
    return {};
}

void PoseLibrary::load() {
    run({}, [] { return Trouble::None; });
}

void PoseLibrary::save(const QString& name) {
    if (!pose_.obstacle().isEmpty() || name.isEmpty()) return;
    const QString path = pathOf(name);
    const auto work = [&files = files_, folder = folder_, path, pose = pose_.shownSkeleton(),
                       canvas = document_.size()] {
        const bool is_written = QDir().mkpath(folder) && files.save(path.toStdString(), pose, canvas);
        return is_written ? Trouble::None : Trouble::NotSaved;
    };
    if (path == removed_.path) removed_ = {};
    run(name, work);
}

void PoseLibrary::remove(const QString& path) {
    const NamedPose* pose = find(path);
    if (!pose) return;
    removed_ = *pose;
    run(removed_.name, [path, aside = asidePath()] {
        QFile::remove(aside);
        return QFile::rename(path, aside) ? Trouble::None : Trouble::NotRemoved;
    });
}

void PoseLibrary::bringBack() {
    if (removed_.path.isEmpty()) return;
    const NamedPose pose = std::exchange(removed_, {});
    run(pose.name, [path = pose.path, aside = asidePath()] {
        return QFile::rename(aside, path) ? Trouble::None : Trouble::NotSaved;
    });
}

void PoseLibrary::take(const QString& path) {
    const NamedPose* pose = find(path);
    if (!pose || !pose_.obstacle().isEmpty()) return;
    troubled_ = pose->name;
    trouble_ = pose_.adoptFitted(pose->skeleton) ? Trouble::None : Trouble::DoesNotFit;
    Q_EMIT changed();
}

/// Does something with the files, off the GUI thread, and then looks what is there.
template <typename Work>
void PoseLibrary::run(const QString& name, Work work) {
    runInPool(
        pool_, this,
        [work, &files = files_, folder = folder_]() -> Folder {
            try {
                const Trouble trouble = work();
                Folder found = read(files, folder);
                found.trouble = trouble;
                return found;
            } catch (const std::bad_alloc&) {
                return {{}, {}, Trouble::NotRead};
            }
        },
        [this, name](const Folder& found) {
            if (found.trouble != Trouble::NotRead) {
                poses_ = found.poses;
                damaged_ = found.damaged;
            }
            trouble_ = found.trouble;
            troubled_ = name;
            if (trouble_ == Trouble::NotRemoved) removed_ = {};
            read_ = true;
            Q_EMIT changed();
        });
}

PoseLibrary::Folder PoseLibrary::read(const engine::PoseFiles& files, const QString& folder) {
    Folder found;
    const QDir there(folder);
    for (const QString& file : there.entryList({u'*' + kSuffix}, QDir::Files)) {
        const QString path = there.filePath(file), name = nameOf(file);
        const auto pose = files.open(path.toStdString());
        if (pose && !name.isEmpty()) {
            found.poses.push_back({name, path, pose.value()});
        } else {
            found.damaged << cleanName(file);
        }
    }
    QCollator order;
    order.setNumericMode(true);
    order.setCaseSensitivity(Qt::CaseInsensitive);
    std::stable_sort(found.poses.begin(), found.poses.end(), [&](const NamedPose& a, const NamedPose& b) {
        return order.compare(a.name, b.name) < 0;
    });
    return found;
}

const NamedPose* PoseLibrary::find(const QString& path) const {
    const auto found =
        std::find_if(poses_.begin(), poses_.end(), [&](const NamedPose& pose) { return pose.path == path; });
    return found == poses_.end() ? nullptr : &*found;
}

QString PoseLibrary::asidePath() const {
    return QDir(folder_).filePath(QStringLiteral(".removed"));
}

}  // namespace ui
