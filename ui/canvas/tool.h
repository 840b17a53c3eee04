#pragma once

#include <QCursor>
#include <QKeyEvent>
#include <QPainter>
#include <QWidget>
#include <optional>

#include "engine/api/geometry.h"

namespace ui {

class ViewTransform;

/// One pointer event, in the photo's pixels. A struct, so that adding a field changes no signature.
struct PointerEvent {
    engine::ImagePoint at;
    double pressure = 1.0;  ///< 0…1; 1 for a mouse
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;
    Qt::MouseButton button = Qt::LeftButton;
    double zoom = 1.0;    ///< view pixels per photo pixel, for hit tests of constant size on screen
    bool eraser = false;  ///< the pen's other end
};

/// What the canvas talks to; the tools themselves are folders of ui/tools.
/// Interprets pointer and key events; changes the document in one edit at the end of a gesture.
/// It keeps only the unfinished gesture: cancel() leaves no trace.
class Tool {
public:
    virtual ~Tool() = default;
    virtual void press(const PointerEvent&) {}
    virtual void drag(const PointerEvent&) {}
    virtual void release(const PointerEvent&) {}
    virtual void hover(const PointerEvent&) {}
    virtual void doubleClick(const PointerEvent&) {}
    virtual bool key(QKeyEvent*) { return false; }  ///< true: handled
    /// key() wants this one even where it means a command or another field.
    virtual bool claims(const QKeyEvent&) const { return false; }
    virtual void leave() {}  ///< the pointer is no longer over the canvas
    /// There is an unfinished gesture: Enter, Escape and Backspace are the tool's until it ends.
    virtual bool isBusy() const { return false; }
    /// Escape, tool switch, lost focus: forget the unfinished gesture.
    virtual void cancel() {}
    // Gestures whose result is not applied yet, and therefore no steps of the document.
    virtual bool canUndo() const { return false; }
    virtual bool canRedo() const { return false; }
    virtual void undo() {}
    virtual void redo() {}
    /// Drawn over the picture, in view coordinates.
    virtual void paintOverlay(QPainter&, const ViewTransform&) const {}
    /// What paintOverlay() may touch now; only that is repainted after an event. Nothing said: everything.
    virtual std::optional<QRectF> overlayBounds(const ViewTransform&) const { return std::nullopt; }
    /// Dragging moves the view, a double click changes between fit and 1:1; the tool gets no pointer events.
    virtual bool pansView() const { return false; }
    virtual QCursor cursor() const { return Qt::ArrowCursor; }
    /// The strip above the canvas (size, hardness …); null: none. The caller owns the widget.
    virtual QWidget* createOptions(QWidget* /*parent*/) { return nullptr; }
};

}  // namespace ui
