#include "ui/tools/mask_brush/brush_options.h"

#include <QSettings>
#include <algorithm>

namespace ui {

BrushOptions BrushOptions::load(const QString& name) {
    const QSettings settings;
    const BrushOptions standard;
    const auto number = [&](const char* key, int otherwise, int lowest, int highest) {
        bool is_number = false;
        const int kept = settings.value(name + QLatin1Char('/') + QLatin1String(key)).toInt(&is_number);
        return is_number ? std::clamp(kept, lowest, highest) : otherwise;
    };
    const auto flag = [&](const char* key, bool otherwise) {
        return settings.value(name + QLatin1Char('/') + QLatin1String(key), otherwise).toBool();
    };
    BrushOptions options;
    options.size = number("size", standard.size, 1, kLargestSize);
    options.hardness = number("hardness", standard.hardness, 0, 100);
    options.opacity = number("opacity", standard.opacity, 1, 100);
    options.flow = number("flow", standard.flow, 1, 100);
    options.smoothing = number("smoothing", standard.smoothing, 0, 100);
    options.pressure_size = flag("pressure_size", standard.pressure_size);
    options.pressure_opacity = flag("pressure_opacity", standard.pressure_opacity);
    return options;
}

void BrushOptions::save(const QString& name) const {
    QSettings settings;
    settings.beginGroup(name);
    settings.setValue("size", size);
    settings.setValue("hardness", hardness);
    settings.setValue("opacity", opacity);
    settings.setValue("flow", flow);
    settings.setValue("smoothing", smoothing);
    settings.setValue("pressure_size", pressure_size);
    settings.setValue("pressure_opacity", pressure_opacity);
}

}  // namespace ui
