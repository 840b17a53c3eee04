#include "ui/session/studio_choice.h"

#include <QCoreApplication>

#include "ui/session/settings_store.h"

namespace ui {

bool areOfOneFamily(const InstalledModel& a, const InstalledModel& b) {
    return a.about.family.empty() || b.about.family.empty() || a.about.family == b.about.family;
}

const InstalledModel* StudioChoice::checkpoint() const {
    const InstalledModel* model = shelf_.find(settings_.studioModel());
    const bool fits = model && model->about.kind == engine::ModelKind::Checkpoint && model->about.isFit();
    return fits ? model : nullptr;
}

QString StudioChoice::obstacle(const InstalledModel& lora) const {
    if (!lora.about.isFit()) {
        return QCoreApplication::translate("Models",
                                           "This file cannot be used. Select it in the list to see why.");
    }
    const InstalledModel* studio = checkpoint();
    if (!studio) return QCoreApplication::translate("Models", "Choose a studio model first.");
    if (areOfOneFamily(lora, *studio)) return {};
    return QCoreApplication::translate("Models", "Made for %1; the studio model is %2.")
        .arg(QString::fromStdString(lora.about.family), QString::fromStdString(studio->about.family));
}

bool StudioChoice::isOn(const InstalledModel& lora) const {
    return settings_.lora(lora.path()).on && obstacle(lora).isEmpty();
}

std::vector<engine::LoraChoice> StudioChoice::loras() const {
    std::vector<engine::LoraChoice> chosen;
    for (const InstalledModel& model : shelf_.models()) {
        if (model.about.kind != engine::ModelKind::Lora || !isOn(model)) continue;
        chosen.push_back({model.about.path, settings_.lora(model.path()).hundredths / 100.0});
    }
    return chosen;
}

std::uint64_t StudioChoice::memory() const {
    const InstalledModel* studio = checkpoint();
    if (!studio) return 0;
    std::uint64_t bytes = studio->about.memory;
    for (const engine::LoraChoice& lora : loras()) {
        bytes += shelf_.find(QString::fromStdString(lora.path))->about.memory;
    }
    return bytes;
}

}  // namespace ui
