#include "ui/session/edit_text.h"

#include <QCoreApplication>
#include <cmath>
#include <numbers>

#include "ui/session/error_text.h"
#include "ui/session/style_text.h"

namespace ui {
namespace {

QString turnText(const engine::PoseRequest& posed) {
    if (!posed.turn) return {};
    const auto degrees = [](float radians) { return std::lround(radians * 180 / std::numbers::pi); };
    // As in the tool: to the right of the picture, down and clockwise.
    return QCoreApplication::translate("Edits", "Turn %1° · Nod %2° · Tilt %3°")
        .arg(-degrees(posed.turn->yaw))
        .arg(degrees(posed.turn->pitch))
        .arg(degrees(posed.turn->roll));
}

/// "Style: Hair, Lips"
QString styleText(const engine::StyleRequest& styled, const QString& system) {
    QStringList parts;
    for (const engine::RegionStyle& region : styled.regions) parts << partTitle(region.part);
    if (parts.isEmpty()) return system;
    return QCoreApplication::translate("Edits", "%1: %2")
        .arg(system, parts.join(QCoreApplication::translate("Edits", ", ")));
}

}  // namespace

QString editTitle(const Edit& edit) {
    if (const auto* styled = std::get_if<engine::StyleRequest>(&edit.request)) {
        return styleText(*styled, systemTitle(edit.system));
    }
    const auto* described = std::get_if<engine::DescribeRequest>(&edit.request);
    return described ? QString::fromStdString(described->prompt) : systemTitle(edit.system);
}

QString editDetails(const Edit& edit) {
    if (const auto* posed = std::get_if<engine::PoseRequest>(&edit.request)) return turnText(*posed);
    const auto* described = std::get_if<engine::DescribeRequest>(&edit.request);
    if (!described) return {};
    const QString model = described->model.empty()
                              ? QCoreApplication::translate("Edits", "Starter")
                              : QString::fromStdString(described->model).section('/', -1);
    return QCoreApplication::translate("Edits", "%1\nModel: %2 · Seed: %3")
        .arg(editTitle(edit), model)
        .arg(described->seed);
}

}  // namespace ui
