#pragma once

#include <QPoint>
#include <QPointF>
#include <QRect>
#include <cstdint>
#include <map>
#include <vector>

namespace ui {

/// One touch of the brush, precomputed: how much of the way to the ceiling each pixel goes (0…65535).
struct Dab {
    QRect area;  ///< around its middle pixel, (0, 0)
    std::vector<std::uint16_t> pull;

    const std::uint16_t* row(int y) const {
        return pull.data() + std::size_t(y - area.top()) * std::size_t(area.width());
    }
};

/// A round dab of `diameter` pixels: full within `hardness` (0…1) of the radius, then falling smoothly to
/// nothing; the edge of the hardest is one pixel wide. `flow` (0…1) scales it. `offset` moves the middle by
/// parts of a pixel.
Dab makeDab(double diameter, double hardness, double flow, QPointF offset);

/// Dabs of one hardness and flow at the sizes a stroke needs: large ones are made once per size and laid on
/// whole pixels, small ones are made where they lie, since half a pixel shows in them.
class DabStore {
public:
    DabStore(double hardness, double flow) : hardness_(hardness), flow_(flow) {}

    /// The dab for a touch at `at`, to be laid with its (0, 0) on `pixel`. Valid until the next call.
    const Dab& dab(double diameter, QPointF at, QPoint& pixel);

private:
    double hardness_;
    double flow_;
    std::map<int, Dab> large_;
    Dab small_;
};

}  // namespace ui
