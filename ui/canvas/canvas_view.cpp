#include "ui/canvas/canvas_view.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <cmath>
#include <utility>

#include "ui/canvas/split_handle.h"
#include "ui/canvas/tool.h"

namespace ui {

namespace {

const QColor kMiddleGrey(118, 118, 118);  ///< 18 % reflectance, in sRGB
const QColor kMaskRed(230, 40, 50, 128);
constexpr int kBreathInterval = 60;   ///< ms
constexpr int kBreathsPerCycle = 40;  ///< one slow breath in 2.4 s
constexpr int kOutlineMargin = 2;

}  // namespace

CanvasView::CanvasView(Document& document, const engine::Darkroom& darkroom, QWidget* parent)
    : QWidget(parent),
      document_(document),
      stage_(darkroom),
      mask_painter_(kMaskRed),
      surround_(kMiddleGrey),
      split_(new SplitHandle(this)) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_AcceptTouchEvents);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAcceptDrops(true);
    setMinimumSize(160, 120);
    grabGesture(Qt::PinchGesture);
    split_->hide();
    breath_.setInterval(kBreathInterval);

    connect(&breath_, &QTimer::timeout, this, [this] {
        ++breaths_;
        updatePendingOutline();
    });
    connect(split_, &SplitHandle::moved, this, [this](int from, int to) {
        update(QRect(std::min(from, to) - 1, 0, std::abs(to - from) + 2, height()));
    });
    connect(&stage_, &TileStage::changed, this, &CanvasView::updateScreen);
    connect(&document_, &Document::opened, this, &CanvasView::openDocument);
    connect(&document_, &Document::editsChanged, this, [this] {
        applied_ = pending_.has_value();
        showLayers();
    });
    connect(&document_, &Document::maskChanged, this, &CanvasView::maskChanged);
    connect(&document_, &Document::maskAboutToChange, this, &CanvasView::cancelGesture);
    retranslate();
    openDocument();
}

CanvasView::~CanvasView() = default;

void CanvasView::setTool(Tool* tool) {
    cancelGesture();
    tool_ = tool;
    // Who takes a brush wants to see the mask, who takes anything else the result that waits.
    if (tool_) mask_aside_ = pending_.has_value() && tool_->pansView();
    refreshCursor();
    update();
}

void CanvasView::openDocument() {
    pending_.reset();
    mask_aside_ = applied_ = false;
    hint_ = {};
    breath_.stop();
    running_ = false;
    awaits_first_picture_ = !document_.isEmpty();
    pyramid_.invalidate(QImage(), {});
    viewport_.setPhoto(document_.size());
    stage_.open(document_.photo());
    if (document_.hasMask()) pyramid_.invalidate(document_.mask(), document_.mask().rect());
    showLayers();
    viewChanged();
}

void CanvasView::showLayers() {
    if (!pending_) return stage_.show(document_.layers());
    std::vector<engine::Layer> layers;
    const bool replaces = document_.edit(replaces_) != nullptr;
    for (const Edit& edit : document_.edits()) {
        if (edit.id == replaces_) {
            layers.push_back(*pending_);
        } else if (edit.visible && edit.opacity > 0) {
            layers.push_back(edit.layer());
        }
    }
    if (!replaces) layers.push_back(*pending_);
    stage_.show(std::move(layers));
}

void CanvasView::maskChanged(const QRect& dirty) {
    pyramid_.invalidate(document_.mask(), dirty);
    if (std::exchange(mask_aside_, false)) update();
    if (mask_view_ == MaskView::Hidden) return;
    const QRectF shown = view_.toView(engine::Rect{dirty.x(), dirty.y(), dirty.width(), dirty.height()});
    update(shown.toAlignedRect().adjusted(-2, -2, 2, 2));
}

// ---- view -------------------------------------------------------------------------------------------------

void CanvasView::viewChanged() {
    pixel_ratio_ = devicePixelRatioF();
    view_ = viewport_.transform();
    const QRect screen(0, 0, int(std::ceil(width() * pixel_ratio_)), int(std::ceil(height() * pixel_ratio_)));
    stage_.look(viewport_.deviceTransform(), screen, compare_ != CompareMode::Off);
    update();
    if (std::exchange(zoom_told_, viewport_.zoom()) != viewport_.zoom()) Q_EMIT zoomChanged(viewport_.zoom());
}

