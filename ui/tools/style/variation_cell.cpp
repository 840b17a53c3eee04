#include "ui/tools/style/variation_cell.h"

#include <QEnterEvent>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/session/style_variations.h"

namespace ui {
namespace {

constexpr double kCellCorner = 4;
constexpr double kPaleCell = 0.4;  // of what cannot be chosen now

}  // namespace

VariationCell::VariationCell(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void VariationCell::show(const QString& name, const QImage& picture) {
    if (name == text() && picture.cacheKey() == picture_.cacheKey()) return;
    setText(name);
    picture_ = picture;
    update();
}

QSize VariationCell::sizeHint() const {
    return {StyleVariations::kSide, StyleVariations::kSide};
}

void VariationCell::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const double side = std::min(width(), height());
    const QRectF frame((width() - side) / 2 + 2, (height() - side) / 2 + 2, side - 4, side - 4);
    QPainterPath round;
    round.addRoundedRect(frame, kCellCorner, kCellCorner);
    painter.fillPath(round, palette().color(QPalette::Base));
    if (!isEnabled()) painter.setOpacity(kPaleCell);
    if (!picture_.isNull()) {
        painter.setClipPath(round);
        painter.drawImage(frame, picture_);
        painter.setClipping(false);
    }
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    const QFontMetricsF metrics(small);
    const double high = metrics.height();
    const QRectF badge(frame.left() + 2, frame.top() + 2,
                       std::max(metrics.horizontalAdvance(text()) + 6, high), high);
    QColor behind = palette().color(QPalette::Window);
    behind.setAlphaF(0.85f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(behind);
    painter.drawRoundedRect(badge, 3, 3);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(badge, Qt::AlignCenter, text());

    painter.setBrush(Qt::NoBrush);
    if (isChecked()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2.5));
        painter.drawRoundedRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5), kCellCorner, kCellCorner);
    } else {
        painter.setPen(QPen(palette().color(underMouse() ? QPalette::Highlight : QPalette::Mid), 1));
        painter.drawRoundedRect(frame, kCellCorner, kCellCorner);
    }
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::WindowText), 1));
        painter.drawRoundedRect(frame.adjusted(2.5, 2.5, -2.5, -2.5), kCellCorner - 1, kCellCorner - 1);
    }
}

void VariationCell::enterEvent(QEnterEvent* event) {
    update();
    Q_EMIT visited(true);
    QAbstractButton::enterEvent(event);
}

void VariationCell::leaveEvent(QEvent* event) {
    update();
    Q_EMIT visited(false);
    QAbstractButton::leaveEvent(event);
}

void VariationCell::focusInEvent(QFocusEvent* event) {
    const bool by_key = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (by_key) Q_EMIT visited(true);
    QAbstractButton::focusInEvent(event);
}

/// Arrow keys are for whoever knows where the others are.
void VariationCell::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
            event->ignore();
            break;
        default:
            QAbstractButton::keyPressEvent(event);
    }
}

void VariationCell::focusOutEvent(QFocusEvent* event) {
    Q_EMIT visited(false);
    QAbstractButton::focusOutEvent(event);
}

}  // namespace ui
