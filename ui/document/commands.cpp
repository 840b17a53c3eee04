#include "ui/document/commands.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

namespace ui {

namespace {

/// The texts that undo and redo show.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

constexpr int kFadeCommand = 1;

std::vector<Edit>::iterator place(Document& document, quint64 id) {
    auto& edits = document.mutableEdits();
    return std::find_if(edits.begin(), edits.end(), [id](const Edit& e) { return e.id == id; });
}

/// Puts an edit into the list or takes it out: one is the other's undo.
class EditPresence : public QUndoCommand {
public:
    EditPresence(Document& document, Edit edit, qsizetype index, bool adds)
        : QUndoCommand(adds ? Texts::tr("Apply edit") : Texts::tr("Delete edit")),
          document_(document),
          edit_(std::move(edit)),
          index_(index),
          adds_(adds) {}

    void redo() override { adds_ ? insert() : take(); }
    void undo() override { adds_ ? take() : insert(); }

private:
    void insert() {
        auto& edits = document_.mutableEdits();
        edits.insert(edits.begin() + std::min(index_, qsizetype(edits.size())), edit_);
        document_.editsTouched();
    }
    void take() {
        auto& edits = document_.mutableEdits();
        if (const auto found = place(document_, edit_.id); found != edits.end()) edits.erase(found);
        document_.editsTouched();
    }

    Document& document_;
    const Edit edit_;
    const qsizetype index_;
    const bool adds_;
};

/// Exchanges an edit for another state of the same edit.
class EditState : public QUndoCommand {
public:
    EditState(const QString& text, Document& document, Edit other)
        : QUndoCommand(text), document_(document), other_(std::move(other)) {}

    void redo() override { exchange(); }
    void undo() override { exchange(); }

protected:
    void exchange() {
        const auto found = place(document_, other_.id);
        if (found == document_.mutableEdits().end()) return;
        std::swap(*found, other_);
        document_.editsTouched();
    }

    Document& document_;
    Edit other_;
};

/// A change of opacity; a row of them on one edit is one step, and none at all if it ends where it began.
class EditFade : public EditState {
public:
    EditFade(Document& document, Edit other)
        : EditState(Texts::tr("Edit opacity"), document, std::move(other)) {}

    int id() const override { return kFadeCommand; }
    bool mergeWith(const QUndoCommand* later) override {
        if (static_cast<const EditFade*>(later)->other_.id != other_.id) return false;
        const Edit* now = document_.edit(other_.id);
        setObsolete(now && now->opacity == other_.opacity);
        return true;
    }
};

class EditOrder : public QUndoCommand {
public:
    EditOrder(Document& document, quint64 id, qsizetype index)
        : QUndoCommand(Texts::tr("Reorder edits")), document_(document), id_(id), index_(index) {}

    void redo() override { move(); }
    void undo() override { move(); }

private:
    void move() {
        auto& edits = document_.mutableEdits();
        const auto found = place(document_, id_);
        if (found == edits.end()) return;
        const qsizetype from = found - edits.begin();
        Edit edit = std::move(*found);
        edits.erase(found);
        edits.insert(edits.begin() + std::clamp(index_, qsizetype(0), qsizetype(edits.size())),
                     std::move(edit));
        index_ = from;
        document_.editsTouched();
    }

    Document& document_;
    const quint64 id_;
    qsizetype index_;
};

/// Painting that has already happened, as the tiles it changed.
class MaskPainting : public QUndoCommand {
public:
    MaskPainting(Document& document, const QString& text, MaskTiles tiles)
        : QUndoCommand(text), document_(document), tiles_(std::move(tiles)) {}

    void redo() override {
        if (!std::exchange(painted_, true)) return;
        document_.announceMaskChange();
        document_.maskPainted(tiles_.swap(document_.mutableMask()));
    }
    void undo() override {
        document_.announceMaskChange();
        const QRect dirty = tiles_.swap(document_.mutableMask());
        if (tiles_.hadMask()) {
            document_.maskPainted(dirty);
        } else {
            document_.clearMaskPixels();
        }
    }

private:
    Document& document_;
    MaskTiles tiles_;
    bool painted_ = false;
};

/// Exchanges the whole mask: nothing is copied, so this costs the same at every size.
class MaskExchange : public QUndoCommand {
public:
    MaskExchange(Document& document, const QString& text, QImage other)
        : QUndoCommand(text), document_(document), other_(std::move(other)) {}

    void redo() override { exchange(); }
    void undo() override { exchange(); }

private:
    void exchange() {
        document_.announceMaskChange();
        QImage now = document_.mask();
        if (other_.isNull()) {
            document_.clearMaskPixels();
        } else {
            document_.mutableMask() = std::exchange(other_, {});
            document_.maskPainted(document_.mask().rect());
        }
        other_ = std::move(now);
    }

    Document& document_;
    QImage other_;
};

}  // namespace

std::unique_ptr<QUndoCommand> addEdit(Document& document, Edit edit) {
    return std::make_unique<EditPresence>(document, std::move(edit), qsizetype(document.edits().size()),
                                          true);
}

std::unique_ptr<QUndoCommand> removeEdit(Document& document, quint64 id) {
    const auto found = place(document, id);
    if (found == document.mutableEdits().end()) return std::make_unique<QUndoCommand>();
    return std::make_unique<EditPresence>(document, *found, found - document.mutableEdits().begin(), false);
}

std::unique_ptr<QUndoCommand> showEdit(Document& document, quint64 id, bool visible) {
    Edit other = document.edit(id) ? *document.edit(id) : Edit{};
    other.visible = visible;
    return std::make_unique<EditState>(visible ? Texts::tr("Show edit") : Texts::tr("Hide edit"), document,
                                       std::move(other));
}

std::unique_ptr<QUndoCommand> fadeEdit(Document& document, quint64 id, float opacity) {
    Edit other = document.edit(id) ? *document.edit(id) : Edit{};
    other.opacity = std::clamp(opacity, 0.0f, 1.0f);
    return std::make_unique<EditFade>(document, std::move(other));
}

std::unique_ptr<QUndoCommand> replaceEdit(Document& document, Edit edit) {
    return std::make_unique<EditState>(Texts::tr("Run edit again"), document, std::move(edit));
}

std::unique_ptr<QUndoCommand> moveEdit(Document& document, quint64 id, int index) {
    return std::make_unique<EditOrder>(document, id, index);
}

std::unique_ptr<QUndoCommand> paintedMask(Document& document, const QString& text, const QImage& before,
                                          const QRect& dirty) {
    MaskTiles tiles(!before.isNull());
    if (before.isNull()) {
        QImage black(document.mask().size(), QImage::Format_Grayscale8);
        black.fill(0);
        tiles.keep(black, dirty);
    } else {
        tiles.keep(before, dirty);
    }
    return paintedMask(document, text, std::move(tiles));
}

std::unique_ptr<QUndoCommand> paintedMask(Document& document, const QString& text, MaskTiles before) {
    before.keepOnlyChanges(document.mask());
    return std::make_unique<MaskPainting>(document, text, std::move(before));
}

std::unique_ptr<QUndoCommand> replaceMask(Document& document, const QString& text, const QImage& after) {
    return std::make_unique<MaskExchange>(document, text, after);
}

}  // namespace ui
