#include "ui/tools/mask_brush/brush_tool.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/canvas/view_transform.h"
#include "ui/document/commands.h"
#include "ui/session/workspace.h"
#include "ui/tools/mask_brush/brush_strip.h"

namespace ui {

namespace {

constexpr double kLongestLeash = 80;  ///< logical pixels on the screen
constexpr double kSmallestCircle = 3;
constexpr double kSignReach = 5;

QPointF strokePoint(const PointerEvent& pointer) {
    return {pointer.at.x, pointer.at.y};
}

int largerSize(int size, bool larger) {
    const int step = std::max(1, size / 8);
    return std::clamp(larger ? size + step : size - step, 1, BrushOptions::kLargestSize);
}

}  // namespace

BrushTool::BrushTool(EditSession& session, Kind kind) : session_(session), kind_(kind) {
    options_ = BrushOptions::load(settingsName());
    // A straight line never begins in another photo.
    QObject::connect(&session_.document(), &Document::opened, &connections_, [this] { last_end_.reset(); });
}

QString BrushTool::settingsName() const {
    return kind_ == Kind::Brush ? QStringLiteral("brush") : QStringLiteral("eraser");
}

QString BrushTool::stepText() const {
    return kind_ == Kind::Brush ? QCoreApplication::translate("Commands", "Brush stroke")
                                : QCoreApplication::translate("Commands", "Eraser stroke");
}

void BrushTool::setOptions(const BrushOptions& options) {
    if (options == options_) return;
    options_ = options;
    options_.save(settingsName());
    if (strip_) strip_->setOptions(options_);
}

void BrushTool::setReversed(bool reversed) {
    reversed_ = reversed;
    if (strip_) strip_->setReversed(reversed);
}

bool BrushTool::adds(const PointerEvent& pointer) const {
    const bool brush = kind_ == Kind::Brush && !pointer.eraser;
    return (brush != reversed_) != pointer.modifiers.testFlag(Qt::AltModifier);
}

void BrushTool::press(const PointerEvent& pointer) {
    Document& document = session_.document();
    if (document.isEmpty()) return;
    pointer_ = pointer;
    const double leash = options_.smoothing / 100.0 * kLongestLeash / pointer.zoom;
    const bool had_mask = document.hasMask();
    const bool straight = pointer.modifiers.testFlag(Qt::ShiftModifier) && last_end_;
    stroke_ = std::make_unique<BrushStroke>(options_, adds(pointer), straight ? 0.0 : leash, had_mask);
    QImage& mask = document.mutableMask();
    QRect dirty = stroke_->begin(mask, straight ? *last_end_ : strokePoint(pointer), pointer.pressure);
    if (straight) dirty |= stroke_->moveTo(mask, strokePoint(pointer), pointer.pressure);
    document.maskPainted(dirty);
}

void BrushTool::drag(const PointerEvent& pointer) {
    pointer_ = pointer;
    if (!stroke_) return;
    Document& document = session_.document();
    document.maskPainted(stroke_->moveTo(document.mutableMask(), strokePoint(pointer), pointer.pressure));
}

void BrushTool::release(const PointerEvent& pointer) {
    pointer_ = pointer;
    pointer_->pressure = 1.0;
    if (!stroke_) return;
    Document& document = session_.document();
    document.maskPainted(stroke_->finish(document.mutableMask()));
    last_end_ = stroke_->end();
    const std::unique_ptr<BrushStroke> done = std::move(stroke_);
    MaskTiles before = done->takeBefore();
    if (before.isEmpty()) {  // wholly outside the photo
        if (!before.hadMask()) document.clearMaskPixels();
        return;
    }
    session_.apply(paintedMask(document, stepText(), std::move(before)));
}

void BrushTool::hover(const PointerEvent& pointer) {
    pointer_ = pointer;
}

void BrushTool::cancel() {
    if (!stroke_) return;
    const std::unique_ptr<BrushStroke> dropped = std::move(stroke_);
    Document& document = session_.document();
    const QRect dirty = dropped->takeBack(document.mutableMask());
    if (dropped->takeBefore().hadMask()) {
        document.maskPainted(dirty);
    } else {
        document.clearMaskPixels();
    }
}

bool BrushTool::key(QKeyEvent* event) {
    BrushOptions options = options_;
    const bool command = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (command) return false;
    const bool shifted = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
        case Qt::Key_BracketLeft:
        case Qt::Key_BracketRight:
        case Qt::Key_BraceLeft:
        case Qt::Key_BraceRight: {
            const bool more = event->key() == Qt::Key_BracketRight || event->key() == Qt::Key_BraceRight;
            if (shifted) {
                options.hardness = std::clamp(options.hardness + (more ? 10 : -10), 0, 100);
            } else {
                options.size = largerSize(options.size, more);
            }
            break;
        }
        case Qt::Key_X:
            if (!stroke_) setReversed(!reversed_);
            return true;
        default:
            if (shifted || event->key() < Qt::Key_0 || event->key() > Qt::Key_9) return false;
            options.opacity = event->key() == Qt::Key_0 ? 100 : 10 * (event->key() - Qt::Key_0);
    }
    setOptions(options);
    return true;
}

void BrushTool::paintOverlay(QPainter& painter, const ViewTransform& view) const {
    if (!pointer_) return;
    const double pressure = options_.pressure_size && stroke_ ? pointer_->pressure : 1.0;
    const double radius = std::max(kSmallestCircle, options_.size * pressure * view.zoom() / 2);
    const QPointF middle = view.toView(pointer_->at);
    const QPointF across(kSignReach, 0);
    const QPointF down(0, kSignReach);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    // Dark under light: visible on every photo.
    for (const QPen& pen : {QPen(QColor(0, 0, 0, 150), 2.5), QPen(Qt::white, 1.2)}) {
        painter.setPen(pen);
        painter.drawEllipse(middle, radius, radius);
        painter.drawLine(middle - across, middle + across);
        if (adds(*pointer_)) painter.drawLine(middle - down, middle + down);
    }
}

std::optional<QRectF> BrushTool::overlayBounds(const ViewTransform& view) const {
    if (!pointer_) return QRectF();
    const double radius = std::max({kSmallestCircle, kSignReach, options_.size * view.zoom() / 2}) + 3;
    return QRectF(view.toView(pointer_->at) - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius));
}

QWidget* BrushTool::createOptions(QWidget* parent) {
    strip_ = new BrushStrip(options_, kind_ == Kind::Eraser, parent);
    strip_->setReversed(reversed_);
    QObject::connect(strip_, &BrushStrip::changed, &connections_,
                     [this](const BrushOptions& options) { setOptions(options); });
    QObject::connect(strip_, &BrushStrip::reversedChanged, &connections_,
                     [this](bool reversed) { setReversed(reversed); });
    return strip_;
}

std::unique_ptr<Tool> createBrushTool(Workspace& workspace) {
    return std::make_unique<BrushTool>(workspace.session, BrushTool::Kind::Brush);
}

std::unique_ptr<Tool> createEraserTool(Workspace& workspace) {
    return std::make_unique<BrushTool>(workspace.session, BrushTool::Kind::Eraser);
}

}  // namespace ui
