#pragma once

#include <QColor>
#include <QImage>
#include <QPainter>
#include <QRect>
#include <array>
#include <vector>

#include "ui/canvas/mask_pyramid.h"
#include "ui/canvas/view_transform.h"

namespace ui {

/// Draws the mask at the screen's own resolution and only where it is asked to: the cost follows the
/// rectangle on the screen, not the photo. View coordinates here are screen pixels.
class MaskPainter {
public:
    explicit MaskPainter(const QColor& colour) { setColour(colour); }

    void setColour(const QColor& colour);  ///< with alpha
    const QColor& colour() const { return colour_; }

    void paintOverlay(QPainter& painter, const QImage& mask, MaskPyramid& pyramid, const ViewTransform& view,
                      const QRect& dirty);
    void paintOutline(QPainter& painter, const QImage& mask, MaskPyramid& pyramid, const ViewTransform& view,
                      const QRect& dirty);
    /// `mask` may be null: black.
    void paintBlackAndWhite(QPainter& painter, const QImage& mask, MaskPyramid& pyramid,
                            const ViewTransform& view, const QRect& dirty);

private:
    using Table = std::array<QRgb, 256>;

    void sample(const QImage& mask, MaskPyramid& pyramid, const ViewTransform& view, const QRect& area);
    void paintTable(QPainter& painter, const QRect& area, const Table& table);

    QColor colour_;
    Table overlay_{};
    std::vector<uchar> samples_;  ///< of the area in hand, row by row
    std::vector<QRgb> pixels_;
};

}  // namespace ui
