#pragma once

#include <QColor>
#include <QTimer>
#include <QWidget>
#include <optional>

#include "engine/api/darkroom.h"
#include "ui/canvas/mask_painter.h"
#include "ui/canvas/mask_pyramid.h"
#include "ui/canvas/matte_drawing.h"
#include "ui/canvas/tile_stage.h"
#include "ui/canvas/viewport.h"
#include "ui/document/document.h"

class QGestureEvent;
class QNativeGestureEvent;

namespace ui {

class SplitHandle;
class Tool;
struct PointerEvent;

enum class MaskView { Overlay, Outline, BlackAndWhite, Hidden };
enum class CompareMode { Off, Before, Split };

/// Shows the document: visible tiles of the pyramid, rendered by the darkroom off the GUI thread, the mask,
/// the current tool's overlay, and a preview or waiting result in place. Turns pointer events into the
/// tool's.
class CanvasView : public QWidget {
    Q_OBJECT

public:
    CanvasView(Document& document, const engine::Darkroom& darkroom, QWidget* parent = nullptr);
    ~CanvasView() override;

    void setTool(Tool* tool);  ///< not owned; cancels the old tool's gesture; null: pan only
    void updateToolOverlay();  ///< the tool looks different, for a reason other than an event of the canvas
    const ViewTransform& view() const { return view_; }

    /// Screen pixels per photo pixel: 1 is exact at every device pixel ratio. All zooms here are in this
    /// unit.
    double zoom() const { return viewport_.zoom(); }
    void fit();
    void setZoom(double zoom);                     ///< about the middle of the view
    void zoomAt(QPointF view_point, double zoom);  ///< keeps the photo point under `view_point`
    void zoomIn();
    void zoomOut();

    void setCompare(CompareMode mode);
    CompareMode compare() const { return compare_; }
    void setMaskView(MaskView view);
    MaskView maskView() const { return mask_view_; }
    void setMaskColour(const QColor& colour);  ///< with alpha
    void setSurround(const QColor& colour);
    void setDisplay(const engine::IccProfile& profile);  ///< of the screen it is on; null: sRGB

    /// A layer over the document's own (preview, waiting result), or nothing. `running` lets the region's
    /// outline breathe. With `replaces` it stands in that edit's place instead of on top.
    void showPending(const std::optional<engine::Layer>& pending, bool running, quint64 replaces = 0);
    /// A mask lit up without changing the document (hovered chip); U8, stretched over `region`; null image:
    /// none.
    void showHint(const engine::Image& mask, const engine::Rect& region);

Q_SIGNALS:
    void zoomChanged(double zoom);
    /// `pixel`: the photo's value under the pointer at its own depth; valid() false outside the photo.
    void pointerAt(const engine::ImagePoint& at, const QString& pixel);
    void fileDropped(const QString& path);
    void firstPictureShown();  ///< every visible tile of a newly opened photo has been painted

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void tabletEvent(QTabletEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // What the pointer is doing between press and release.
    enum class Gesture { None, Pan, Tool };

    void openDocument();
    void showLayers();
    void maskChanged(const QRect& dirty);
    void viewChanged();  ///< after every change of zoom, pan or size
    void retranslate();

    void paintPicture(QPainter& painter, const QRect& screen_rect);
    void paintMask(QPainter& painter, const QRect& screen_rect);
    void paintPendingOutline(QPainter& painter);
    void updateScreen(const QRect& screen_rect);
    void updatePendingOutline();
    QRect toLogical(const QRect& screen_rect) const;

    bool pansOnDrag() const;
    void beginGesture(const PointerEvent& pointer, QPointF at, bool pan);
    void moveGesture(const PointerEvent& pointer, QPointF at);
    void endGesture(const PointerEvent& pointer);
    void cancelGesture();
    void refreshCursor();
    void tellPointer(QPointF at);
    PointerEvent pointerFor(const QMouseEvent& event) const;
    void followScreen();
    bool claimsShortcut(const QKeyEvent& event) const;
    bool pinched(QGestureEvent& event);
    bool nativeGesture(const QNativeGestureEvent& event);

    Document& document_;
    Tool* tool_ = nullptr;
    Viewport viewport_;
    ViewTransform view_;
    double pixel_ratio_ = 1.0;
    double zoom_told_ = 0;
    TileStage stage_;
    bool awaits_first_picture_ = false;

    MaskPyramid pyramid_;
    MaskPainter mask_painter_;
    MaskView mask_view_ = MaskView::Overlay;
    bool applied_ = false;     ///< the result that is looked at has become an edit
    bool mask_aside_ = false;  ///< a result is looked at; until the mask is touched it does not cover that
    QColor surround_;
    engine::IccProfile display_;
    CompareMode compare_ = CompareMode::Off;
    SplitHandle* split_;

    std::optional<engine::Layer> pending_;
    quint64 replaces_ = 0;
    bool running_ = false;
    QTimer breath_;
    int breaths_ = 0;
    engine::Image hint_;
    engine::Rect hint_region_;
    MatteDrawing hint_drawing_;

    Gesture gesture_ = Gesture::None;
    Qt::MouseButton gesture_button_ = Qt::NoButton;
    bool space_held_ = false;
    bool pen_down_ = false;
    QPointF last_at_;
    QRect overlay_drawn_;
};

}  // namespace ui