void CanvasView::fit() {
    viewport_.fit();
    viewChanged();
}

void CanvasView::setZoom(double zoom) {
    zoomAt(QPointF(width() / 2.0, height() / 2.0), zoom);
}

void CanvasView::zoomAt(QPointF view_point, double zoom) {
    viewport_.zoomAt(view_point, zoom);
    viewChanged();
}

void CanvasView::zoomIn() {
    setZoom(viewport_.nextZoom(true));
}

void CanvasView::zoomOut() {
    setZoom(viewport_.nextZoom(false));
}

void CanvasView::setCompare(CompareMode mode) {
    if (mode == compare_) return;
    compare_ = mode;
    split_->setVisible(mode == CompareMode::Split);
    split_->follow();
    viewChanged();
}

void CanvasView::setMaskView(MaskView view) {
    mask_view_ = view;
    mask_aside_ = false;
    update();
}

void CanvasView::setMaskColour(const QColor& colour) {
    mask_painter_.setColour(colour);
    update();
}

void CanvasView::setDisplay(const engine::IccProfile& profile) {
    const bool same = profile && display_ ? *profile == *display_ : profile == display_;
    if (same) return;
    display_ = profile;
    stage_.setDisplay(profile);
}

void CanvasView::setSurround(const QColor& colour) {
    surround_ = colour;
    update();
}

void CanvasView::showPending(const std::optional<engine::Layer>& pending, bool running, quint64 replaces) {
    updatePendingOutline();
    if (pending_.has_value() != pending.has_value()) {
        mask_aside_ = pending.has_value() || applied_;
        applied_ = false;
        update();
    }
    pending_ = pending;
    replaces_ = replaces;
    running_ = running && pending.has_value();
    if (running_ && !breath_.isActive()) {
        breaths_ = 0;
        breath_.start();
    } else if (!running_) {
        breath_.stop();
    }
    updatePendingOutline();
    showLayers();
}

void CanvasView::showHint(const engine::Image& mask, const engine::Rect& region) {
    const auto updateHint = [this] {
        if (!hint_.isNull()) update(view_.toView(hint_region_).toAlignedRect().adjusted(-2, -2, 2, 2));
    };
    updateHint();
    hint_ = mask;
    hint_region_ = region;
    updateHint();
}

void CanvasView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    viewport_.setView(QSizeF(size()), devicePixelRatioF());
    split_->follow();
    viewChanged();
}

void CanvasView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void CanvasView::retranslate() {
    setAccessibleName(tr("Photo"));
    setAccessibleDescription(
        tr("The photo with its mask. Arrow keys move the view, tools are drawn with the pointer."));
}

// ---- painting ---------------------------------------------------------------------------------------------

void CanvasView::paintEvent(QPaintEvent* event) {
    if (pixel_ratio_ != devicePixelRatioF()) {  // moved to another screen
        viewport_.setView(QSizeF(size()), devicePixelRatioF());
        viewChanged();
    }
    QPainter painter(this);
    const QRegion photo_region(toLogical(stage_.photoRect()).adjusted(1, 1, -1, -1));
    for (const QRect& rect : event->region().subtracted(photo_region)) painter.fillRect(rect, surround_);
    if (document_.isEmpty()) return;

    painter.save();
    painter.scale(1 / pixel_ratio_, 1 / pixel_ratio_);
    const auto paintRect = [&](const QRect& rect) {
        const QRectF exact(rect.x() * pixel_ratio_, rect.y() * pixel_ratio_, rect.width() * pixel_ratio_,
                           rect.height() * pixel_ratio_);
        const QRect screen_rect = exact.toAlignedRect() & stage_.photoRect();
        if (screen_rect.isEmpty()) return;
        painter.setClipRect(screen_rect);
        paintPicture(painter, screen_rect);
        if (compare_ != CompareMode::Before && !mask_aside_) paintMask(painter, screen_rect);
    };
    if (pixel_ratio_ == std::floor(pixel_ratio_)) {
        for (const QRect& rect : event->region()) paintRect(rect);
    } else {
        paintRect(event->rect());  // rounded rectangles would overlap, and what is translucent show twice
    }
    painter.restore();

    if (compare_ != CompareMode::Before) {
        hint_drawing_.paint(painter, hint_, kLitColour, view_.toView(hint_region_));
    }
    paintPendingOutline(painter);
    if (tool_ && compare_ != CompareMode::Before) {
        tool_->paintOverlay(painter, view_);
        overlay_drawn_ = tool_->overlayBounds(view_).value_or(QRectF(rect())).toAlignedRect();
    }
    if (awaits_first_picture_ && stage_.isComplete()) {
        awaits_first_picture_ = false;
        QMetaObject::invokeMethod(this, &CanvasView::firstPictureShown, Qt::QueuedConnection);
    }
}

