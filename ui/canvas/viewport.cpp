#include "ui/canvas/viewport.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr double kFitMargin = 16;     ///< logical pixels around a fitted photo
constexpr double kStaysVisible = 48;  ///< logical pixels
constexpr std::array kSteps = {0.01,  0.015, 0.02,  0.03, 0.05,  0.0625, 0.083, 0.125,
                               0.167, 0.25,  0.333, 0.5,  0.667, 1.0,    1.5,   2.0,
                               3.0,   4.0,   6.0,   8.0,  12.0,  16.0,   24.0,  32.0};

double heldOrigin(double origin, double photo, double view) {
    const double visible = std::min({kStaysVisible, photo, view});
    return std::clamp(origin, visible - photo, view - visible);
}

}  // namespace

void Viewport::setView(QSizeF size, double pixel_ratio) {
    const QPointF old_middle(view_.width() / 2, view_.height() / 2);
    const engine::ImagePoint middle = transform().toImage(old_middle);
    view_ = size;
    pixel_ratio_ = pixel_ratio;
    if (fitted_) {
        fit();
        return;
    }
    const double scale = zoom_ / pixel_ratio_;
    origin_ = QPointF(size.width() / 2 - middle.x * scale, size.height() / 2 - middle.y * scale);
    hold();
}

void Viewport::setPhoto(engine::Size size) {
    photo_ = size;
    fit();
}

double Viewport::fittingZoom() const {
    if (photo_.isEmpty()) return 1.0;
    const double width = std::max(1.0, view_.width() - 2 * kFitMargin);
    const double height = std::max(1.0, view_.height() - 2 * kFitMargin);
    const double scale = std::min(width / photo_.width, height / photo_.height);
    return std::clamp(scale * pixel_ratio_, kSmallest, kLargest);
}

void Viewport::fit() {
    fitted_ = true;
    zoom_ = fittingZoom();
    const double scale = zoom_ / pixel_ratio_;
    // On whole screen pixels, so that a photo at 1:1 is not blurred by half a pixel.
    const auto whole = [this](double at) { return std::round(at * pixel_ratio_) / pixel_ratio_; };
    origin_ = QPointF(whole((view_.width() - photo_.width * scale) / 2),
                      whole((view_.height() - photo_.height * scale) / 2));
}

void Viewport::zoomAt(QPointF view_point, double zoom) {
    const engine::ImagePoint kept = transform().toImage(view_point);
    zoom_ = std::clamp(zoom, kSmallest, kLargest);
    fitted_ = false;
    const double scale = zoom_ / pixel_ratio_;
    origin_ = view_point - QPointF(kept.x, kept.y) * scale;
    hold();
}

void Viewport::panBy(QPointF delta) {
    fitted_ = false;
    origin_ += delta;
    hold();
}

double Viewport::nextZoom(bool larger) const {
    constexpr double kSame = 1.001;  // rounding must not make a step of nothing
    if (larger) {
        const auto next = std::upper_bound(kSteps.begin(), kSteps.end(), zoom_ * kSame);
        return next == kSteps.end() ? kLargest : *next;
    }
    const auto next = std::lower_bound(kSteps.begin(), kSteps.end(), zoom_ / kSame);
    return next == kSteps.begin() ? kSmallest : *std::prev(next);
}

void Viewport::hold() {
    const double scale = zoom_ / pixel_ratio_;
    origin_ = QPointF(heldOrigin(origin_.x(), photo_.width * scale, view_.width()),
                      heldOrigin(origin_.y(), photo_.height * scale, view_.height()));
}

}  // namespace ui
