#pragma once

#include <QPointF>
#include <QRectF>

#include "engine/api/geometry.h"

namespace ui {

/// Between photo pixels and the canvas widget's logical pixels: view = image · zoom + origin.
class ViewTransform {
public:
    ViewTransform() = default;
    ViewTransform(double zoom, QPointF origin) : zoom_(zoom), origin_(origin) {}

    double zoom() const { return zoom_; }
    QPointF origin() const { return origin_; }
    engine::ImagePoint toImage(QPointF view) const {
        return {(view.x() - origin_.x()) / zoom_, (view.y() - origin_.y()) / zoom_};
    }
    QPointF toView(engine::ImagePoint image) const {
        return {image.x * zoom_ + origin_.x(), image.y * zoom_ + origin_.y()};
    }
    QRectF toView(const engine::Rect& rect) const {
        return {toView(engine::ImagePoint{double(rect.x), double(rect.y)}),
                toView(engine::ImagePoint{double(rect.right()), double(rect.bottom())})};
    }

private:
    double zoom_ = 1.0;
    QPointF origin_;
};

}  // namespace ui
