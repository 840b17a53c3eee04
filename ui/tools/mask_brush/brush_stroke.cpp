#include "ui/tools/mask_brush/brush_stroke.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int kSide = MaskTiles::kSide;
constexpr double kSpacing = 1.0 / 8;  ///< of the diameter
constexpr std::uint32_t kFull = 65535;

double length(QPointF v) {
    return std::hypot(v.x(), v.y());
}

// Calls back for every part of `area` that lies in one tile.
template <typename Part>
void forEachTile(const QRect& area, Part part) {
    const QRect places = MaskTiles::tilesOf(area);
    for (int row = places.top(); row <= places.bottom(); ++row) {
        for (int column = places.left(); column <= places.right(); ++column)
            part(row, column, area & QRect(column * kSide, row * kSide, kSide, kSide));
    }
}

}  // namespace

BrushStroke::BrushStroke(const BrushOptions& options, bool adds, double leash, bool had_mask)
    : options_(options),
      adds_(adds),
      leash_(leash),
      dabs_(options.hardness / 100.0, options.flow / 100.0),
      before_(had_mask) {}

QRect BrushStroke::begin(QImage& mask, QPointF at, double pressure) {
    pen_ = pointer_ = at;
    pressure_ = pressure;
    since_dab_ = 0;
    const QRect dirty = touch(mask, at, pressure);
    compose(mask, dirty);
    return dirty;
}

QRect BrushStroke::moveTo(QImage& mask, QPointF at, double pressure) {
    pointer_ = at;
    const QPointF way = at - pen_;
    const double distance = length(way);
    if (distance <= leash_) return {};
    const QRect dirty = lineTo(mask, pen_ + way * ((distance - leash_) / distance), pressure);
    compose(mask, dirty);
    return dirty;
}

QRect BrushStroke::finish(QImage& mask) {
    if (leash_ <= 0) return {};
    const QRect dirty = lineTo(mask, pointer_, pressure_);
    compose(mask, dirty);
    return dirty;
}

QRect BrushStroke::takeBack(QImage& mask) const {
    return before_.restore(mask);
}

double BrushStroke::diameter(double pressure) const {
    return std::max(1.0, options_.size * (options_.pressure_size ? pressure : 1.0));
}

QRect BrushStroke::lineTo(QImage& mask, QPointF to, double pressure) {
    const QPointF from = pen_;
    const double before = pressure_;
    const double distance = length(to - from);
    QRect dirty;
    double gone = 0;
    while (distance > 0) {
        const double t = gone / distance;
        const double spacing = std::max(1.0, diameter(before + (pressure - before) * t) * kSpacing);
        const double rest = spacing - since_dab_;
        if (gone + rest > distance) break;
        gone += rest;
        since_dab_ = 0;
        const double part = gone / distance;
        dirty |= touch(mask, from + (to - from) * part, before + (pressure - before) * part);
    }
    since_dab_ += distance - gone;
    pen_ = to;
    pressure_ = pressure;
    return dirty;
}

QRect BrushStroke::touch(const QImage& mask, QPointF at, double pressure) {
    QPoint pixel;
    const Dab& dab = dabs_.dab(diameter(pressure), at, pixel);
    const QRect area = dab.area.translated(pixel) & mask.rect();
    if (area.isEmpty()) return {};
    before_.keep(mask, area);
    const double ceiling = options_.pressure_opacity ? std::clamp(pressure, 0.0, 1.0) : 1.0;
    cover(dab, pixel, area, std::uint16_t(std::lround(ceiling * kFull)));
    return area;
}

void BrushStroke::cover(const Dab& dab, QPoint pixel, const QRect& area, std::uint16_t ceiling) {
    forEachTile(area, [&](int row, int column, const QRect& part) {
        std::uint16_t* const tile = coverage_[{row, column}].pixels.data();
        for (int y = part.top(); y <= part.bottom(); ++y) {
            std::uint16_t* out = tile + (y - row * kSide) * kSide + (part.left() - column * kSide);
            const std::uint16_t* pull = dab.row(y - pixel.y()) + (part.left() - pixel.x() - dab.area.left());
            const int count = part.width();
            for (int i = 0; i < count; ++i) {
                const std::uint16_t room =
                    ceiling > out[i] ? std::uint16_t(ceiling - out[i]) : std::uint16_t(0);
                out[i] = std::uint16_t(out[i] + ((std::uint32_t(room) * pull[i]) >> 16));
            }
        }
    });
}

void BrushStroke::compose(QImage& mask, const QRect& area) {
    if (area.isEmpty()) return;
    const std::uint32_t opacity = std::uint32_t(options_.opacity) * kFull / 100;
    forEachTile(area, [&](int row, int column, const QRect& part) {
        const auto found = coverage_.find({row, column});
        if (found == coverage_.end()) return;  // between two dabs, touched by neither
        for (int y = part.top(); y <= part.bottom(); ++y) {
            const std::uint16_t* covered =
                found->second.pixels.data() + (y - row * kSide) * kSide + (part.left() - column * kSide);
            const uchar* before = before_.kept(part.left(), y);
            uchar* out = mask.scanLine(y) + part.left();
            const int count = part.width();
            for (int i = 0; i < count; ++i) {
                const std::uint32_t amount = (covered[i] * opacity) >> 16;
                const std::uint32_t way = adds_ ? 255u - before[i] : before[i];
                const std::uint32_t step = (way * amount + 32768u) >> 16;
                out[i] = uchar(adds_ ? before[i] + step : before[i] - step);
            }
        }
    });
}

}  // namespace ui
