#include "ui/tools/pose/pose_ink.h"

#include <QApplication>
#include <QFontMetricsF>

namespace ui {
namespace {

constexpr double kLabelGap = 12;  // logical pixels

}  // namespace

QRectF labelRect(QPointF at, const QString& text) {
    const QRectF size = QFontMetricsF(QApplication::font()).boundingRect(text);
    return {at.x() + kLabelGap, at.y() - size.height() / 2 - 3, size.width() + 12, size.height() + 6};
}

void paintLabel(QPainter& painter, QPointF at, const QString& text) {
    const QRectF rect = labelRect(at, text);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 190));
    painter.drawRoundedRect(rect, 4, 4);
    painter.setFont(QApplication::font());
    painter.setPen(Qt::white);
    painter.drawText(rect, Qt::AlignCenter, text);
}

}  // namespace ui
