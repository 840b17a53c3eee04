#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGestureEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QTabletEvent>
#include <QUrl>
#include <QWheelEvent>
#include <QWindow>
#include <cmath>

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/pixel_text.h"
#include "ui/canvas/screen_profile.h"
#include "ui/canvas/tool.h"

// The part of CanvasView that listens; canvas_view.cpp is the part that shows.

namespace ui {

namespace {

constexpr double kNotch = 120.0;        ///< QWheelEvent's unit of one click
constexpr double kZoomPerNotch = 0.25;  ///< in powers of two
constexpr double kArrowStep = 48;       ///< logical pixels

QString droppedFile(const QMimeData* what) {
    for (const QUrl& url : what->urls()) {
        if (url.isLocalFile()) return url.toLocalFile();
    }
    return {};
}

PointerEvent pointerAtView(const ViewTransform& view, QPointF at, Qt::KeyboardModifiers modifiers,
                           Qt::MouseButton button) {
    PointerEvent pointer;
    pointer.at = view.toImage(at);
    pointer.modifiers = modifiers;
    pointer.button = button;
    pointer.zoom = view.zoom();
    return pointer;
}

}  // namespace

bool CanvasView::event(QEvent* event) {
    switch (event->type()) {
        case QEvent::ShortcutOverride:
            if (!claimsShortcut(*static_cast<QKeyEvent*>(event))) break;
            event->accept();
            return true;
        case QEvent::KeyPress:
            // Tab would go to the next field before it came to keyPressEvent().
            if (!tool_ || document_.isEmpty() || !tool_->claims(*static_cast<QKeyEvent*>(event))) break;
            keyPressEvent(static_cast<QKeyEvent*>(event));
            return true;
        case QEvent::Gesture:
            if (pinched(*static_cast<QGestureEvent*>(event))) return true;
            break;
        case QEvent::NativeGesture:
            if (nativeGesture(*static_cast<QNativeGestureEvent*>(event))) return true;
            break;
        case QEvent::Show:
            connect(window()->windowHandle(), &QWindow::screenChanged, this, &CanvasView::followScreen,
                    Qt::UniqueConnection);
            followScreen();
            break;
        default:
            break;
    }
    return QWidget::event(event);
}

void CanvasView::followScreen() {
    setDisplay(screenProfile(*screen()));
}

// While a gesture is unfinished, undo or another tool's key would pull the mask away from under it.
bool CanvasView::claimsShortcut(const QKeyEvent& event) const {
    if (gesture_ == Gesture::Tool || event.key() == Qt::Key_Space) return true;
    if (tool_ && !document_.isEmpty() && tool_->claims(event)) return true;
    if (!tool_ || !tool_->isBusy()) return false;
    switch (event.key()) {
        case Qt::Key_Escape:
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Backspace:
            return true;
        default:
            return false;
    }
}

// ---- pointer ----------------------------------------------------------------------------------------------

bool CanvasView::pansOnDrag() const {
    return space_held_ || !tool_ || tool_->pansView();
}

PointerEvent CanvasView::pointerFor(const QMouseEvent& event) const {
    return pointerAtView(view_, event.position(), event.modifiers(), event.button());
}

void CanvasView::mousePressEvent(QMouseEvent* event) {
    const bool middle = event->button() == Qt::MiddleButton;
    if (gesture_ != Gesture::None || document_.isEmpty() || (!middle && event->button() != Qt::LeftButton)) {
        event->ignore();
        return;
    }
    beginGesture(pointerFor(*event), event->position(), middle || pansOnDrag());
}

void CanvasView::mouseMoveEvent(QMouseEvent* event) {
    moveGesture(pointerFor(*event), event->position());
    tellPointer(event->position());
}

void CanvasView::mouseReleaseEvent(QMouseEvent* event) {
    if (gesture_ == Gesture::None || event->button() != gesture_button_) return;
    endGesture(pointerFor(*event));
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || document_.isEmpty()) return;
    if (pansOnDrag()) {
        if (viewport_.isFitted()) {
            zoomAt(event->position(), 1.0);
        } else {
            fit();
        }
        return;
    }
    // To a tool the second click of a double click is a click as well: quick dabs must not get lost.
    beginGesture(pointerFor(*event), event->position(), false);
    tool_->doubleClick(pointerFor(*event));
    updateToolOverlay();
}

void CanvasView::tabletEvent(QTabletEvent* event) {
    if (document_.isEmpty() || pansOnDrag()) {
        event->ignore();  // comes again as a mouse event, which knows how to pan
        return;
    }
    PointerEvent pointer = pointerAtView(view_, event->position(), event->modifiers(), event->button());
    pointer.pressure = event->pressure();
    pointer.eraser = event->pointerType() == QPointingDevice::PointerType::Eraser;
    switch (event->type()) {
        case QEvent::TabletPress:
            if (event->button() != Qt::LeftButton || gesture_ != Gesture::None) {
                event->ignore();
                return;
            }
            pen_down_ = true;
            setFocus(Qt::MouseFocusReason);
            beginGesture(pointer, event->position(), false);
            break;
        case QEvent::TabletMove:
            if (!pen_down_) pointer.pressure = 1.0;
            moveGesture(pointer, event->position());
            tellPointer(event->position());
            break;
        case QEvent::TabletRelease:
            if (!pen_down_) {
                event->ignore();
                return;
            }
            pen_down_ = false;
            endGesture(pointer);
            break;
        default:
            break;
    }
    event->accept();
}

