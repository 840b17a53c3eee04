#pragma once

#include <QString>

namespace ui {

/// How a brush paints. A value; kept between sessions under the brush's own name.
struct BrushOptions {
    static constexpr int kLargestSize = 2000;

    int size = 120;     ///< diameter in photo pixels, 1…kLargestSize
    int hardness = 40;  ///< percent: how much of the radius is full before it falls off
    int opacity = 100;  ///< percent: the ceiling of one stroke
    int flow = 100;     ///< percent: what one dab adds
    int smoothing = 0;  ///< percent of the longest leash the stroke can follow the pointer on
    bool pressure_size = false;
    bool pressure_opacity = true;

    bool operator==(const BrushOptions&) const = default;

    /// What was kept as `name`, held within the ranges above.
    static BrushOptions load(const QString& name);
    void save(const QString& name) const;
};

}  // namespace ui
