#pragma once

#include <QPointF>
#include <QSizeF>

#include "ui/canvas/view_transform.h"

namespace ui {

/// Where the view stands over the photo: zoom and pan with their limits, and whether it follows the window's
/// size. Zoom here counts screen pixels per photo pixel, so that 1 is exact at every device pixel ratio; the
/// transform it yields is in logical pixels.
class Viewport {
public:
    static constexpr double kSmallest = 0.01;
    static constexpr double kLargest = 32.0;

    /// Keeps the middle in place, or goes on fitting if it did.
    void setView(QSizeF size, double pixel_ratio);
    /// Another photo; fits it.
    void setPhoto(engine::Size size);

    double zoom() const { return zoom_; }
    bool isFitted() const { return fitted_; }
    ViewTransform transform() const { return {zoom_ / pixel_ratio_, origin_}; }
    /// The same, in screen pixels.
    ViewTransform deviceTransform() const { return {zoom_, origin_ * pixel_ratio_}; }

    void fit();
    /// Keeps the photo point under `view_point` where it is.
    void zoomAt(QPointF view_point, double zoom);
    void panBy(QPointF delta);
    /// The next round step of the zoom, upwards or downwards.
    double nextZoom(bool larger) const;

private:
    double fittingZoom() const;
    void hold();  ///< some of the photo always stays in view

    engine::Size photo_;
    QSizeF view_;
    double pixel_ratio_ = 1.0;
    double zoom_ = 1.0;
    QPointF origin_;
    bool fitted_ = true;
};

}  // namespace ui
