#pragma once

#include <QString>
#include <vector>

#include "engine/api/requests/generate.h"
#include "ui/session/model_shelf.h"

namespace ui {

class SettingsStore;

/// As far as both tell: what tells no family may fit several, and the engine looks again when it is loaded.
bool areOfOneFamily(const InstalledModel& a, const InstalledModel& b);

/// The checkpoint and the LoRAs that work together, as far as they were chosen and are installed. A value for
/// one look: ask again when the shelf or the settings have changed.
class StudioChoice {
public:
    StudioChoice(const ModelShelf& shelf, const SettingsStore& settings)
        : shelf_(shelf), settings_(settings) {}

    const InstalledModel* checkpoint() const;  ///< null: none chosen, or it is not there (any more)
    /// Why this LoRA cannot be switched on, as a sentence; empty: it can.
    QString obstacle(const InstalledModel& lora) const;
    bool isOn(const InstalledModel& lora) const;
    std::vector<engine::LoraChoice> loras() const;  ///< those that are on
    std::uint64_t memory() const;                   ///< bytes that all of it will take

private:
    const ModelShelf& shelf_;
    const SettingsStore& settings_;
};

}  // namespace ui
