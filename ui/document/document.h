#pragma once

#include <QImage>
#include <QObject>
#include <QRect>
#include <QString>
#include <QUndoStack>
#include <vector>

#include "engine/api/photo.h"
#include "ui/document/edit.h"

namespace ui {

/// What the user edits: an untouched photo, a list of edits over it, a mask, and the undo stack. Changes of
/// edits and mask happen through the commands in commands.h alone, so that all of them can be undone.
class Document : public QObject {
    Q_OBJECT

public:
    explicit Document(QObject* parent = nullptr);

    bool isEmpty() const { return photo_.isNull(); }
    const engine::Photo& photo() const { return photo_; }
    const QString& path() const { return path_; }
    engine::Size size() const { return isEmpty() ? engine::Size{} : photo_.size(); }

    /// Starts over with another photo: edits, mask and undo history are emptied. Emits opened().
    void open(engine::Photo photo, const QString& path);

    const std::vector<Edit>& edits() const { return edits_; }
    const Edit* edit(quint64 id) const;
    /// The visible edits, bottom to top, as the darkroom takes them.
    std::vector<engine::Layer> layers() const;
    quint64 nextEditId() { return ++last_edit_id_; }

    /// Grayscale8, the photo's size, white = edit; null while nothing is painted.
    const QImage& mask() const { return mask_; }
    bool hasMask() const { return !mask_.isNull(); }

    QUndoStack& undoStack() { return undo_; }

    // For commands and brush strokes alone.
    std::vector<Edit>& mutableEdits() { return edits_; }
    /// The mask to paint into, made (black) when there is none. Follow with maskPainted().
    QImage& mutableMask();
    void maskPainted(const QRect& dirty);
    void clearMaskPixels();  ///< back to "no mask"
    void editsTouched();     ///< emits editsChanged()

    /// Tells whoever has an unfinished gesture to give it up: the mask is about to change under it.
    void announceMaskChange() { Q_EMIT maskAboutToChange(); }

Q_SIGNALS:
    void opened();
    void maskAboutToChange();  ///< by a command or another photo, not by painting
    void editsChanged();
    void maskChanged(const QRect& dirty);

private:
    engine::Photo photo_;
    QString path_;
    std::vector<Edit> edits_;
    QImage mask_;
    quint64 last_edit_id_ = 0;
    QUndoStack undo_;
};

}  // namespace ui