void CanvasView::paintPicture(QPainter& painter, const QRect& screen_rect) {
    const auto paintPart = [&](const QRect& part, TileStage::Which which) {
        if (part.isEmpty()) return;
        painter.setClipRect(part);
        painter.fillRect(part, surround_);  // under transparent photos, and where no tile stands in yet
        stage_.paint(painter, part, which);
    };
    if (compare_ == CompareMode::Split) {
        const int middle = int(std::lround(split_->position() * pixel_ratio_));
        QRect before = screen_rect;
        before.setRight(std::min(before.right(), middle - 1));
        QRect after = screen_rect;
        after.setLeft(std::max(after.left(), middle));
        paintPart(before, TileStage::Which::Original);
        paintPart(after, TileStage::Which::Edited);
        painter.setClipRect(screen_rect);
        return;
    }
    paintPart(screen_rect,
              compare_ == CompareMode::Before ? TileStage::Which::Original : TileStage::Which::Edited);
}

void CanvasView::paintMask(QPainter& painter, const QRect& screen_rect) {
    QRect area = screen_rect;
    if (compare_ == CompareMode::Split)
        area.setLeft(std::max(area.left(), int(std::lround(split_->position() * pixel_ratio_))));
    if (area.isEmpty()) return;
    const ViewTransform screen = viewport_.deviceTransform();
    const QImage& mask = document_.mask();
    if (mask_view_ == MaskView::BlackAndWhite) {
        mask_painter_.paintBlackAndWhite(painter, mask, pyramid_, screen, area);
    } else if (mask_view_ == MaskView::Overlay && document_.hasMask()) {
        mask_painter_.paintOverlay(painter, mask, pyramid_, screen, area);
    } else if (mask_view_ == MaskView::Outline && document_.hasMask()) {
        mask_painter_.paintOutline(painter, mask, pyramid_, screen, area);
    }
}

void CanvasView::paintPendingOutline(QPainter& painter) {
    if (!pending_ || compare_ == CompareMode::Before) return;
    constexpr double kPi = 3.14159265358979;
    const double breath = 0.5 + 0.5 * std::cos(2 * kPi * breaths_ / kBreathsPerCycle);
    QColor light(Qt::white);
    light.setAlphaF(float(running_ ? 0.35 + 0.6 * breath : 0.6));
    QColor dark(Qt::black);
    dark.setAlphaF(light.alphaF() * 0.5f);
    const QRectF frame = view_.toView(pending_->change.region);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(dark, 1));
    painter.drawRect(frame.adjusted(-1, -1, 1, 1));
    painter.setPen(QPen(light, 1));
    painter.drawRect(frame);
}

void CanvasView::updateScreen(const QRect& screen_rect) {
    if (!screen_rect.isEmpty()) update(toLogical(screen_rect));
}

void CanvasView::updatePendingOutline() {
    if (!pending_) return;
    const QRect frame = view_.toView(pending_->change.region).toAlignedRect();
    const int m = kOutlineMargin;
    update(QRegion(frame.adjusted(-m, -m, m, m)).subtracted(frame.adjusted(m, m, -m, -m)));
}

void CanvasView::updateToolOverlay() {
    if (!tool_) return;
    const std::optional<QRectF> now = tool_->overlayBounds(view_);
    update(now ? QRegion(now->toAlignedRect()) | overlay_drawn_ : QRegion(rect()));
}

QRect CanvasView::toLogical(const QRect& screen_rect) const {
    return QRectF(screen_rect.x() / pixel_ratio_, screen_rect.y() / pixel_ratio_,
                  screen_rect.width() / pixel_ratio_, screen_rect.height() / pixel_ratio_)
        .toAlignedRect();
}

}  // namespace ui
