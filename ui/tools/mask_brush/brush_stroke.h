#pragma once

#include <QPointF>
#include <QRect>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "ui/document/mask_tiles.h"
#include "ui/tools/mask_brush/brush_options.h"
#include "ui/tools/mask_brush/dab.h"

namespace ui {

/// One stroke while it is painted: how much of each pixel it covers so far, and the mask as it was before.
/// However often it crosses itself, it never exceeds its opacity. Knows pixels only; the tool knows the
/// document.
class BrushStroke {
public:
    /// `leash`: photo pixels the stroke may trail behind the pointer.
    BrushStroke(const BrushOptions& options, bool adds, double leash, bool had_mask);

    /// Each paints into `mask` and returns what it changed.
    QRect begin(QImage& mask, QPointF at, double pressure);
    QRect moveTo(QImage& mask, QPointF at, double pressure);
    /// Draws the rest of the leash, so that a stroke ends where the pointer does.
    QRect finish(QImage& mask);
    /// As if it had never been.
    QRect takeBack(QImage& mask) const;

    QPointF end() const { return pen_; }
    MaskTiles takeBefore() { return std::move(before_); }

private:
    struct Coverage {
        std::vector<std::uint16_t> pixels = std::vector<std::uint16_t>(MaskTiles::kSide * MaskTiles::kSide);
    };

    QRect lineTo(QImage& mask, QPointF to, double pressure);
    QRect touch(const QImage& mask, QPointF at, double pressure);
    void cover(const Dab& dab, QPoint pixel, const QRect& area, std::uint16_t ceiling);
    void compose(QImage& mask, const QRect& area);
    double diameter(double pressure) const;

    const BrushOptions options_;
    const bool adds_;
    const double leash_;
    DabStore dabs_;
    MaskTiles before_;
    std::map<std::pair<int, int>, Coverage> coverage_;  ///< per tile: row, column
    QPointF pen_;                                       ///< where the stroke is
    QPointF pointer_;                                   ///< where the hand is
    double pressure_ = 1.0;
    double since_dab_ = 0.0;
};

}  // namespace ui
