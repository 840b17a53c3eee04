#pragma once

#include <QString>
#include <cstdint>

#include "ui/session/model_shelf.h"

namespace ui {

/// What the window says about models, in its language.

/// The program's own networks are called by what they do, others by their own name.
QString modelName(const engine::ModelDescription& about);

QString kindHeading(engine::ModelKind kind);  ///< of several: "Checkpoints"
QString kindName(engine::ModelKind kind);     ///< of one: "Checkpoint"
QString familyText(const engine::ModelDescription& about);
QString sizeText(std::uint64_t bytes);

/// "SDXL · 6.9 GB · F16", or that it cannot be used.
QString summaryText(const InstalledModel& model);

/// What is needed against what is free, in bytes; `free` 0: not known. Empty when nothing is needed.
QString memoryText(std::uint64_t needed, std::uint64_t free);

/// Why a file was not taken or not removed, and the way out; the engine's own words stand beside it.
QString refusalText(const engine::Error& error);

}  // namespace ui
