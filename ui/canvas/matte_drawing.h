#pragma once

#include <QColor>
#include <QImage>
#include <QRect>
#include <QRectF>

#include "engine/api/image.h"

class QPainter;

namespace ui {

/// The colour of places that are pointed at.
inline const QColor kLitColour(64, 150, 255, 110);

/// A matte (grey, U8) as it lies over the photo: tinted, with a line around what it covers at least by half.
/// It is drawn for one place and scale of the view and kept until something of that changes.
class MatteDrawing {
public:
    /// `place`: where the whole matte lies, in the painter's coordinates. Null matte: nothing.
    void paint(QPainter& painter, const engine::Image& matte, const QColor& colour, const QRectF& place);

    /// The same without painting; `place` and `window`, what is seen of the view, in pixels of the screen.
    void follow(const engine::Image& matte, const QColor& colour, const QRectF& place, const QRect& window);
    /// Null: nothing is seen of it.
    const QImage& picture() const { return picture_; }
    QPoint topLeft() const { return seen_.topLeft(); }

private:
    void draw();

    engine::Image matte_;
    QRectF filled_;  ///< all that the matte covers even a little, in shares of its width and height
    QColor colour_;
    QRectF place_;
    QRect seen_;  ///< what the picture covers
    QImage picture_;
};

}  // namespace ui
