#pragma once

#include <QImage>
#include <QRect>
#include <QUndoCommand>
#include <memory>
#include <vector>

#include "ui/document/document.h"
#include "ui/document/mask_tiles.h"

namespace ui {

// Each function makes one undoable step; push it through EditSession::apply.

std::unique_ptr<QUndoCommand> addEdit(Document& document, Edit edit);
std::unique_ptr<QUndoCommand> removeEdit(Document& document, quint64 id);
std::unique_ptr<QUndoCommand> showEdit(Document& document, quint64 id, bool visible);
/// Successive changes of the same edit's opacity merge into one step.
std::unique_ptr<QUndoCommand> fadeEdit(Document& document, quint64 id, float opacity);
/// The result of running an edit again takes the old one's place.
std::unique_ptr<QUndoCommand> replaceEdit(Document& document, Edit edit);
std::unique_ptr<QUndoCommand> moveEdit(Document& document, quint64 id, int index);

/// A mask change that is already painted: keeps only the tiles of `dirty` that differ between `before` and
/// the document's mask. `before` may be null (there was no mask).
std::unique_ptr<QUndoCommand> paintedMask(Document& document, const QString& text, const QImage& before,
                                          const QRect& dirty);
/// The same for a gesture that kept the tiles it painted over itself; costs only those tiles.
std::unique_ptr<QUndoCommand> paintedMask(Document& document, const QString& text, MaskTiles before);
/// The mask becomes `after` (null: no mask).
std::unique_ptr<QUndoCommand> replaceMask(Document& document, const QString& text, const QImage& after);

}  // namespace ui
