#include "ui/document/document.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace ui {

namespace {

// Every whole-mask step keeps a mask; this bounds what a long session can hold.
constexpr int kUndoSteps = 200;

// Zero pages come from the system when first touched, so a new mask of 24 megapixels costs nothing at once.
QImage blackMask(engine::Size size) {
    const qsizetype stride = (qsizetype(size.width) + 3) & ~qsizetype(3);
    void* bytes = std::calloc(size_t(size.height), size_t(stride));
    if (!bytes) throw std::bad_alloc();
    return QImage(
        static_cast<uchar*>(bytes), size.width, size.height, stride, QImage::Format_Grayscale8,
        [](void* block) { std::free(block); }, bytes);
}

}  // namespace

Document::Document(QObject* parent) : QObject(parent) {
    undo_.setUndoLimit(kUndoSteps);
}

void Document::open(engine::Photo photo, const QString& path) {
    Q_EMIT maskAboutToChange();
    photo_ = std::move(photo);
    path_ = path;
    edits_.clear();
    mask_ = QImage();
    last_edit_id_ = 0;
    undo_.clear();
    Q_EMIT opened();
}

const Edit* Document::edit(quint64 id) const {
    const auto found = std::find_if(edits_.begin(), edits_.end(), [id](const Edit& e) { return e.id == id; });
    return found == edits_.end() ? nullptr : &*found;
}

std::vector<engine::Layer> Document::layers() const {
    std::vector<engine::Layer> layers;
    for (const Edit& edit : edits_) {
        if (edit.visible && edit.opacity > 0) layers.push_back(edit.layer());
    }
    return layers;
}

QImage& Document::mutableMask() {
    if (mask_.isNull() && !isEmpty()) mask_ = blackMask(size());
    return mask_;
}

void Document::maskPainted(const QRect& dirty) {
    if (!dirty.isEmpty()) Q_EMIT maskChanged(dirty);
}

void Document::clearMaskPixels() {
    if (mask_.isNull()) return;
    const QRect whole = mask_.rect();
    mask_ = QImage();
    Q_EMIT maskChanged(whole);
}

void Document::editsTouched() {
    Q_EMIT editsChanged();
}

}  // namespace ui
