#include "ui/canvas/mask_painter.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using Table = std::array<QRgb, 256>;

Table tableOf(const QColor& colour) {
    Table table{};
    for (int value = 0; value < 256; ++value) {
        const int alpha = (colour.alpha() * value + 127) / 255;
        table[size_t(value)] = qPremultiply(qRgba(colour.red(), colour.green(), colour.blue(), alpha));
    }
    return table;
}

Table greys() {
    Table table{};
    for (int value = 0; value < 256; ++value) table[size_t(value)] = qRgb(value, value, value);
    return table;
}

/// Where the samples of one axis lie in a level: the lower neighbour and the weight of the upper one, 0…255.
struct Axis {
    std::vector<int> at;
    std::vector<int> weight;

    Axis(int from, int count, double origin, double scale, int length, bool smooth)
        : at(size_t(count)), weight(size_t(count)) {
        for (int i = 0; i < count; ++i) {
            const double centre = (from + i + 0.5 - origin) / scale;
            if (smooth) {
                const double place = std::clamp(centre - 0.5, 0.0, double(length - 1));
                const int lower = std::min(int(place), std::max(0, length - 2));
                at[size_t(i)] = lower;
                weight[size_t(i)] = length > 1 ? int((place - lower) * 255.0 + 0.5) : 0;
            } else {
                at[size_t(i)] = std::clamp(int(std::floor(centre)), 0, length - 1);
                weight[size_t(i)] = 0;
            }
        }
    }
};

QRect photoRectOf(const QImage& mask, const ViewTransform& view) {
    return QRect(QPoint(int(std::round(view.origin().x())), int(std::round(view.origin().y()))),
                 QPoint(int(std::round(view.origin().x() + mask.width() * view.zoom())) - 1,
                        int(std::round(view.origin().y() + mask.height() * view.zoom())) - 1));
}

}  // namespace

void MaskPainter::setColour(const QColor& colour) {
    colour_ = colour;
    overlay_ = tableOf(colour);
}

void MaskPainter::sample(const QImage& mask, MaskPyramid& pyramid, const ViewTransform& view,
                         const QRect& area) {
    const int wanted = int(std::floor(std::log2(1.0 / view.zoom()) + 1e-6));
    const int level = std::clamp(wanted, 0, pyramid.levels() - 1);
    const double scale = view.zoom() * (1 << level);
    const bool smooth = scale < 2.0 && scale != 1.0;

    const auto levelOf = [&](double at, double origin) { return int(std::floor((at - origin) / scale)); };
    const QRect source(
        QPoint(levelOf(area.left(), view.origin().x()) - 1, levelOf(area.top(), view.origin().y()) - 1),
        QPoint(levelOf(area.right() + 1, view.origin().x()) + 1,
               levelOf(area.bottom() + 1, view.origin().y()) + 1));
    const MaskPyramid::View from = pyramid.view(mask, level, source);

    const Axis x(area.left(), area.width(), view.origin().x(), scale, from.width, smooth);
    const Axis y(area.top(), area.height(), view.origin().y(), scale, from.height, smooth);
    const size_t width = size_t(area.width());
    const int next = from.width > 1 ? 1 : 0;
    samples_.resize(width * size_t(area.height()));
    for (size_t row = 0; row < size_t(area.height()); ++row) {
        const uchar* upper = from.row(y.at[row]);
        uchar* out = samples_.data() + row * width;
        if (!smooth) {
            for (size_t i = 0; i < width; ++i) out[i] = upper[x.at[i]];
            continue;
        }
        const uchar* lower = from.row(std::min(y.at[row] + 1, from.height - 1));
        const int down = y.weight[row];
        for (size_t i = 0; i < width; ++i) {
            const int at = x.at[i];
            const int left = upper[at] * (255 - down) + lower[at] * down;
            const int right = upper[at + next] * (255 - down) + lower[at + next] * down;
            out[i] = uchar((left * (255 - x.weight[i]) + right * x.weight[i] + 32512) / 65025);
        }
    }
}

void MaskPainter::paintTable(QPainter& painter, const QRect& area, const Table& table) {
    pixels_.resize(samples_.size());
    for (size_t i = 0; i < samples_.size(); ++i) pixels_[i] = table[samples_[i]];
    const QImage image(reinterpret_cast<const uchar*>(pixels_.data()), area.width(), area.height(),
                       qsizetype(area.width()) * 4, QImage::Format_ARGB32_Premultiplied);
    painter.drawImage(area.topLeft(), image);
}

void MaskPainter::paintOverlay(QPainter& painter, const QImage& mask, MaskPyramid& pyramid,
                               const ViewTransform& view, const QRect& dirty) {
    const QRect& extent = pyramid.extent();
    const QRectF painted = view.toView(engine::Rect{extent.x(), extent.y(), extent.width(), extent.height()});
    const QRect area = dirty & photoRectOf(mask, view) & painted.toAlignedRect().adjusted(-1, -1, 1, 1);
    if (area.isEmpty()) return;
    sample(mask, pyramid, view, area);
    paintTable(painter, area, overlay_);
}

void MaskPainter::paintOutline(QPainter& painter, const QImage& mask, MaskPyramid& pyramid,
                               const ViewTransform& view, const QRect& dirty) {
    const QRect area = dirty & photoRectOf(mask, view);
    if (area.isEmpty()) return;
    sample(mask, pyramid, view, area.adjusted(-1, -1, 1, 1));
    // A white line inside and a black one outside: visible on every photo.
    constexpr int kHalf = 128;
    const size_t stride = size_t(area.width()) + 2;
    pixels_.resize(size_t(area.width()) * size_t(area.height()));
    for (size_t y = 0; y < size_t(area.height()); ++y) {
        const uchar* row = samples_.data() + (y + 1) * stride + 1;
        for (size_t x = 0; x < size_t(area.width()); ++x) {
            const uchar* here = row + x;
            const bool in = *here >= kHalf;
            const bool edge = (here[-1] >= kHalf) != in || (here[1] >= kHalf) != in ||
                              (*(here - stride) >= kHalf) != in || (here[stride] >= kHalf) != in;
            pixels_[y * size_t(area.width()) + x] = !edge ? 0u : in ? 0xffffffffu : 0xff000000u;
        }
    }
    painter.drawImage(area.topLeft(),
                      QImage(reinterpret_cast<const uchar*>(pixels_.data()), area.width(), area.height(),
                             qsizetype(area.width()) * 4, QImage::Format_ARGB32_Premultiplied));
}

void MaskPainter::paintBlackAndWhite(QPainter& painter, const QImage& mask, MaskPyramid& pyramid,
                                     const ViewTransform& view, const QRect& dirty) {
    if (mask.isNull()) {
        painter.fillRect(dirty, Qt::black);
        return;
    }
    const QRect area = dirty & photoRectOf(mask, view);
    if (area.isEmpty()) return;
    static const Table kGreys = greys();
    sample(mask, pyramid, view, area);
    paintTable(painter, area, kGreys);
}

}  // namespace ui
