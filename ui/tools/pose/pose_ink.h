#pragma once

#include <QColor>
#include <QPainter>
#include <QPen>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <array>
#include <cstdint>

namespace ui {

constexpr double kOutline = 1;  ///< logical pixels of dark on either side of a light line
inline const QColor kDark(0, 0, 0, 170);

inline QColor colourFrom(const std::array<std::uint8_t, 3>& rgb) {
    return {rgb[0], rgb[1], rgb[2]};
}

/// Light over dark, so that it is seen on every photo.
template <typename Draw>
void drawTwice(QPainter& painter, const QColor& colour, double width, Draw draw) {
    painter.setPen(QPen(kDark, width + 2 * kOutline, Qt::SolidLine, Qt::RoundCap));
    draw();
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
    draw();
}

// Words to the right of a point, in view coordinates.
QRectF labelRect(QPointF at, const QString& text);
void paintLabel(QPainter& painter, QPointF at, const QString& text);

}  // namespace ui
