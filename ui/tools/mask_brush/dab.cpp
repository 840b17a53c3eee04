#include "ui/tools/mask_brush/dab.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr double kFullCover = 65535.0;
constexpr double kSmall = 24.0;  ///< below this diameter dabs are placed to the fraction of a pixel

double coverage(double distance, double radius, double hardness) {
    const double outer = radius + 0.5;
    const double inner = std::min(radius * hardness, radius - 0.5);
    const double t = std::clamp((outer - distance) / (outer - inner), 0.0, 1.0);
    // A fall over one pixel is plain antialiasing; a wider one is smooth at both ends.
    return outer - inner <= 1.0 ? t : t * t * (3.0 - 2.0 * t);
}

}  // namespace

Dab makeDab(double diameter, double hardness, double flow, QPointF offset) {
    const double radius = std::max(0.5, diameter / 2);
    const int reach = int(std::ceil(radius + 1.0));
    Dab dab;
    dab.area = QRect(-reach, -reach, 2 * reach + 1, 2 * reach + 1);
    dab.pull.resize(std::size_t(dab.area.width()) * std::size_t(dab.area.height()));

    // Looked up by squared distance: no root per pixel, and large brushes are ready within a frame.
    constexpr int kSteps = 8192;
    std::array<std::uint16_t, kSteps + 1> table{};
    const double outer = radius + 0.5;
    for (int i = 0; i <= kSteps; ++i) {
        const double distance = outer * std::sqrt(double(i) / kSteps);
        table[std::size_t(i)] = std::uint16_t(kFullCover * flow * coverage(distance, radius, hardness) + 0.5);
    }
    table[kSteps] = 0;

    const float scale = float(kSteps / (outer * outer));
    std::uint16_t* out = dab.pull.data();
    for (int y = dab.area.top(); y <= dab.area.bottom(); ++y) {
        const float dy = float(y - offset.y());
        for (int x = dab.area.left(); x <= dab.area.right(); ++x) {
            const float dx = float(x - offset.x());
            const int step = int((dx * dx + dy * dy) * scale);
            *out++ = table[std::size_t(std::min(step, kSteps))];
        }
    }
    return dab;
}

const Dab& DabStore::dab(double diameter, QPointF at, QPoint& pixel) {
    // The middle of pixel 0 lies at 0.5.
    pixel = QPoint(int(std::floor(at.x())), int(std::floor(at.y())));
    if (diameter < kSmall) {
        small_ = makeDab(diameter, hardness_, flow_, at - QPointF(pixel) - QPointF(0.5, 0.5));
        return small_;
    }
    // Pressure asks for every size; steps of 2 % cannot be seen.
    const int step = std::max(1, int(diameter / 50));
    const int rounded = int(std::lround(diameter / step)) * step;
    auto found = large_.find(rounded);
    if (found == large_.end()) {
        constexpr std::size_t kSizesKept = 24;
        if (large_.size() >= kSizesKept) large_.clear();
        found = large_.emplace(rounded, makeDab(rounded, hardness_, flow_, {})).first;
    }
    return found->second;
}

}  // namespace ui