void CanvasView::beginGesture(const PointerEvent& pointer, QPointF at, bool pan) {
    gesture_ = pan ? Gesture::Pan : Gesture::Tool;
    gesture_button_ = pointer.button;
    last_at_ = at;
    if (!pan) {
        tool_->press(pointer);
        updateToolOverlay();
    }
    refreshCursor();
}

void CanvasView::moveGesture(const PointerEvent& pointer, QPointF at) {
    if (gesture_ == Gesture::Pan) {
        viewport_.panBy(at - last_at_);
        last_at_ = at;
        viewChanged();
    } else if (gesture_ == Gesture::Tool) {
        tool_->drag(pointer);
        updateToolOverlay();
    } else if (tool_ && !document_.isEmpty()) {
        tool_->hover(pointer);
        updateToolOverlay();
        refreshCursor();
    }
}

void CanvasView::endGesture(const PointerEvent& pointer) {
    const Gesture ended = std::exchange(gesture_, Gesture::None);
    if (ended == Gesture::Tool) {
        tool_->release(pointer);
        updateToolOverlay();
    }
    refreshCursor();
}

void CanvasView::cancelGesture() {
    gesture_ = Gesture::None;
    pen_down_ = false;
    if (!tool_) return;
    tool_->cancel();
    updateToolOverlay();
}

void CanvasView::refreshCursor() {
    const QCursor wanted = gesture_ == Gesture::Pan                     ? QCursor(Qt::ClosedHandCursor)
                           : document_.isEmpty()                        ? QCursor(Qt::ArrowCursor)
                           : space_held_ || !tool_ || tool_->pansView() ? QCursor(Qt::OpenHandCursor)
                                                                        : tool_->cursor();
    if (wanted.shape() != cursor().shape()) setCursor(wanted);
}

void CanvasView::tellPointer(QPointF at) {
    if (document_.isEmpty()) return;
    const engine::ImagePoint place = view_.toImage(at);
    Q_EMIT pointerAt(
        place, pixelText(document_.photo().image(), int(std::floor(place.x)), int(std::floor(place.y))));
}

void CanvasView::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    if (tool_) {
        tool_->leave();
        updateToolOverlay();
    }
    Q_EMIT pointerAt({}, QString());
}

// ---- wheel and gestures -----------------------------------------------------------------------------------

void CanvasView::wheelEvent(QWheelEvent* event) {
    if (document_.isEmpty()) return;
    const bool touch_pad = event->phase() != Qt::NoScrollPhase && !event->pixelDelta().isNull();
    if (touch_pad && !event->modifiers().testFlag(Qt::ControlModifier)) {
        viewport_.panBy(event->pixelDelta());
        viewChanged();
    } else if (event->angleDelta().y() != 0) {
        const double notches = event->angleDelta().y() / kNotch;
        zoomAt(event->position(), viewport_.zoom() * std::exp2(kZoomPerNotch * notches));
    } else {
        viewport_.panBy(QPointF(event->angleDelta().x() / kNotch * kArrowStep, 0));
        viewChanged();
    }
    event->accept();
}

bool CanvasView::pinched(QGestureEvent& event) {
    const auto* pinch = static_cast<QPinchGesture*>(event.gesture(Qt::PinchGesture));
    if (!pinch || document_.isEmpty()) return false;
    // The first finger of a pinch has already begun to paint.
    if (pinch->state() == Qt::GestureStarted) cancelGesture();
    const QPointF middle = mapFromGlobal(pinch->centerPoint());
    if (pinch->state() != Qt::GestureStarted)
        viewport_.panBy(pinch->centerPoint() - pinch->lastCenterPoint());
    zoomAt(middle, viewport_.zoom() * pinch->scaleFactor());
    event.accept();
    return true;
}

bool CanvasView::nativeGesture(const QNativeGestureEvent& event) {
    if (document_.isEmpty()) return false;
    if (event.gestureType() == Qt::ZoomNativeGesture) {
        zoomAt(event.position(), viewport_.zoom() * (1.0 + event.value()));
        return true;
    }
    if (event.gestureType() == Qt::SmartZoomNativeGesture) {
        viewport_.isFitted() ? zoomAt(event.position(), 1.0) : fit();
        return true;
    }
    return false;
}

// ---- keys, focus, dropping --------------------------------------------------------------------------------

void CanvasView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat()) {
            space_held_ = true;
            refreshCursor();
        }
        return;
    }
    if (event->key() == Qt::Key_Escape && tool_ && tool_->isBusy()) {
        cancelGesture();
        refreshCursor();
        return;
    }
    if (tool_ && !document_.isEmpty() && tool_->key(event)) {
        updateToolOverlay();
        refreshCursor();
        return;
    }
    const bool wide = event->modifiers().testFlag(Qt::ShiftModifier);
    const double step = wide ? 5 * kArrowStep : kArrowStep;
    QPointF pan;
    switch (event->key()) {
        case Qt::Key_Left:
            pan = {step, 0};
            break;
        case Qt::Key_Right:
            pan = {-step, 0};
            break;
        case Qt::Key_Up:
            pan = {0, step};
            break;
        case Qt::Key_Down:
            pan = {0, -step};
            break;
        default:
            event->ignore();
            return;
    }
    viewport_.panBy(pan);
    viewChanged();
}

void CanvasView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Space) {
        event->ignore();
        return;
    }
    if (event->isAutoRepeat()) return;
    space_held_ = false;
    refreshCursor();
}

void CanvasView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    space_held_ = false;
    cancelGesture();
    refreshCursor();
}

void CanvasView::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedFile(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void CanvasView::dropEvent(QDropEvent* event) {
    const QString path = droppedFile(event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    Q_EMIT fileDropped(path);
}

}  // namespace ui
