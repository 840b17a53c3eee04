#pragma once

#include <QImage>
#include <QPointF>
#include <QPolygonF>
#include <QRect>

#include "engine/api/change.h"

namespace ui {

// Pure functions on masks (Grayscale8, white = edit). Those that return an image leave their input alone and
// use two threads; at 24 megapixels they take from some milliseconds to a second, so callers run the slow
// ones off the GUI thread. Beyond its edge a mask goes on as it is at the edge.

enum class Combine { Add, Subtract };

QImage invertMask(const QImage& mask);
/// Softens by a Gaussian of standard deviation radius / 2, made of three box blurs; 0 px and less: unchanged.
QImage featherMask(const QImage& mask, double radius);
/// Moves every edge outwards by `radius` pixels (within 8 % in every direction).
QImage growMask(const QImage& mask, int radius);
QImage shrinkMask(const QImage& mask, int radius);
/// A mask of `size` in which `part` (grey, U8 or U16, any size) is stretched over `region`; black around it.
QImage maskFromPart(const engine::Image& part, const engine::Rect& region, engine::Size size);
/// Add: what either covers; Subtract: `mask` without `other`. Where both are soft they act like layers of
/// paint. Null counts as black; both null gives null.
QImage combineMasks(const QImage& mask, const QImage& other, Combine how);
/// Full at and before `from`, none at and beyond `to`, even between; combined with `mask` (null: black).
QImage gradientOnMask(const QImage& mask, engine::Size size, QPointF from, QPointF to, Combine how);

/// The box around what is not black: the usual mask is a face in a large photo.
QRect paintedRect(const QImage& mask);
/// Nothing is painted in this row of a mask.
bool isBlackRow(const uchar* row, int width);

/// Fills the outline into `mask` itself with antialiased edges and returns what may have changed.
QRect fillPolygon(QImage& mask, const QPolygonF& outline, Combine how);
/// What fillPolygon may change.
QRect polygonBounds(const QPolygonF& outline, const QRect& mask_rect);

}  // namespace ui
