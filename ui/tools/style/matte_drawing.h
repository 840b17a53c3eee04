#pragma once

#include <QColor>
#include <QImage>
#include <QRectF>

#include "engine/api/image.h"

namespace ui {

/// A matte (grey, U8) as it lies over the photo: tinted, with a line around what it covers at least by half.
/// It is drawn for one place and scale of the view and kept until something of that changes.
class MatteDrawing {
public:
    /// `place`: where the whole matte lies, and `window`: what is seen of the view, both in pixels of the
    /// screen.
    void follow(const engine::Image& matte, const QColor& colour, const QRectF& place, const QRect& window);
    /// Null: nothing is seen of it.
    const QImage& picture() const { return picture_; }
    QPoint topLeft() const { return seen_.topLeft(); }

private:
    void draw();

    engine::Image matte_;
    QColor colour_;
    QRectF place_;
    QRect seen_;  ///< what the picture covers
    QImage picture_;
};

}  // namespace ui
